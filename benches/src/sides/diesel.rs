//! diesel through diesel-async: the query builder, `Selectable` structs, `belonging_to`.

use diesel::prelude::*;
use diesel_async::{
    AsyncConnection, AsyncConnectionCore, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection,
};
use futures_util::future::try_join_all;

use crate::ground::SETTING;
use crate::side::{self, HUNDRED, NEW, Side, TEN};

diesel::table! {
    users (id) {
        id -> Int8,
        email -> Text,
        name -> Nullable<Text>,
        tokens -> Int4,
    }
}

diesel::table! {
    posts (id) {
        id -> Int8,
        author_id -> Int8,
        title -> Text,
        score -> Int4,
    }
}

diesel::joinable!(posts -> users (author_id));
diesel::allow_tables_to_appear_in_same_query!(users, posts);

#[derive(Queryable, Selectable, Identifiable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
pub struct User {
    id: i64,
    email: String,
    name: Option<String>,
    tokens: i32,
}

#[derive(Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = posts, belongs_to(User, foreign_key = author_id), check_for_backend(diesel::pg::Pg))]
pub struct Post {
    id: i64,
    author_id: i64,
    title: String,
    score: i32,
}

/// `treat_none_as_default_value` would keep the statement out of the cache.
#[derive(Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
struct NewUser {
    email: String,
    name: Option<String>,
    tokens: i32,
}

fn new(email: String) -> NewUser {
    let (name, tokens) = NEW;
    NewUser {
        email,
        name: Some(name.to_owned()),
        tokens,
    }
}

pub struct Diesel {
    connection: AsyncPgConnection,
}

impl Diesel {
    pub async fn connect(url: &str) -> Self {
        let mut connection = AsyncPgConnection::establish(url).await.expect("a server");
        let (name, value) = SETTING;
        let set = format!("SET {name} = {value}");
        connection.batch_execute(&set).await.expect("a setting");
        Self { connection }
    }
}

async fn update<C>(connection: &mut C, id: i64, tokens: i32) -> QueryResult<User>
where
    C: AsyncConnectionCore<Backend = diesel::pg::Pg>,
{
    diesel::update(users::table.find(id))
        .set(users::tokens.eq(tokens))
        .returning(User::as_returning())
        .get_result(connection)
        .await
}

impl Side for Diesel {
    type User = User;
    type Family = (User, Vec<Post>);

    fn name(&self) -> &'static str {
        "diesel-async"
    }

    async fn insert_one(&mut self, email: String) -> User {
        diesel::insert_into(users::table)
            .values(new(email))
            .returning(User::as_returning())
            .get_result(&mut self.connection)
            .await
            .unwrap()
    }

    async fn insert_many(&mut self, emails: Vec<String>) -> Vec<User> {
        let rows: Vec<NewUser> = emails.into_iter().map(new).collect();
        diesel::insert_into(users::table)
            .values(rows)
            .returning(User::as_returning())
            .get_results(&mut self.connection)
            .await
            .unwrap()
    }

    async fn by_id(&mut self, id: i64) -> User {
        users::table
            .find(id)
            .select(User::as_select())
            .get_result(&mut self.connection)
            .await
            .unwrap()
    }

    async fn all(&mut self) -> Vec<User> {
        users::table
            .filter(users::id.le(10_000))
            .select(User::as_select())
            .load(&mut self.connection)
            .await
            .unwrap()
    }

    async fn filtered(&mut self) -> Vec<User> {
        users::table
            .filter(users::tokens.gt(50))
            .filter(users::email.like("%user%"))
            .order(users::id)
            .limit(20)
            .select(User::as_select())
            .load(&mut self.connection)
            .await
            .unwrap()
    }

    async fn include(&mut self) -> Vec<(User, Vec<Post>)> {
        let users: Vec<User> = users::table
            .filter(users::id.le(100))
            .order(users::id)
            .select(User::as_select())
            .load(&mut self.connection)
            .await
            .unwrap();
        let posts: Vec<Post> = Post::belonging_to(&users)
            .select(Post::as_select())
            .load(&mut self.connection)
            .await
            .unwrap();
        let posts = posts.grouped_by(&users);
        users.into_iter().zip(posts).collect()
    }

    async fn update(&mut self, id: i64, tokens: i32) -> User {
        update(&mut self.connection, id, tokens).await.unwrap()
    }

    async fn transaction(&mut self, tokens: i32) -> Vec<User> {
        let work = async |connection: &mut AsyncPgConnection| {
            let mut users = Vec::with_capacity(10);
            for id in TEN {
                users.push(update(connection, id, tokens).await?);
            }
            diesel::QueryResult::Ok(users)
        };
        self.connection.transaction(work).await.unwrap()
    }

    async fn transaction_together(&mut self, tokens: i32) -> Vec<User> {
        let work = async |connection: &mut AsyncPgConnection| {
            let connection = &*connection;
            let one = |id: i64| async move { update(&mut &*connection, id, tokens).await };
            try_join_all(TEN.map(one)).await
        };
        self.connection.transaction(work).await.unwrap()
    }

    async fn together(&mut self) -> Vec<User> {
        let connection = &self.connection;
        let one = |id: i64| {
            users::table
                .find(id)
                .select(User::as_select())
                .get_result(&mut &*connection)
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
