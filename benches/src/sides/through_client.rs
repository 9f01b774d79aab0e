//! The generated client.

use icms_client::{Db, With};
use tokio_postgres::{Config, NoTls};

use crate::db::user::{NewUser, UserPatch};
use crate::db::{Post, User, UserId, user};
use crate::ground::SETTING;
use crate::side::{self, HUNDRED, NEW, Side, TEN};

pub struct Client {
    db: Db,
}

impl Client {
    pub async fn connect(url: &str) -> Self {
        let mut config: Config = url.parse().expect("a url");
        let (name, value) = SETTING;
        config.options(format!("-c {name}={value}"));
        let db = Db::connect(&config, NoTls).await;
        Self {
            db: db.expect("a server"),
        }
    }
}

fn new(email: String) -> NewUser {
    let (name, tokens) = NEW;
    NewUser::new(email).name(name).tokens(tokens)
}

impl Side for Client {
    type User = User;
    type Family = With<User, Vec<Post>>;

    fn name(&self) -> &'static str {
        "icms"
    }

    async fn insert_one(&mut self, email: String) -> User {
        self.db.run(user::create(new(email))).await.unwrap()
    }

    async fn insert_many(&mut self, emails: Vec<String>) -> Vec<User> {
        let rows = emails.into_iter().map(new);
        self.db.run(user::create_many(rows)).await.unwrap()
    }

    async fn by_id(&mut self, id: i64) -> User {
        let user = self.db.run(user::by_id(UserId(id))).await;
        user.unwrap().unwrap()
    }

    async fn all(&mut self) -> Vec<User> {
        let find = user::find().filter(user::ID.le(UserId(10_000)));
        self.db.run(find).await.unwrap()
    }

    async fn filtered(&mut self) -> Vec<User> {
        let find = user::find()
            .filter(user::TOKENS.gt(50))
            .filter(user::EMAIL.contains("user"))
            .order_by(user::ID.asc())
            .limit(20);
        self.db.run(find).await.unwrap()
    }

    async fn include(&mut self) -> Vec<With<User, Vec<Post>>> {
        let find = user::find()
            .filter(user::ID.le(UserId(100)))
            .order_by(user::ID.asc())
            .include(user::POSTS);
        self.db.run(find).await.unwrap()
    }

    async fn update(&mut self, id: i64, tokens: i32) -> User {
        let patch = UserPatch::default().tokens(tokens);
        let user = self.db.run(user::update(UserId(id), patch)).await;
        user.unwrap().unwrap()
    }

    async fn transaction(&mut self, tokens: i32) -> Vec<User> {
        let transaction = self.db.begin().await.unwrap();
        let mut users = Vec::with_capacity(10);
        for id in TEN {
            let patch = UserPatch::default().tokens(tokens);
            let user = transaction.run(user::update(UserId(id), patch)).await;
            users.push(user.unwrap().unwrap());
        }
        transaction.commit().await.unwrap();
        users
    }

    async fn transaction_together(&mut self, tokens: i32) -> Vec<User> {
        let transaction = self.db.begin().await.unwrap();
        let plans = TEN.map(|id| user::update(UserId(id), UserPatch::default().tokens(tokens)));
        let users = transaction.run_all(plans).await.unwrap();
        transaction.commit().await.unwrap();
        users.into_iter().map(Option::unwrap).collect()
    }

    async fn together(&mut self) -> Vec<User> {
        let plans = HUNDRED.map(|id| user::by_id(UserId(id)));
        let users = self.db.run_all(plans).await.unwrap();
        users.into_iter().map(Option::unwrap).collect()
    }

    fn user(user: User) -> side::Row {
        let User {
            id,
            email,
            name,
            tokens,
        } = user;
        side::Row {
            id: id.0,
            email,
            name,
            tokens,
            posts: Vec::new(),
        }
    }

    fn family(family: With<User, Vec<Post>>) -> side::Row {
        let posts = family.related.into_iter().map(|post| side::Post {
            id: post.id.0,
            author: post.author_id.0,
            title: post.title,
            score: post.score,
        });
        side::Row {
            posts: posts.collect(),
            ..Self::user(family.row)
        }
    }
}
