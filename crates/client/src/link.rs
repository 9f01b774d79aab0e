//! How two tables belong together, as far as SQL is concerned.

use crate::statement::Writer;

/// How two tables belong together.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// The other table, qualified and quoted.
    pub table: &'static str,
    /// Columns of this side, quoted.
    pub own: &'static [&'static str],
    /// Columns of the other side in the same order, quoted.
    pub other: &'static [&'static str],
    /// The array type that each of this side's columns is sent as: `::bigint[]`.
    pub arrays: &'static [&'static str],
    /// The table in between, for many-to-many.
    pub through: Option<Through>,
    /// The other table's `@softDelete` column, where rows that count as deleted are left out.
    pub deleted_at: Option<&'static str>,
}

/// A table of pairs.
#[derive(Debug, Clone, Copy)]
pub struct Through {
    /// The table, qualified and quoted.
    pub table: &'static str,
    /// Its column that holds this side's key, quoted.
    pub own: &'static str,
    /// Its column that holds the other side's key, quoted.
    pub other: &'static str,
    /// The array type that the other side's key is sent as.
    pub array: &'static str,
}

impl Link {
    /// ` FROM other AS t1 WHERE t1.author_id = t0.id`
    pub(crate) fn write_related(&self, out: &mut Writer) {
        out.text(" FROM ");
        out.text(self.table);
        out.alias();
        match &self.through {
            None => {
                out.text(" WHERE ");
                let pairs = self.own.iter().zip(self.other);
                out.joined(pairs, " AND ", |out, (own, other)| {
                    out.column(other);
                    out.text(" = ");
                    out.outer_column(own);
                });
            }
            Some(through) => {
                self.join(through, out);
                out.text(" WHERE j.\"~own\" = ");
                out.joined(self.own, ", ", |out, own| out.outer_column(own));
            }
        }
        self.without_deleted(out);
    }

    /// Joins the table of pairs; its columns get names that no column of a model has.
    pub(crate) fn join(&self, through: &Through, out: &mut Writer) {
        let Through { table, own, other, .. } = through;
        out.text(&format!(
            " JOIN (SELECT {own} AS \"~own\", {other} AS \"~other\" FROM {table}) AS j ON j.\"~other\" = "
        ));
        out.joined(self.other, ", ", |out, other| out.column(other));
    }

    /// Rows that count as deleted are left out.
    pub(crate) fn without_deleted(&self, out: &mut Writer) {
        if let Some(column) = self.deleted_at {
            out.text(" AND ");
            out.column(column);
            out.text(" IS NULL");
        }
    }
}
