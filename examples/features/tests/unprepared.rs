//! Nothing is prepared: every statement works on another connection than the one before, as behind a pooler that lends a
//! server for one transaction.

mod place;

use std::sync::{Arc, Mutex};

use features_example::db::{Role, SCHEMA, everything, post, tag, user};
use icms_client::types::{Buffer, IsNull, Json, Range, ToSql, Type, to_sql_checked};
use icms_client::{
    Db, Error, Plan, PoolManager, Result, SyncDb, SyncPoolManager, TransactionOptions, count, sql,
};
use place::Place;

/// Every statement is the first one that its session sees.
struct Fresh(SyncDb);

impl Fresh {
    fn run<P: Plan>(&mut self, plan: P) -> Result<P::Output> {
        self.0.inner().batch_execute("DISCARD ALL").unwrap();
        let output = self.0.run(plan);
        assert_eq!(named(self.0.inner()), 0);
        output
    }
}

fn named(client: &mut postgres::Client) -> usize {
    // The simple protocol prepares nothing.
    let rows = client
        .simple_query("SELECT name FROM pg_prepared_statements")
        .unwrap();
    rows.iter()
        .filter(|row| matches!(row, postgres::SimpleQueryMessage::Row(_)))
        .count()
}

#[test]
fn everything_works_without_prepared_statements() -> Result<()> {
    let place = Place::new();
    let mut db = Fresh(SyncDb::unprepared(place.driver(), &SCHEMA)?);
    let ann = db.run(user::create(
        user::NewUser::new("ann@x.io")
            .role(Role::Admin)
            .backup("a@b".into()),
    ))?;
    assert_eq!(db.run(user::by_id(ann.id))?, Some(ann.clone()));
    assert_eq!(
        db.run(user::find().filter(user::ROLE.eq(Role::Admin)))?,
        std::slice::from_ref(&ann)
    );
    assert_eq!(
        db.run(user::find().filter(user::ROLE.is_in([Role::Admin, Role::Self_])))?
            .len(),
        1
    );
    let patch = user::UserPatch::default()
        .name("Ann".to_owned())
        .role(Role::Member);
    assert_eq!(
        db.run(
            user::update(ann.id, patch)
                .also(user::TOKENS.increment(2))
                .required()
        )?
        .tokens,
        2
    );
    assert_eq!(
        db.run(user::upsert_by_email(
            user::NewUser::new("ann@x.io").role(Role::Self_)
        ))?
        .role,
        Role::Self_
    );
    let meta: Json = r#"{"k": [1]}"#.parse().unwrap();
    let new = |slug: &str| {
        post::NewPost::new(ann.id, slug, slug)
            .labels(vec!["x".into()])
            .meta(meta.clone())
    };
    let posts = db.run(post::create_many([new("a"), new("b")]))?;
    let tags = db.run(tag::create_many(["t", "u"].map(tag::NewTag::new)))?;
    db.run(post::TAGS.connect(posts[0].id, tags.iter().map(|tag| tag.id)))?;
    let all = user::find().include(
        user::POSTS
            .order_by(post::ID.asc())
            .limit(1)
            .include(post::TAGS),
    );
    assert_eq!(db.run(all)?[0].related[0].related.len(), 2);
    assert_eq!(
        db.run(
            post::find().filter(
                post::LABELS
                    .has("x")
                    .and(post::META.path(["k"]).eq(vec![1]))
            )
        )?
        .len(),
        2
    );
    assert_eq!(
        db.run(
            post::find()
                .filter(post::TITLE.search("english", "a"))
                .limit(5)
        )?
        .len(),
        0
    );
    let groups = post::find()
        .select((post::AUTHOR_ID, count()))
        .group_by(post::AUTHOR_ID)
        .having(count().gt(1));
    assert_eq!(db.run(groups)?, [(ann.id, 2)]);
    // Copies become statements.
    assert_eq!(
        db.run(user::copy(
            (0..10).map(|at| user::NewUser::new(format!("{at}@y.io")))
        ))?,
        10
    );
    let many = user::create_many((0..6_000).map(|at| user::NewUser::new(format!("{at}@z.io"))));
    assert_eq!(db.run(many.count())?, 6_000);
    assert_eq!(db.run(user::find().count())?, 6_011);
    assert_eq!(db.run(post::delete_many(post::SLUG.eq("a")))?, 1);
    let text = sql("SELECT email FROM users WHERE id = $1")
        .bind(ann.id)
        .rows::<(String,)>();
    assert_eq!(db.run(text)?, [("ann@x.io".to_owned(),)]);
    assert!(matches!(
        db.run(user::create(user::NewUser::new("ann@x.io"))),
        Err(Error::Unique { constraint }) if constraint == user::constraint::EMAIL_KEY
    ));
    assert_eq!(db.0.check_schema(&SCHEMA, icms_client::OnDrift::Fail)?, []);
    assert!(
        db.0.explain(post::find().filter(post::SLUG.eq("a")))?
            .contains("posts")
    );
    let mut seen = 0;
    db.0.for_each(user::find().limit(3), |_| {
        seen += 1;
        Ok(())
    })?;
    let sum =
        db.0.transaction(TransactionOptions::default(), |transaction| {
            transaction.run(user::update_many(
                user::ID.eq(ann.id),
                user::UserPatch::default().tokens(5),
            ))
        })?;
    assert_eq!(
        (seen, sum, named(db.0.inner()), db.0.cached_statements()),
        (3, 1, 0, 0)
    );
    Ok(())
}

