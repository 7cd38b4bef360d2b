//! Makes one run of its parts again.
