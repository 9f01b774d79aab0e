//! The driver by hand: statements prepared once, rows read into structs by position.

use std::collections::HashMap;

use futures_util::future::try_join_all;
use tokio_postgres::{Client, Row, Statement};

use crate::{Side, Work};

struct User {
    id: i64,
    _email: String,
    _name: Option<String>,
    _tokens: i32,
}

struct Post {
    _id: i64,
    author_id: i64,
    _title: String,
    _score: i32,
}

fn user(row: &Row) -> User {
    User {
        id: row.get(0),
        _email: row.get(1),
        _name: row.get(2),
        _tokens: row.get(3),
    }
}

fn post(row: &Row) -> Post {
    Post {
        _id: row.get(0),
        author_id: row.get(1),
        _title: row.get(2),
        _score: row.get(3),
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
    pub async fn new(client: Client) -> Self {
        let columns = "id, email, name, tokens";
        let prepare = |sql: String| {
            let client = &client;
            async move { client.prepare(&sql).await.expect("a statement") }
        };
        let values = "INSERT INTO users (email, name, tokens)";
        Self {
            insert: prepare(format!("{values} VALUES ($1, $2, $3) RETURNING {columns}")).await,
            insert_many: prepare(format!(
                "{values} SELECT * FROM unnest($1::text[], $2::text[], $3::int[]) RETURNING {columns}"
            ))
            .await,
            by_id: prepare(format!("SELECT {columns} FROM users WHERE id = $1")).await,
            all: prepare(format!("SELECT {columns} FROM users WHERE id <= $1")).await,
            filtered: prepare(format!(
                "SELECT {columns} FROM users WHERE tokens > $1 AND email LIKE $2 ORDER BY id LIMIT $3"
            ))
            .await,
            parents: prepare(format!("SELECT {columns} FROM users WHERE id <= $1 ORDER BY id")).await,
            children: prepare(
                "SELECT id, author_id, title, score FROM posts WHERE author_id = ANY($1)".into(),
            )
            .await,
            update: prepare(format!("UPDATE users SET tokens = $1 WHERE id = $2 RETURNING {columns}")).await,
            client,
        }
    }
}

impl Side for Hand {
    fn insert_one(&self, email: String) -> Work<'_, i64> {
        Box::pin(async move {
            let row = self
                .client
                .query_one(&self.insert, &[&email, &Some("Name"), &1])
                .await
                .unwrap();
            user(&row).id
        })
    }

    fn insert_many(&self, round: usize) -> Work<'_, usize> {
        Box::pin(async move {
            let (mut emails, mut names, mut tokens) = (Vec::new(), Vec::new(), Vec::new());
            for at in 0..1_000 {
                emails.push(format!("many{round}-{at}@example.org"));
                names.push(Some(String::from("Name")));
                tokens.push(1);
            }
            let rows = self
                .client
                .query(&self.insert_many, &[&emails, &names, &tokens])
                .await
                .unwrap();
            rows.iter().map(user).collect::<Vec<_>>().len()
        })
    }

    fn by_id(&self, id: i64) -> Work<'_, i64> {
        Box::pin(async move {
            let row = self.client.query_opt(&self.by_id, &[&id]).await.unwrap();
            row.as_ref().map(user).unwrap().id
        })
    }

    fn all(&self) -> Work<'_, usize> {
        Box::pin(async move {
            let rows = self.client.query(&self.all, &[&10_000_i64]).await.unwrap();
            rows.iter().map(user).collect::<Vec<_>>().len()
        })
    }

    fn filtered(&self) -> Work<'_, usize> {
        Box::pin(async move {
            let rows = self
                .client
                .query(&self.filtered, &[&50, &"%user%", &20_i64])
                .await
                .unwrap();
            rows.iter().map(user).collect::<Vec<_>>().len()
        })
    }

    fn include(&self) -> Work<'_, usize> {
        Box::pin(async move {
            let rows = self.client.query(&self.parents, &[&100_i64]).await.unwrap();
            let users: Vec<User> = rows.iter().map(user).collect();
            let ids: Vec<i64> = users.iter().map(|user| user.id).collect();
            let mut of: HashMap<i64, Vec<Post>> = HashMap::new();
            for row in self.client.query(&self.children, &[&ids]).await.unwrap() {
                let post = post(&row);
                of.entry(post.author_id).or_default().push(post);
            }
            let pairs = users.into_iter().map(|user| {
                let posts = of.remove(&user.id).unwrap_or_default();
                (user, posts)
            });
            pairs
                .collect::<Vec<_>>()
                .iter()
                .map(|(_, posts)| posts.len())
                .sum()
        })
    }

    fn update(&self, id: i64) -> Work<'_, i64> {
        Box::pin(async move {
            let row = self
                .client
                .query_opt(&self.update, &[&7, &id])
                .await
                .unwrap();
            row.as_ref().map(user).unwrap().id
        })
    }

    fn transaction(&mut self) -> Work<'_, i64> {
        Box::pin(async move {
            let transaction = self.client.transaction().await.unwrap();
            let mut last = 0;
            for id in 1..=10_i64 {
                let row = transaction
                    .query_opt(&self.update, &[&8, &id])
                    .await
                    .unwrap();
                last = row.as_ref().map(user).unwrap().id;
            }
            transaction.commit().await.unwrap();
            last
        })
    }

    fn pipelined(&self) -> Work<'_, usize> {
        Box::pin(async move {
            let one = |id: i64| async move {
                let row = self.client.query_opt(&self.by_id, &[&id]).await?;
                Ok::<_, tokio_postgres::Error>(row.as_ref().map(user))
            };
            try_join_all((1..=100).map(one)).await.unwrap().len()
        })
    }
}
