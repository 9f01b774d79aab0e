//! An application whose client is the crate beside it, `db`: editing this file does not compile that one.

use icms_client::Find;
use icms_client::types::jiff::Date;
use library_db::loan::{self, Loan};
use library_db::member;

/// Loans that are to be reminded of: due before this day and not back, those that wait longest first.
pub fn overdue(today: Date) -> Find<Loan> {
    loan::find()
        .filter(loan::BACK_AT.is_null().and(loan::DUE.lt(today)))
        .filter(loan::MEMBER.is(member::EMAIL.contains("@")))
        .order_by(loan::DUE.asc())
}

#[cfg(test)]
mod tests {
    use icms_client::Plan as _;

    use super::*;

    #[test]
    fn what_is_back_is_not_overdue() {
        let step = overdue(Date::constant(2026, 1, 1)).begin().unwrap();
        let statement = step.statement().unwrap();
        assert!(
            statement.sql.contains(r#"t0."backAt" IS NULL"#),
            "{}",
            statement.sql
        );
    }
}
