//! What can be asked of a connection and of a transaction.

use features_example::db::{SCHEMA, post, user};
use icms_client::{Db, Isolation, OnDrift, Plan as _, Result, Transaction, TransactionOptions};

const COPIED: i64 = 60;

fn new(mark: &str, number: i64) -> user::NewUser {
    user::NewUser::new(format!("{mark}{number}"))
}

fn several(mark: &str, end: i64) -> impl Iterator<Item = user::NewUser> {
    (0..end).map(move |number| new(mark, number))
}

/// Something that is asked of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    Create,
    Refused,
    Related,
    RunAll,
    Join,
    Stream,
    Copy,
    CreateMany,
    Explain,
    CheckSchema,
    Committed,
    Serializable,
    RolledBack,
    Forgotten,
    Savepoints,
    CopiedInside,
    Transaction,
    Fails,
    Atomically,
}

impl Work {
    pub fn all() -> impl Iterator<Item = Self> {
        [
            Self::Create,
            Self::Refused,
            Self::Related,
            Self::RunAll,
            Self::Join,
            Self::Stream,
            Self::Copy,
            Self::CreateMany,
            Self::Explain,
            Self::CheckSchema,
            Self::Committed,
            Self::Serializable,
            Self::RolledBack,
            Self::Forgotten,
            Self::Savepoints,
            Self::CopiedInside,
            Self::Transaction,
            Self::Fails,
            Self::Atomically,
        ]
        .into_iter()
    }

    /// How many users it makes.
    pub fn leaves(self) -> i64 {
        match self {
            Self::Create | Self::Atomically => 1,
            Self::Refused
            | Self::Related
            | Self::Stream
            | Self::Explain
            | Self::CheckSchema
            | Self::Serializable
            | Self::RolledBack
            | Self::Forgotten
            | Self::Fails => 0,
            Self::Join | Self::Committed | Self::Savepoints => 2,
            Self::RunAll | Self::Transaction => 5,
            Self::Copy | Self::CreateMany | Self::CopiedInside => COPIED,
        }
    }

    /// Whether so many may be there when it was dropped.
    pub fn may_leave(self, number: i64) -> bool {
        number == 0 || number == self.leaves() || matches!(self, Self::RunAll | Self::Join)
    }

    /// Does it, with users whose addresses begin so.
    pub async fn run(self, db: &mut Db, mark: &str) -> Result<()> {
        match self {
            Self::Create => db.run(user::create(new(mark, 0))).await.map(drop),
            Self::Refused => refused(db.run(user::create(new(mark, 0).tokens(-1))).await),
            Self::Related => {
                let posts = user::POSTS.include(post::TAGS);
                db.run(user::find().limit(3).include(posts)).await.map(drop)
            }
            Self::RunAll => {
                let all = several(mark, 5).map(user::create);
                db.run_all(all).await.map(drop)
            }
            Self::Join => {
                let both = [0, 1].map(|number| user::create(new(mark, number)));
                let [first, second] = both;
                db.join(first, second).await.map(drop)
            }
            Self::Stream => {
                let mut rows = db.stream(user::find().limit(5)).await?;
                rows.next().await;
                rows.next().await;
                Ok(())
            }
            Self::Copy => db.run(user::copy(several(mark, COPIED))).await.map(drop),
            Self::CreateMany => {
                let many = user::create_many(several(mark, COPIED));
                db.run(many).await.map(drop)
            }
            Self::Explain => db.explain(user::find()).await.map(drop),
            Self::CheckSchema => db.check_schema(&SCHEMA, OnDrift::Fail).await.map(drop),
            Self::Committed
            | Self::Serializable
            | Self::RolledBack
            | Self::Forgotten
            | Self::Savepoints
            | Self::CopiedInside => self.begin(db, mark).await,
            Self::Transaction | Self::Fails => self.closure(db, mark).await,
            Self::Atomically => {
                let author = user::create(new(mark, 0));
                let both = author.then(|user| post::create(post::NewPost::new(user.id, "a", "A")));
                db.atomically(both).await.map(drop)
            }
        }
    }

