//! How bad is it: one file per rule, effect and facts to findings.
