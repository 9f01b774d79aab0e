//! Migration folders as values: order, parents, checksums, acknowledgements.
