//! Findings, plans and diagnostics as text for people and machines.
