//! Pages: a list in pieces, one with its tags, a new one.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use icms_client::{Plan as _, Transaction, TransactionOptions};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use content_example::db::audit_entry::{self, NewAuditEntry};
use content_example::db::content::{self, NewContent};
use content_example::db::tag::{self, NewTag};
use content_example::db::{AuditAction, Content, ContentId, UserId};

use crate::Pool;
use crate::problem::Problem;

/// The most pages of one answer.
const MOST: i64 = 100;

/// Which piece of the list.
#[derive(Deserialize)]
pub struct Piece {
    /// Only pages behind this one: `next` of the piece before.
    after: Option<i64>,
    limit: Option<i64>,
}

/// A piece of the list.
#[derive(Serialize)]
pub struct Pages {
    items: Vec<Page>,
    /// Where the next piece begins; none behind the last page.
    next: Option<i64>,
}

/// A page as others see it.
#[derive(Serialize)]
pub struct Page {
    id: i64,
    slug: String,
    title: Value,
    status: &'static str,
    tags: Vec<String>,
}

/// A page that somebody wants to write.
#[derive(Deserialize)]
pub struct Draft {
    slug: String,
    title: Value,
    body: Value,
    author: i64,
    #[serde(default)]
    tags: Vec<String>,
}

impl Page {
    fn new(content: Content, tags: Vec<String>) -> Self {
        Self {
            id: content.id.0,
            slug: content.slug,
            title: content.title,
            status: content.status.label(),
            tags,
        }
    }
}

/// `GET /contents?after=…&limit=…`
pub async fn list(
    State(pool): State<Pool>,
    Query(piece): Query<Piece>,
) -> Result<Json<Pages>, Problem> {
    let limit = piece.limit.unwrap_or(20);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::refused(format!("limit goes from 1 to {MOST}")));
    }
    // One more than asked for tells whether there is another piece.
    let find = content::find()
        .filter(content::DELETED_AT.is_null())
        .after(content::ID, ContentId(piece.after.unwrap_or(0)))
        .limit(limit + 1)
        .include(content::TAGS.order_by(tag::NAME.asc()));
    let mut found = pool.get().await?.run(find).await?;
    let more = found.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if more {
        found.pop();
    }
    let next = found.last().filter(|_| more).map(|page| page.id.0);
    let names =
        |tags: Vec<content_example::db::Tag>| tags.into_iter().map(|tag| tag.name).collect();
    let items = found
        .into_iter()
        .map(|page| Page::new(page.row, names(page.related)));
    Ok(Json(Pages {
        items: items.collect(),
        next,
    }))
}

/// `GET /contents/{slug}`
pub async fn show(
    State(pool): State<Pool>,
    Path(slug): Path<String>,
) -> Result<Json<Page>, Problem> {
    let find = content::find()
        .filter(content::DELETED_AT.is_null())
        .filter(content::SLUG.eq(slug))
        .first()
        .include(content::TAGS.order_by(tag::NAME.asc()))
        .required();
    let page = pool.get().await?.run(find).await?;
    let tags = page.related.into_iter().map(|tag| tag.name).collect();
    Ok(Json(Page::new(page.row, tags)))
}

/// `POST /contents`: the page, its tags and the entry of the log, all or nothing.
pub async fn create(
    State(pool): State<Pool>,
    Json(draft): Json<Draft>,
) -> Result<impl IntoResponse, Problem> {
    // Two that add the same new tags can wait for each other; one of them then begins again.
    let options = TransactionOptions::default();
    let mut db = pool.get().await?;
    let page = db.transaction(options, |tx| Box::pin(write(tx, &draft)));
    let page = page.await?;

    let place = [(header::LOCATION, format!("/contents/{}", page.slug))];
    Ok((
        StatusCode::CREATED,
        place,
        Json(Page::new(page, draft.tags)),
    ))
}

async fn write(tx: &Transaction<'_>, draft: &Draft) -> icms_client::Result<Content> {
    let author = UserId(draft.author);
    let (title, body) = (draft.title.clone(), draft.body.clone());
    let new = NewContent::new(&draft.slug, title, body, author);
    let page = tx.run(content::create(new)).await?;
    let tags = draft.tags.iter().map(NewTag::new).map(tag::upsert_by_name);
    let tags = tx.run_all(tags).await?.into_iter().map(|tag| tag.id);
    tx.run(content::TAGS.connect(page.id, tags)).await?;
    let entry = NewAuditEntry::new(AuditAction::Create, "contents", page.id.to_string());
    tx.run(audit_entry::create(entry.actor_id(author))).await?;
    Ok(page)
}
