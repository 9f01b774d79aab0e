//! The runtime of generated modules: pools, rows, filters, errors.
