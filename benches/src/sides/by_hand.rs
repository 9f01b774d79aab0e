//! The driver by hand: statements prepared once, rows read into structs by position.

use std::collections::HashMap;

use futures_util::future::try_join_all;
use tokio_postgres::{Client, Row, Statement};

use crate::ground;
use crate::side::{self, HUNDRED, NEW, Side, TEN};

pub struct User {
    id: i64,
    email: String,
    name: Option<String>,
    tokens: i32,
}

pub struct Post {
    id: i64,
    author_id: i64,
    title: String,
    score: i32,
}

fn user(row: &Row) -> User {
    User {
        id: row.get(0),
        email: row.get(1),
        name: row.get(2),
        tokens: row.get(3),
    }
}

fn post(row: &Row) -> Post {
    Post {
        id: row.get(0),
        author_id: row.get(1),
        title: row.get(2),
        score: row.get(3),
    }
}

pub struct Hand {
    client: Client,
    insert: Statement,
    insert_many: Statement,
    by_id: Statement,
    all: Statement,
    filtered: Statement,
    parents: Statement,
    children: Statement,
    update: Statement,
}

impl Hand {
    pub async fn connect(url: &str) -> Self {
        let client = ground::connect(url).await;
        let prepare = async |sql: &str| client.prepare(sql).await.expect("a statement");
        Self {
            insert: prepare(
                "INSERT INTO users (email, name, tokens) VALUES ($1, $2, $3) RETURNING id, email, name, tokens",
            )
            .await,
            insert_many: prepare(
                "INSERT INTO users (email, name, tokens) SELECT * FROM unnest($1::text[], $2::text[], $3::int[]) \
                 RETURNING id, email, name, tokens",
            )
            .await,
            by_id: prepare("SELECT id, email, name, tokens FROM users WHERE id = $1").await,
            all: prepare("SELECT id, email, name, tokens FROM users WHERE id <= $1").await,
            filtered: prepare(
                "SELECT id, email, name, tokens FROM users WHERE tokens > $1 AND email LIKE $2 ORDER BY id LIMIT $3",
            )
            .await,
            parents: prepare("SELECT id, email, name, tokens FROM users WHERE id <= $1 ORDER BY id").await,
            children: prepare("SELECT id, author_id, title, score FROM posts WHERE author_id = ANY($1)").await,
            update: prepare("UPDATE users SET tokens = $1 WHERE id = $2 RETURNING id, email, name, tokens").await,
            client,
        }
    }
}

impl Side for Hand {
    type User = User;
    type Family = (User, Vec<Post>);

    fn name(&self) -> &'static str {
        "tokio-postgres by hand"
    }

    async fn insert_one(&mut self, email: String) -> User {
        let (name, tokens) = NEW;
        let row = self
            .client
            .query_one(&self.insert, &[&email, &name, &tokens])
            .await;
        user(&row.unwrap())
    }

    async fn insert_many(&mut self, emails: Vec<String>) -> Vec<User> {
        let (name, tokens) = NEW;
        let names = vec![Some(name); emails.len()];
        let tokens = vec![tokens; emails.len()];
        let rows = self
            .client
            .query(&self.insert_many, &[&emails, &names, &tokens])
            .await;
        rows.unwrap().iter().map(user).collect()
    }

    async fn by_id(&mut self, id: i64) -> User {
        let row = self.client.query_opt(&self.by_id, &[&id]).await.unwrap();
        row.as_ref().map(user).unwrap()
    }

    async fn all(&mut self) -> Vec<User> {
        let rows = self.client.query(&self.all, &[&10_000_i64]).await;
        rows.unwrap().iter().map(user).collect()
    }

    async fn filtered(&mut self) -> Vec<User> {
        let rows = self
            .client
            .query(&self.filtered, &[&50, &"%user%", &20_i64])
            .await;
        rows.unwrap().iter().map(user).collect()
    }

    async fn include(&mut self) -> Vec<(User, Vec<Post>)> {
        let rows = self.client.query(&self.parents, &[&100_i64]).await.unwrap();
        let users: Vec<User> = rows.iter().map(user).collect();
        let ids: Vec<i64> = users.iter().map(|user| user.id).collect();
        let mut of: HashMap<i64, Vec<Post>> = HashMap::with_capacity(users.len());
        for row in self.client.query(&self.children, &[&ids]).await.unwrap() {
            let post = post(&row);
            of.entry(post.author_id).or_default().push(post);
        }
        let pairs = users.into_iter().map(|user| {
            let posts = of.remove(&user.id).unwrap_or_default();
            (user, posts)
        });
        pairs.collect()
    }

    async fn update(&mut self, id: i64, tokens: i32) -> User {
        let row = self.client.query_opt(&self.update, &[&tokens, &id]).await;
        row.unwrap().as_ref().map(user).unwrap()
    }

    async fn transaction(&mut self, tokens: i32) -> Vec<User> {
        let transaction = self.client.transaction().await.unwrap();
        let mut users = Vec::with_capacity(10);
        for id in TEN {
            let row = transaction.query_opt(&self.update, &[&tokens, &id]).await;
            users.push(row.unwrap().as_ref().map(user).unwrap());
        }
        transaction.commit().await.unwrap();
        users
    }

    async fn transaction_together(&mut self, tokens: i32) -> Vec<User> {
        let transaction = self.client.transaction().await.unwrap();
        let (open, update) = (&transaction, &self.update);
        let one = |id: i64| async move {
            let row = open.query_opt(update, &[&tokens, &id]).await?;
            Ok::<_, tokio_postgres::Error>(row.as_ref().map(user).unwrap())
        };
        let users = try_join_all(TEN.map(one)).await.unwrap();
        transaction.commit().await.unwrap();
        users
    }

    async fn together(&mut self) -> Vec<User> {
        let this = &*self;
        let one = |id: i64| async move {
            let row = this.client.query_opt(&this.by_id, &[&id]).await?;
            Ok::<_, tokio_postgres::Error>(row.as_ref().map(user).unwrap())
        };
        try_join_all(HUNDRED.map(one)).await.unwrap()
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
