//! PgBouncer lends a server for one transaction: many clients at once on two servers, which go from one to another
//! between any two transactions.

mod place;

use std::sync::Arc;

use features_example::db::{self, Role, SCHEMA, post, tag, user};
use icms_client::{
    Db, Error, OnDrift, Plan as _, Pool, PoolManager, Result, SyncDb, TransactionOptions, sql,
};
use place::pooler::Pooler;
use place::{Place, on_both};
use tokio_postgres::{Config, NoTls};

const CLIENTS: usize = 8;

/// Everything that a client does, one after the other, with rows of its own.
async fn works(db: &mut Db, client: usize) -> Result<()> {
    let new = |name: &str| user::NewUser::new(format!("{name}{client}@x.io"));
    let ann = db.run(user::create(new("ann").role(Role::Self_))).await?;
    let others = db
        .run(user::create_many((0..20).map(|at| new(&format!("{at}-")))))
        .await?;
    assert_eq!(others.len(), 20);
    let copied = (0..300).map(|at| new(&format!("c{at}-")));
    assert_eq!(db.run(user::copy(copied)).await?, 300);
    let mine = || user::find().filter(user::EMAIL.ends_with(&format!("{client}@x.io")));
    for round in 0..10 {
        assert_eq!(db.run(mine().count()).await?, 321);
        let both = (user::by_id(ann.id), user::by_id(others[round].id));
        let both = db.join(both.0, both.1).await?;
        assert_eq!(both.0.unwrap().tokens, i32::try_from(round).unwrap());
        assert_eq!(both.1.as_ref(), Some(&others[round]));
        let emails = db.run_all(others.iter().map(|user| user::by_id(user.id)));
        let emails = emails.await?.into_iter().map(|user| user.unwrap().email);
        assert!(emails.eq(others.iter().map(|user| user.email.clone())));
        spends(db, ann.id, round, client).await?;
        let mut rows = db.stream(mine().order_by(user::ID.asc())).await?;
        assert_eq!(rows.next().await.unwrap()?.email, ann.email);
        drop(rows);
        assert!(matches!(
            db.run(user::create(new("ann"))).await,
            Err(Error::Unique { .. })
        ));
        let named = sql("SELECT count(*) FROM pg_prepared_statements").rows::<(i64,)>();
        assert_eq!(db.run(named).await?, [(0,)]);
    }
    assert_eq!(db.check_schema(&SCHEMA, OnDrift::Fail).await?, []);
    Ok(())
}

/// A token, in a transaction with a savepoint, related rows and a setting of its own.
async fn spends(db: &mut Db, id: db::UserId, round: usize, client: usize) -> Result<()> {
    let slug = &format!("{client}-{round}");
    let tokens = db.transaction(TransactionOptions::default(), |tx| {
        Box::pin(async move {
            tx.run(sql(format!("SET LOCAL application_name = 'c{slug}'")))
                .await?;
            let post = tx
                .run(post::create(post::NewPost::new(id, &**slug, "T")))
                .await?;
            let tags = tx
                .run(tag::create_many([tag::NewTag::new(&**slug)]))
                .await?;
            let savepoint = tx.savepoint().await?;
            savepoint
                .run(post::delete_many(post::ID.eq(post.id)))
                .await?;
            savepoint.rollback().await?;
            tx.run(post::TAGS.connect(post.id, [tags[0].id])).await?;
            let none = user::UserPatch::default();
            let spent = user::update(id, none).also(user::TOKENS.increment(1));
            let all = [post::by_id(post.id), post::by_id(post.id)];
            let all = tx.run_all(all).await?;
            assert!(all.iter().all(|found| found.as_ref() == Some(&post)));
            let name = sql("SELECT current_setting('application_name')");
            let name = tx.run(name.rows::<(String,)>()).await?;
            assert_eq!(name, [(format!("c{slug}"),)]);
            tx.run(spent.required().map(|user| user.tokens)).await
        })
    });
    assert_eq!(tokens.await?, i32::try_from(round).unwrap() + 1);
    let posts = user::POSTS.order_by(post::ID.desc()).include(post::TAGS);
    let with = db.run(user::by_id(id).include(posts).required()).await?;
    assert_eq!(with.related[0].related[0].name, *slug);
    Ok(())
}

