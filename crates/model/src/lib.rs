//! The schema as meant: objects, types, changes, effects, facts.