    async fn begin(self, db: &mut Db, mark: &str) -> Result<()> {
        if self == Self::Serializable {
            let options = TransactionOptions::isolation(Isolation::Serializable);
            let transaction = db.begin_with(options).await?;
            transaction.run(user::find().count()).await?;
            return transaction.commit().await;
        }
        let mut transaction = db.begin().await?;
        if self == Self::CopiedInside {
            transaction.run(user::copy(several(mark, COPIED))).await?;
            return transaction.commit().await;
        }
        transaction.run(user::create(new(mark, 0))).await?;
        if self == Self::Savepoints {
            for (number, kept) in [(1, false), (2, true)] {
                let savepoint = transaction.savepoint().await?;
                savepoint.run(user::create(new(mark, number))).await?;
                match kept {
                    true => savepoint.commit().await?,
                    false => savepoint.rollback().await?,
                }
            }
        }
        if self == Self::Committed {
            transaction.run(user::create(new(mark, 1))).await?;
        }
        if self == Self::RolledBack {
            return transaction.rollback().await;
        }
        if self == Self::Forgotten {
            return Ok(());
        }
        transaction.commit().await
    }

    async fn closure(self, db: &mut Db, mark: &str) -> Result<()> {
        let fails = self == Self::Fails;
        let done = db.transaction(TransactionOptions::default(), |transaction| {
            Box::pin(async move {
                transaction.run(user::create(new(mark, 0))).await?;
                let savepoint = transaction.savepoint().await?;
                let mut rows = savepoint.stream(user::find().limit(3)).await?;
                rows.next().await;
                // Rows that nobody reads would be in the way.
                drop(rows);
                savepoint.run(user::create(new(mark, 1))).await?;
                savepoint.commit().await?;
                let three = (2..5).map(|number| user::create(new(mark, number)));
                transaction.run_all(three).await?;
                if fails {
                    transaction
                        .run(user::create(new(mark, 5).tokens(-1)))
                        .await?;
                }
                Ok(())
            })
        });
        let done = done.await;
        if fails { refused(done) } else { done }
    }
}

fn refused<T>(result: Result<T>) -> Result<()> {
    let constraint = result.err().and_then(|e| e.constraint().map(str::to_owned));
    assert_eq!(
        constraint.as_deref(),
        Some(user::constraint::TOKENS_POSITIVE)
    );
    Ok(())
}

/// Something that is asked of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement {
    Create,
    Refused,
    RunAll,
    Stream,
    Copy,
    Savepoint,
    Inside,
}

impl Statement {
    pub fn all() -> impl Iterator<Item = Self> {
        [
            Self::Create,
            Self::Refused,
            Self::RunAll,
            Self::Stream,
            Self::Copy,
            Self::Savepoint,
            Self::Inside,
        ]
        .into_iter()
    }

    /// How many users it makes.
    pub fn leaves(self) -> i64 {
        match self {
            Self::Create => 1,
            Self::Refused | Self::Stream | Self::Savepoint => 0,
            Self::RunAll => 5,
            Self::Copy => COPIED,
            Self::Inside => 2,
        }
    }

    /// Whether the server may refuse it, and with it the whole transaction.
    pub fn may_be_refused(self) -> bool {
        matches!(self, Self::Refused | Self::Copy)
    }

    /// Does it, with users whose addresses begin so.
    pub async fn run(self, transaction: &mut Transaction<'_>, mark: &str) -> Result<()> {
        match self {
            Self::Create => {
                let create = user::create(new(mark, 0));
                transaction.run(create).await.map(drop)
            }
            Self::Refused => {
                let create = user::create(new(mark, 0).tokens(-1));
                refused(transaction.run(create).await)
            }
            Self::RunAll => {
                let all = several(mark, 5).map(user::create);
                transaction.run_all(all).await.map(drop)
            }
            Self::Stream => {
                let mut rows = transaction.stream(user::find().limit(5)).await?;
                rows.next().await;
                Ok(())
            }
            Self::Copy => {
                let copy = user::copy(several(mark, COPIED));
                transaction.run(copy).await.map(drop)
            }
            Self::Savepoint => {
                let savepoint = transaction.savepoint().await?;
                savepoint.run(user::create(new(mark, 0))).await?;
                savepoint.rollback().await
            }
            Self::Inside => {
                let savepoint = transaction.savepoint().await?;
                savepoint.run(user::create(new(mark, 0))).await?;
                savepoint.run(user::create(new(mark, 1))).await?;
                savepoint.commit().await
            }
        }
    }
}