#[test]
fn every_type_works_without_prepared_statements() -> Result<()> {
    let place = Place::new();
    let mut db = Fresh(SyncDb::unprepared(place.driver(), &SCHEMA)?);
    let zero = icms_client::now::<icms_client::types::chrono::Timestamp>();
    let new = everything::NewEverything::new(
        1.5,
        2.5,
        true,
        "abc",
        vec![1],
        zero.date(),
        zero.time(),
        zero,
    )
    .bits("1010")
    .plain(Json::Bool(true))
    .numbers(vec![1, 2])
    .roles(vec![Role::Admin])
    .amounts(Range::from(1..5));
    let row = db.run(everything::create(new.clone()))?;
    assert_eq!(row.roles, [Role::Admin]);
    assert_eq!(db.run(everything::by_id(row.id))?.unwrap(), row);
    assert_eq!(
        db.run(everything::create_many([new.clone(), new]))?.len(),
        2
    );
    assert_eq!(
        db.run(
            everything::find()
                .filter(everything::ROLES.has(Role::Admin))
                .count()
        )?,
        3
    );
    assert_eq!(
        db.run(
            everything::find()
                .filter(everything::AMOUNTS.includes(4))
                .count()
        )?,
        3
    );
    assert_eq!(
        db.run(
            everything::find()
                .filter(everything::CHAR.eq("abc"))
                .count()
        )?,
        3
    );
    Ok(())
}

