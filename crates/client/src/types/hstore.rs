//! `hstore` of the extension of that name.

use std::collections::BTreeMap;

use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::wire::{self, Reader};
use super::{Buffer, ConversionError};
use crate::Misfit;

/// `hstore`: texts by their names; a text may be NULL.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Hstore(pub BTreeMap<String, Option<String>>);

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Hstore {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(key, value)| (key.into(), Some(value.into()))).collect())
    }
}

fn text(raw: &[u8]) -> Result<String, ConversionError> {
    Ok(std::str::from_utf8(raw)?.to_owned())
}

impl<'a> FromSql<'a> for Hstore {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        let mut raw = Reader::new(raw);
        let mut pairs = BTreeMap::new();
        for _ in 0..raw.i32()? {
            let key = text(raw.sized()?.ok_or(Misfit("a name is NULL"))?)?;
            pairs.insert(key, raw.sized()?.map(text).transpose()?);
        }
        raw.end()?;
        Ok(Self(pairs))
    }

    fn accepts(of: &Type) -> bool {
        of.name() == "hstore"
    }
}

impl ToSql for Hstore {
    fn to_sql(&self, _: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        out.extend_from_slice(&i32::try_from(self.0.len())?.to_be_bytes());
        for (key, value) in &self.0 {
            wire::sized(out, |out| key.to_sql(&Type::TEXT, out))?;
            wire::sized(out, |out| value.to_sql(&Type::TEXT, out))?;
        }
        Ok(IsNull::No)
    }

    fn accepts(of: &Type) -> bool {
        of.name() == "hstore"
    }

    to_sql_checked!();
}
