//! B.
fn main(){}
