//! Schema files to a Schema and its entity graph.
