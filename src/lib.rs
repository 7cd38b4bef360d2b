//! niandu（年度）: annual papers of school unions from structured facts. This page is the map of the house.
//!
//! A paper comes to be in four steps, each a folder and each a function from a value to a value:
//!
//! 1. [`facts`]: a [`Source`](diagnostic::Source) becomes a [`facts::File`], read by the field table with every problem of
//!    the file collected; the files of one body around one period are a [`facts::Dossier`].
//! 2. [`figures`]: what follows from the facts ([`figures::derive`]); nothing derived is typed by hand.
//! 3. [`document`]: records become clauses, clauses a numbered [`document::Document`] ([`document::compose`]).
//! 4. [`publish`]: a document becomes Markdown, HTML or PDF, a [`publish::Publication`] of bytes.
//!
//! Beside the line: [`diagnostic`] (problems as data, pointing into the user's files), [`workshop`] (templates and press,
//! built once and lent), [`report`] (walks the line for one dossier), [`explain`] (what each code means), [`cli`] (the only one to touch disk, terminal,
//! locale and exit code). Who may use whom is a table that a test reads every `use` line against.

pub mod diagnostic;
pub mod facts;
pub mod figures;
pub mod document;
pub mod publish;
pub mod workshop;
pub mod report;
pub mod offer;
pub mod explain;
pub mod cli;
