//! SeaORM: entities, active models, the loader. It knows pools only, so it has one of a single connection, and no way to
//! send a statement before the one before it is answered.

mod post;
mod user;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, LoaderTrait,
    QueryFilter, QueryOrder, QuerySelect, Set, SqlxPostgresConnector, TransactionTrait, Unchanged,
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::ground::SETTING;
use crate::side::{self, NEW, Side, TEN};

pub struct SeaOrm {
    db: DatabaseConnection,
    asks: Asks,
}

/// Whether the pool asks a connection if it is alive each time it lends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// As long as nobody says otherwise.
    Always,
    Never,
}

impl SeaOrm {
    pub async fn connect(url: &str, asks: Asks) -> Self {
        let options: PgConnectOptions = url.parse().expect("a url");
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .test_before_acquire(asks == Asks::Always);
        let pool = pool
            .connect_with(options.options([SETTING]))
            .await
            .expect("a server");
        let db = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
        Self { db, asks }
    }
}

fn new(email: String) -> user::ActiveModel {
    let (name, tokens) = NEW;
    user::ActiveModel {
        email: Set(email),
        name: Set(Some(name.to_owned())),
        tokens: Set(tokens),
        ..Default::default()
    }
}

async fn update(db: &impl ConnectionTrait, id: i64, tokens: i32) -> user::Model {
    let model = user::ActiveModel {
        id: Unchanged(id),
        tokens: Set(tokens),
        ..Default::default()
    };
    model.update(db).await.unwrap()
}

impl Side for SeaOrm {
    type User = user::Model;
    type Family = (user::Model, Vec<post::Model>);

    fn name(&self) -> &'static str {
        match self.asks {
            Asks::Always => "sea-orm",
            Asks::Never => "sea-orm, no ping",
        }
    }

    async fn insert_one(&mut self, email: String) -> user::Model {
        new(email).insert(&self.db).await.unwrap()
    }

    async fn insert_many(&mut self, emails: Vec<String>) -> Vec<user::Model> {
        let insert = user::Entity::insert_many(emails.into_iter().map(new));
        insert.exec_with_returning(&self.db).await.unwrap()
    }

    async fn by_id(&mut self, id: i64) -> user::Model {
        let user = user::Entity::find_by_id(id).one(&self.db).await;
        user.unwrap().unwrap()
    }

    async fn all(&mut self) -> Vec<user::Model> {
        let find = user::Entity::find().filter(user::Column::Id.lte(10_000));
        find.all(&self.db).await.unwrap()
    }

    async fn filtered(&mut self) -> Vec<user::Model> {
        let find = user::Entity::find()
            .filter(user::Column::Tokens.gt(50))
            .filter(user::Column::Email.contains("user"))
            .order_by_asc(user::Column::Id)
            .limit(20);
        find.all(&self.db).await.unwrap()
    }

    async fn include(&mut self) -> Vec<(user::Model, Vec<post::Model>)> {
        let find = user::Entity::find()
            .filter(user::Column::Id.lte(100))
            .order_by_asc(user::Column::Id);
        let users = find.all(&self.db).await.unwrap();
        let posts = users.load_many(post::Entity, &self.db).await.unwrap();
        users.into_iter().zip(posts).collect()
    }

    async fn update(&mut self, id: i64, tokens: i32) -> user::Model {
        update(&self.db, id, tokens).await
    }

    async fn transaction(&mut self, tokens: i32) -> Vec<user::Model> {
        let transaction = self.db.begin().await.unwrap();
        let mut users = Vec::with_capacity(10);
        for id in TEN {
            users.push(update(&transaction, id, tokens).await);
        }
        transaction.commit().await.unwrap();
        users
    }

    fn user(user: user::Model) -> side::Row {
        let user::Model {
            id,
            email,
            name,
            tokens,
        } = user;
        side::Row {
            id,
            email,
            name,
            tokens,
            posts: Vec::new(),
        }
    }

    fn family((user, posts): (user::Model, Vec<post::Model>)) -> side::Row {
        let posts = posts.into_iter().map(|post| side::Post {
            id: post.id,
            author: post.author_id,
            title: post.title,
            score: post.score,
        });
        side::Row {
            posts: posts.collect(),
            ..Self::user(user)
        }
    }
}
