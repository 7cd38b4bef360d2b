//! The laid-out page against GB/T 9704.
