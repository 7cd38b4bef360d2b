//! All integration tests in one binary: the dependencies are linked once.

mod layout;
