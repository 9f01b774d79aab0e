//! Whether the service can work.

use axum::Json;
use axum::extract::State;
use icms_client::sql;
use serde_json::{Value, json};

use crate::Pool;
use crate::problem::Problem;

/// `GET /health`: the database answers.
pub async fn look(State(pool): State<Pool>) -> Result<Json<Value>, Problem> {
    let db = pool.get().await?;
    db.run(sql("SELECT 1").rows::<(i32,)>()).await?;
    Ok(Json(json!({ "status": "healthy" })))
}