#[test]
fn the_asynchronous_driver_and_pools_prepare_nothing_either() {
    place::on(async |place| {
        let config: tokio_postgres::Config = place.database.reveal().parse().unwrap();
        let manager = PoolManager::new(config, tokio_postgres::NoTls).unprepared(&SCHEMA);
        let pool = icms_client::Pool::builder(manager)
            .max_size(1)
            .build()
            .unwrap();
        let mut db = pool.get().await.unwrap();
        let fresh = async |db: &Db| db.inner().batch_execute("DISCARD ALL").await.unwrap();
        fresh(&db).await;
        let ann = db
            .run(user::create(
                user::NewUser::new("ann@x.io").role(Role::Self_),
            ))
            .await
            .unwrap();
        fresh(&db).await;
        let twice = db
            .join(user::by_id(ann.id), user::find().count())
            .await
            .unwrap();
        assert_eq!(twice, (Some(ann.clone()), 1));
        let many = (0..50).map(|at| user::create(user::NewUser::new(format!("{at}@x.io"))));
        assert_eq!(db.run_all(many).await.unwrap().len(), 50);
        assert_eq!(
            db.run(user::copy(
                (0..9).map(|at| user::NewUser::new(format!("{at}@y.io")))
            ))
            .await
            .unwrap(),
            9
        );
        fresh(&db).await;
        let mut stream = db.stream(user::find().limit(2)).await.unwrap();
        assert!(stream.next().await.unwrap().is_ok());
        drop(stream);
        assert!(db.explain(user::find()).await.unwrap().contains("users"));
        let transaction = db.begin().await.unwrap();
        transaction.run(user::delete(ann.id)).await.unwrap();
        transaction.commit().await.unwrap();
        let rows = db
            .inner()
            .simple_query("SELECT name FROM pg_prepared_statements")
            .await
            .unwrap();
        assert!(
            !rows
                .iter()
                .any(|row| matches!(row, tokio_postgres::SimpleQueryMessage::Row(_)))
        );
    });
}

#[test]
fn blocking_pools_prepare_nothing_either() {
    let place = Place::new();
    let manager = SyncPoolManager::new(place.database.reveal().parse().unwrap(), postgres::NoTls);
    let pool = icms_client::SyncPool::builder()
        .max_size(1)
        .build(manager.unprepared(&SCHEMA))
        .unwrap();
    let mut db = pool.get().unwrap();
    db.run(user::create(user::NewUser::new("ann@x.io")))
        .unwrap();
    assert_eq!((named(db.inner()), db.cached_statements()), (0, 0));
}

#[test]
fn a_type_that_is_not_there_is_said_at_once() {
    let place = Place::new();
    place
        .driver()
        .batch_execute("DROP TYPE \"Role\" CASCADE")
        .unwrap();
    let error = SyncDb::unprepared(place.driver(), &SCHEMA).unwrap_err();
    assert!(matches!(error, Error::Undefined(_)), "{error:?}");
    assert!(error.to_string().contains("\"public.Role\""), "{error}");
}

/// Says when it is sent.
#[derive(Debug)]
struct Watched(Log);

type Log = Arc<Mutex<Vec<&'static str>>>;

impl ToSql for Watched {
    fn to_sql(
        &self,
        of: &Type,
        out: &mut Buffer,
    ) -> std::result::Result<IsNull, icms_client::types::ConversionError> {
        self.0.lock().unwrap().push("sent");
        1_i32.to_sql(of, out)
    }

    fn accepts(of: &Type) -> bool {
        <i32 as ToSql>::accepts(of)
    }

    to_sql_checked!();
}

fn watched(log: &Log) -> impl Plan<Output = ()> + use<> {
    let (sent, answered) = (Watched(log.clone()), log.clone());
    let one = sql("SELECT $1::integer").bind(sent).rows::<(i32,)>();
    one.map(move |_| answered.lock().unwrap().push("answered"))
}

#[test]
fn plans_run_at_once_only_where_they_are_prepared() {
    place::on(async |place| {
        let (client, connection) =
            tokio_postgres::connect(&place.database.reveal(), tokio_postgres::NoTls)
                .await
                .unwrap();
        tokio::spawn(connection);
        let unprepared = Db::unprepared(client, &SCHEMA).await.unwrap();
        let log = Log::default();
        let seen = |log: &Log| std::mem::take(&mut *log.lock().unwrap());
        let prepared = place.connect().await;
        for (db, expected) in [
            (prepared, ["sent", "sent", "answered", "answered"]),
            (unprepared, ["sent", "answered", "sent", "answered"]),
        ] {
            db.run(watched(&log)).await.unwrap();
            seen(&log);
            db.join(watched(&log), watched(&log)).await.unwrap();
            assert_eq!(seen(&log), expected);
            let both = [watched(&log), watched(&log)];
            db.run_all(both).await.unwrap();
            assert_eq!(seen(&log), expected);
        }
    });
}
