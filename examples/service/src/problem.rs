//! What went wrong, as an answer.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use icms_client::Error;
use serde_json::json;

use content_example::db::content;

/// What went wrong, as a status and a sentence that is fit for strangers.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    detail: String,
}

impl Problem {
    /// The request is at fault.
    pub fn refused(detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            detail,
        }
    }
}

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        let error = error.into();
        let detail = match error.constraint() {
            Some(content::constraint::SLUG_LIVE_KEY) => String::from("this slug is taken"),
            Some(content::constraint::AUTHOR_ID_FKEY) => String::from("there is no such author"),
            Some(name) => format!("the database refuses it ({name})"),
            None => String::new(),
        };
        let (status, detail) = match &error {
            Error::Unique { .. } | Error::Exclusion { .. } => (StatusCode::CONFLICT, detail),
            Error::ForeignKey { .. } | Error::Check { .. } => {
                (StatusCode::UNPROCESSABLE_ENTITY, detail)
            }
            Error::NotNull { column } => (
                StatusCode::UNPROCESSABLE_ENTITY,
                format!("{column} needs a value"),
            ),
            Error::InvalidValue(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                String::from("a value is too long or out of range"),
            ),
            Error::NotFound => (
                StatusCode::NOT_FOUND,
                String::from("there is no such thing"),
            ),
            Error::Conflict(_) | Error::Locked(_) | Error::Connection(_) | Error::Pool(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                String::from("try again in a moment"),
            ),
            // What is left is for the people who run the service; no error of the client shows a value of a row.
            _ => (
                StatusCode::INTERNAL_SERVER_ERROR,
                String::from("something is wrong here"),
            ),
        };
        if status.is_server_error() {
            eprintln!("{error}");
        }
        Self { status, detail }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "detail": self.detail }))).into_response()
    }
}
