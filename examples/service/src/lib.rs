//! A web service on the generated client of the sample schema: pages of a content office over HTTP.
//!
//! A handler takes a connection from the pool, runs plans on it, and answers with JSON; what the client says went wrong
//! becomes a status in `problem.rs`, so handlers only use `?`.

mod contents;
mod health;
mod problem;

use std::future::Future;

use axum::Router;
use axum::routing::get;
use icms_client::{OnDrift, PoolManager};
use tokio::net::TcpListener;
use tokio_postgres::{Config, NoTls};

use content_example::db;

/// Connections on loan.
pub type Pool = icms_client::Pool<NoTls>;

/// How many connections the service has at most.
const CONNECTIONS: usize = 8;

/// A pool of connections to a database, after a look whether it is the one that this program was built for.
///
/// # Errors
/// A URL that is none, no database, or one of another shape.
pub async fn open(url: &str) -> icms_client::Result<Pool> {
    let config: Config = url.parse()?;
    let pool = Pool::builder(PoolManager::new(config, NoTls))
        .max_size(CONNECTIONS)
        .build()
        .map_err(|error| icms_client::Error::Pool(error.to_string()))?;
    pool.get()
        .await?
        .check_schema(&db::SCHEMA, OnDrift::Fail)
        .await?;
    Ok(pool)
}

/// What is answered where.
pub fn routes(pool: Pool) -> Router {
    Router::new()
        .route("/health", get(health::look))
        .route("/contents", get(contents::list).post(contents::create))
        .route("/contents/{slug}", get(contents::show))
        .with_state(pool)
}

/// Answers until `stop` is done, and then what has been asked already.
///
/// # Errors
/// A listener that is of no use any more.
pub async fn serve(
    listener: TcpListener,
    pool: Pool,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, routes(pool))
        .with_graceful_shutdown(stop)
        .await
}
