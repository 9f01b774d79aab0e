//! The generated client.

use icms_client::Db;

use crate::db::{UserId, user};
use crate::{Side, Work};

pub struct Ours {
    db: Db,
}

impl Ours {
    pub fn new(client: tokio_postgres::Client) -> Self {
        Self {
            db: Db::new(client),
        }
    }
}

impl Side for Ours {
    fn insert_one(&self, email: String) -> Work<'_, i64> {
        let new = user::NewUser::new(email).name("Name").tokens(1);
        Box::pin(async move { self.db.run(user::create(new)).await.unwrap().id.0 })
    }

    fn insert_many(&self, round: usize) -> Work<'_, usize> {
        Box::pin(async move {
            let new = |at| {
                user::NewUser::new(format!("many{round}-{at}@example.org"))
                    .name("Name")
                    .tokens(1)
            };
            self.db
                .run(user::create_many((0..1_000).map(new)))
                .await
                .unwrap()
                .len()
        })
    }

    fn by_id(&self, id: i64) -> Work<'_, i64> {
        Box::pin(async move {
            self.db
                .run(user::by_id(UserId(id)))
                .await
                .unwrap()
                .unwrap()
                .id
                .0
        })
    }

    fn all(&self) -> Work<'_, usize> {
        let find = user::find().filter(user::ID.le(UserId(10_000)));
        Box::pin(async move { self.db.run(find).await.unwrap().len() })
    }

    fn filtered(&self) -> Work<'_, usize> {
        let find = user::find()
            .filter(user::TOKENS.gt(50))
            .filter(user::EMAIL.contains("user"));
        let find = find.order_by(user::ID.asc()).limit(20);
        Box::pin(async move { self.db.run(find).await.unwrap().len() })
    }

    fn include(&self) -> Work<'_, usize> {
        let find = user::find()
            .filter(user::ID.le(UserId(100)))
            .order_by(user::ID.asc());
        Box::pin(async move {
            let users = self.db.run(find.include(user::POSTS)).await.unwrap();
            users.iter().map(|user| user.related.len()).sum()
        })
    }

    fn update(&self, id: i64) -> Work<'_, i64> {
        let patch = user::UserPatch::default().tokens(7);
        Box::pin(async move {
            self.db
                .run(user::update(UserId(id), patch))
                .await
                .unwrap()
                .unwrap()
                .id
                .0
        })
    }

    fn transaction(&mut self) -> Work<'_, i64> {
        Box::pin(async move {
            let transaction = self.db.begin().await.unwrap();
            let mut last = 0;
            for id in 1..=10 {
                let patch = user::UserPatch::default().tokens(8);
                let row = transaction
                    .run(user::update(UserId(id), patch))
                    .await
                    .unwrap();
                last = row.unwrap().id.0;
            }
            transaction.commit().await.unwrap();
            last
        })
    }

    fn pipelined(&self) -> Work<'_, usize> {
        let plans = (1..=100).map(|id| user::by_id(UserId(id)));
        Box::pin(async move { self.db.run_all(plans).await.unwrap().len() })
    }
}
