//! niandu（年度）: annual papers of school unions from structured facts. This page is the map of the house.
//!
//! A paper comes to be in four steps, each a folder and each a function from a value to a value:
//!
//! 1. [`facts`]: a [`Source`](diagnostic::Source) becomes a [`facts::File`], read by the field table with every problem of
//!    the file collected; the files of one body around one period are a [`facts::Dossier`].
//! 2. [`figures`]: what follows from the facts ([`figures::derive`]); nothing derived is typed by hand.
//! 3. [`document`]: records become clauses, clauses a numbered [`document::Document`] ([`document::compose`]). What makes a
//!    kind of paper is data: a [`document::manifest::Manifest`] with its sections, and components for its words
//!    ([`document::templates`]).
//! 4. [`publish`]: a document becomes Markdown, HTML, PDF or a Word file, a [`publish::Publication`] of bytes.
//!
//! Beside the line: [`diagnostic`] (problems as data, pointing into the user's files), [`workshop`] (templates and press,
//! built once and lent), [`report`] (walks the line for one dossier), [`offer`] (schema, reference pages, drafts and files
//! rolled forward, all made from the field table), [`plan`] (next year's plan drafted from this year's facts, and how far it
//! has come), [`sample`] (made-up districts for trials), [`explain`] (the catalogue of codes, whose examples are tests),
//! [`batch`] and [`rollup`] (many schools: written all, summed to one), [`page`] (what the office reads of all that), [`cli`] (the only one to touch disk, terminal, locale and exit code). Who may use whom is a table that a test reads every `use`
//! line against.
//!
//! The largest room is [`facts`], where a text becomes records:
//!
//! | step | rooms |
//! |---|---|
//! | files joined | [`include`](facts::include), the author's [`draft`](facts::draft) put into the tree |
//! | text to a tree with places | [`builder`](facts::builder), [`tree`](facts::tree) |
//! | what is not YAML | [`syntax`](facts::syntax) (what the author did), [`accidents`](facts::accidents) (their names), [`lines`](facts::lines) (where they stand), [`recover`](facts::recover) (what can still be read) |
//! | tree to records | [`table`](facts::table), [`model`](facts::model), [`reader`](facts::reader), [`types`](facts::types) |
//! | single values | [`value`](facts::value), [`amount`](facts::amount), [`time`](facts::time), [`dates`](facts::dates), [`numeral`](facts::numeral), [`prose`](facts::prose), [`quoting`](facts::quoting) |
//! | values that are none | [`pending`](facts::pending) (待填), [`refused`](facts::refused) (why one is not taken), [`slips`](facts::slips) (of the pen), [`nearest`](facts::nearest) (what was meant) |
//! | what a file has beside its records | [`paths`](facts::paths) (the name of every value), [`picture`](facts::picture) (photos), [`answers`](facts::answers) (warnings found to be right) |
//! | rules on sound records | [`check`](facts::check), a room for each subject; those on the author's words in [`check::words`](facts::check::words) |
//!
//! Rules that need references or derived figures are in [`figures::check`]; the figures of tables and charts are made in
//! [`figures::exhibits`].
//!
//! The second is [`document`], where facts become a paper:
//!
//! | step | rooms |
//! |---|---|
//! | what there is to write with | [`templates`](document::templates) (read, checked, bounded), [`manifest`](document::manifest), [`formulas`](document::formulas) (提法), [`trial`](document::trial) (tries templates with made-up facts) |
//! | one record, one sentence | [`view`](document::view) (what a template sees), [`phrase`](document::phrase) (clauses in a row, names, counts, changes) |
//! | one paper | [`compose`](document::compose): its sections in order, a room for each; papers that go with it; several years in one |
//! | text to blocks | [`escape`](document::escape), [`parse`](document::parse), [`number`](document::number), [`title`](document::title), `days` (which words are a date) |
//! | what stands around and between | [`letterhead`](document::letterhead) (版头), [`exhibit`](document::exhibit) (tables, charts, photos) |
//!
//! The third is [`publish`]; each room writes one format and none knows another:
//!
//! | format | room |
//! |---|---|
//! | Markdown, HTML | [`markdown`](publish::markdown), [`html`](publish::html) (one file with its style) |
//! | PDF | [`pdf`](publish::pdf): the press, its layouts' data, [`fonts`](publish::pdf::fonts), [`read`](publish::pdf::read) (what a finished PDF says of itself) |
//! | Word | [`docx`](publish::docx) |
//! | the days of a plan | [`calendar`](publish::calendar) |
//! | drawings for all of them | [`chart`](publish::chart) |
//!
//! One thread runs through all rooms: where the words come from. A figure is noted in [`figures::origins`] as it is
//! printed, [`document::origins`] turns the notes into spans of a [`Text`](document::text::Text), HTML and Word files
//! carry them along, and [`report::trace`] lists them.

pub mod page;
pub mod batch;
pub mod diagnostic;
pub mod facts;
pub mod figures;
pub mod document;
pub mod publish;
pub mod workshop;
pub mod report;
pub mod rollup;
pub mod plan;
pub mod offer;
pub mod sample;
pub mod explain;
pub mod cli;
