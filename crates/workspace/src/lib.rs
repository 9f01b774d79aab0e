//! Compile, check, diff, plan, apply, generate: plain data in, plain data out.
