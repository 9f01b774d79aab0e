//! `vector` of pgvector, or, where the extension is not installed, a type of the same name that keeps the same bytes.

use icms_client::types::{SparseVector, Vector};
use icms_client::{Result, SqlRows, sql};

use crate::place::{Place, on};

const EXTENSION: &str = "SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'";

/// A type that takes and gives bytes as they are.
fn stand_in(name: &str) -> String {
    format!(
        "CREATE TYPE {name};
        CREATE FUNCTION {name}_in(cstring) RETURNS {name} LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
        CREATE FUNCTION {name}_out({name}) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
        CREATE FUNCTION {name}_recv(internal) RETURNS {name} LANGUAGE internal IMMUTABLE STRICT AS 'bytearecv';
        CREATE FUNCTION {name}_send({name}) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'byteasend';
        CREATE TYPE {name} (INPUT = {name}_in, OUTPUT = {name}_out, RECEIVE = {name}_recv, SEND = {name}_send, LIKE = bytea);"
    )
}

fn script(known: &[(i64,)]) -> String {
    match known {
        [(0,)] => ["vector", "halfvec", "sparsevec"].map(stand_in).concat(),
        _ => "CREATE EXTENSION vector".to_owned(),
    }
}

type Row = (Vector, Vector, SparseVector, Vec<Vector>, Option<Vector>);

fn row() -> Row {
    let vector = || Vector(vec![1.0, -2.5, 0.0]);
    let sparse = SparseVector {
        dimensions: 5,
        entries: vec![(1, 0.5), (4, -1.0)],
    };
    let list = vec![vector(), Vector(vec![0.25, 1.0, 2.0])];
    (vector(), vector(), sparse, list, None)
}

/// There and back.
fn echo() -> SqlRows<Row> {
    let (vector, half, sparse, list, none) = row();
    sql("SELECT $1::vector, $2::halfvec, $3::sparsevec, $4::vector[], $5::vector")
        .bind(vector)
        .bind(half)
        .bind(sparse)
        .bind(list)
        .bind(none)
        .rows()
}

#[test]
fn vectors_survive() -> Result<()> {
    let place = Place::new();
    let db = &mut place.sync();
    let known = db.run(sql(EXTENSION).rows::<(i64,)>())?;
    db.inner().batch_execute(&script(&known)).unwrap();
    assert_eq!(db.run(echo())?, [row()]);
    Ok(())
}

#[test]
fn vectors_survive_the_asynchronous_driver() {
    on(async |place| {
        let db = place.connect().await;
        let known = db.run(sql(EXTENSION).rows::<(i64,)>()).await.unwrap();
        db.inner().batch_execute(&script(&known)).await.unwrap();
        assert_eq!(db.run(echo()).await.unwrap(), [row()]);
    });
}
