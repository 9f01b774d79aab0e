//! What every side of the comparison can do, all on the same rows.

/// What one library does, the way its documentation recommends.
#[allow(async_fn_in_trait, reason = "one thread")]
pub trait Side {
    /// A row of `users` as this library reads it.
    type User;
    /// A row of `users` with its posts.
    type Family;

    /// In the table.
    fn name(&self) -> &'static str;

    /// Adds a row, and gives it as the database made it.
    async fn insert_one(&mut self, email: String) -> Self::User;
    /// Adds rows at once, and gives them as the database made them.
    async fn insert_many(&mut self, emails: Vec<String>) -> Vec<Self::User>;
    /// A row by its key.
    async fn by_id(&mut self, id: i64) -> Self::User;
    /// The first ten thousand rows.
    async fn all(&mut self) -> Vec<Self::User>;
    /// Twenty rows of a filter, in an order.
    async fn filtered(&mut self) -> Vec<Self::User>;
    /// The first hundred rows with ten posts each.
    async fn include(&mut self) -> Vec<Self::Family>;
    /// A new value for a row, which comes back as it is then.
    async fn update(&mut self, id: i64, tokens: i32) -> Self::User;
    /// The same for ten rows in one transaction.
    async fn transaction(&mut self, tokens: i32) -> Vec<Self::User>;
    /// The same, all ten statements at once where the library can.
    async fn transaction_together(&mut self, tokens: i32) -> Vec<Self::User> {
        self.transaction(tokens).await
    }
    /// Rows by their keys, a hundred statements at once where the library can, else one after the other.
    async fn together(&mut self) -> Vec<Self::User> {
        let mut users = Vec::with_capacity(100);
        for id in HUNDRED {
            users.push(self.by_id(id).await);
        }
        users
    }

    /// The row in words that all sides share.
    fn user(user: Self::User) -> Row;
    /// The row and its posts in words that all sides share.
    fn family(family: Self::Family) -> Row;
}

/// What was read, for comparing the sides.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    pub id: i64,
    pub email: String,
    pub name: Option<String>,
    pub tokens: i32,
    pub posts: Vec<Post>,
}

/// A post that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Post {
    pub id: i64,
    pub author: i64,
    pub title: String,
    pub score: i32,
}

/// What new rows are called, and how much they have.
pub const NEW: (&str, i32) = ("Name", 1);
/// The rows that a transaction changes.
pub const TEN: std::ops::RangeInclusive<i64> = 1..=10;
/// The rows that are read one by one.
pub const HUNDRED: std::ops::RangeInclusive<i64> = 1..=100;
