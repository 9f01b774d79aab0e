//! The database of `icms dev`: it keeps its data and outlives the process.