/// Runs a test with the way through a pooler of two servers, and the direct one.
fn pooled<F: Future<Output = ()> + Send + 'static>(test: impl Fn(Config, Config) -> F) {
    on_both(|direct| {
        let pooler = Pooler::start(&direct, 2);
        let test = test(pooler.config(&direct), direct);
        async move {
            test.await;
            drop(pooler);
        }
    });
}

#[test]
fn clients_share_two_servers() {
    pooled(async |pooled, _| {
        let client = |client| {
            let pooled = pooled.clone();
            tokio::spawn(async move {
                let mut db = Db::connect_unprepared(&pooled, NoTls, &SCHEMA).await?;
                works(&mut db, client).await
            })
        };
        for done in futures_util::future::join_all((0..CLIENTS).map(client)).await {
            done.unwrap().unwrap();
        }
    });
}

#[test]
fn pools_of_clients_share_two_servers() {
    pooled(async |pooled, _| {
        let pool = Pool::builder(PoolManager::new(pooled, NoTls).unprepared(&SCHEMA));
        let pool = pool.max_size(3).build().unwrap();
        let client = |client| {
            let pool = pool.clone();
            tokio::spawn(async move { works(&mut *pool.get().await?, client).await })
        };
        for done in futures_util::future::join_all((0..CLIENTS).map(client)).await {
            done.unwrap().unwrap();
        }
    });
}

#[test]
fn blocking_clients_share_two_servers() {
    let place = Place::new();
    let pooler = Pooler::start(&place.config(), 2);
    let config = Arc::new(postgres::Config::from(pooler.config(&place.config())));
    let client = |client: usize| {
        let config = Arc::clone(&config);
        std::thread::spawn(move || -> Result<()> {
            let mut db = SyncDb::unprepared(config.connect(postgres::NoTls).unwrap(), &SCHEMA)?;
            let new = |at: usize| user::NewUser::new(format!("{at}-{client}@x.io"));
            assert_eq!(db.run(user::copy((0..300).map(new)))?, 300);
            for round in 0..20 {
                let made = db.transaction(TransactionOptions::default(), |tx| {
                    let made = tx.run(user::create(new(1_000 + round).role(Role::Admin)))?;
                    let mut savepoint = tx.savepoint()?;
                    savepoint.run(user::delete(made.id))?;
                    savepoint.rollback()?;
                    Ok(made)
                })?;
                assert_eq!(db.run(user::by_id(made.id))?, Some(made));
                let named = sql("SELECT count(*) FROM pg_prepared_statements").rows::<(i64,)>();
                assert_eq!(db.run(named)?, [(0,)]);
            }
            Ok(())
        })
    };
    let clients: Vec<_> = (0..CLIENTS).map(client).collect();
    for done in clients {
        done.join().unwrap().unwrap();
    }
}

#[test]
fn an_enum_that_a_migration_made_anew_is_learned_by_the_next_connection() {
    pooled(async |pooled, direct| {
        let pool = Pool::builder(PoolManager::new(pooled, NoTls).unprepared(&SCHEMA));
        let pool = pool.max_size(1).build().unwrap();
        let ann = user::create(user::NewUser::new("ann@x.io").role(Role::Admin));
        let ann = pool.get().await.unwrap().run(ann).await.unwrap();
        let migration = Db::connect(&direct, NoTls).await.unwrap();
        let anew = r#"ALTER TYPE "Role" RENAME TO old;
            CREATE TYPE "Role" AS ENUM ('ADMIN', 'plain-member', 'self');
            DROP VIEW members;
            ALTER TABLE users ALTER role DROP DEFAULT, ALTER role TYPE "Role" USING role::text::"Role";
            ALTER TABLE everything ALTER roles TYPE "Role"[] USING roles::text[]::"Role"[];
            DROP TYPE old;"#;
        migration.inner().batch_execute(anew).await.unwrap();
        let find = || user::find().filter(user::ROLE.eq(Role::Admin));
        // Whatever the connection that does not know says.
        let mut told = Vec::new();
        for _ in 0..3 {
            told.push(pool.get().await.unwrap().run(find()).await);
        }
        assert!(
            matches!(told.last(), Some(Ok(rows)) if *rows == [ann]),
            "{told:?}"
        );
    });
}
