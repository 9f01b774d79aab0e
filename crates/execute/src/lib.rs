//! Runs plans and migrations: lock, transactions, ledger, resume.
