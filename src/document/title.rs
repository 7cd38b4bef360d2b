//! Breaking a title into lines.
