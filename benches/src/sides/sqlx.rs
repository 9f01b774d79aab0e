//! sqlx: one connection, `query_as` into structs that derive `FromRow`. It has no way to send a statement before the one
//! before it is answered.

use std::collections::HashMap;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection, FromRow};

use crate::ground::SETTING;
use crate::side::{self, NEW, Side, TEN};

#[derive(FromRow)]
pub struct User {
    id: i64,
    email: String,
    name: Option<String>,
    tokens: i32,
}

#[derive(FromRow)]
pub struct Post {
    id: i64,
    author_id: i64,
    title: String,
    score: i32,
}

pub struct Sqlx {
    connection: PgConnection,
}

impl Sqlx {
    pub async fn connect(url: &str) -> Self {
        let options: PgConnectOptions = url.parse().expect("a url");
        let options = options.options([SETTING]);
        let connection = PgConnection::connect_with(&options).await;
        Self {
            connection: connection.expect("a server"),
        }
    }
}

const UPDATE: &str = "UPDATE users SET tokens = $1 WHERE id = $2 RETURNING id, email, name, tokens";

async fn update(connection: &mut PgConnection, id: i64, tokens: i32) -> User {
    let update = sqlx::query_as(UPDATE).bind(tokens).bind(id);
    update.fetch_one(connection).await.unwrap()
}

impl Side for Sqlx {
    type User = User;
    type Family = (User, Vec<Post>);

    fn name(&self) -> &'static str {
        "sqlx"
    }

    async fn insert_one(&mut self, email: String) -> User {
        let (name, tokens) = NEW;
        let insert = sqlx::query_as(
            "INSERT INTO users (email, name, tokens) VALUES ($1, $2, $3) RETURNING id, email, name, tokens",
        );
        let insert = insert.bind(email).bind(name).bind(tokens);
        insert.fetch_one(&mut self.connection).await.unwrap()
    }

    /// With `UNNEST`, as its answers to frequent questions recommend.
    async fn insert_many(&mut self, emails: Vec<String>) -> Vec<User> {
        let (name, tokens) = NEW;
        let names = vec![Some(name); emails.len()];
        let tokens = vec![tokens; emails.len()];
        let insert = sqlx::query_as(
            "INSERT INTO users (email, name, tokens) SELECT * FROM unnest($1::text[], $2::text[], $3::int[]) \
             RETURNING id, email, name, tokens",
        );
        let insert = insert.bind(emails).bind(names).bind(tokens);
        insert.fetch_all(&mut self.connection).await.unwrap()
    }

    async fn by_id(&mut self, id: i64) -> User {
        let select =
            sqlx::query_as("SELECT id, email, name, tokens FROM users WHERE id = $1").bind(id);
        select.fetch_one(&mut self.connection).await.unwrap()
    }

    async fn all(&mut self) -> Vec<User> {
        let select = sqlx::query_as("SELECT id, email, name, tokens FROM users WHERE id <= $1")
            .bind(10_000_i64);
        select.fetch_all(&mut self.connection).await.unwrap()
    }

    async fn filtered(&mut self) -> Vec<User> {
        let select = sqlx::query_as(
            "SELECT id, email, name, tokens FROM users WHERE tokens > $1 AND email LIKE $2 ORDER BY id LIMIT $3",
        );
        let select = select.bind(50).bind("%user%").bind(20_i64);
        select.fetch_all(&mut self.connection).await.unwrap()
    }

    async fn include(&mut self) -> Vec<(User, Vec<Post>)> {
        let users =
            sqlx::query_as("SELECT id, email, name, tokens FROM users WHERE id <= $1 ORDER BY id")
                .bind(100_i64);
        let users: Vec<User> = users.fetch_all(&mut self.connection).await.unwrap();
        let ids: Vec<i64> = users.iter().map(|user| user.id).collect();
        let posts = sqlx::query_as(
            "SELECT id, author_id, title, score FROM posts WHERE author_id = ANY($1)",
        )
        .bind(ids);
        let posts: Vec<Post> = posts.fetch_all(&mut self.connection).await.unwrap();
        let mut of: HashMap<i64, Vec<Post>> = HashMap::with_capacity(users.len());
        for post in posts {
            of.entry(post.author_id).or_default().push(post);
        }
        let pairs = users.into_iter().map(|user| {
            let posts = of.remove(&user.id).unwrap_or_default();
            (user, posts)
        });
        pairs.collect()
    }

    async fn update(&mut self, id: i64, tokens: i32) -> User {
        update(&mut self.connection, id, tokens).await
    }

    async fn transaction(&mut self, tokens: i32) -> Vec<User> {
        let mut transaction = self.connection.begin().await.unwrap();
        let mut users = Vec::with_capacity(10);
        for id in TEN {
            users.push(update(&mut transaction, id, tokens).await);
        }
        transaction.commit().await.unwrap();
        users
    }

    fn user(user: User) -> side::Row {
        let User {
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

    fn family((user, posts): (User, Vec<Post>)) -> side::Row {
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
