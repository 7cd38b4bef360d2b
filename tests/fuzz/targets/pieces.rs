//! Any text as a single value of every type that is more than words: nothing may panic, and what is read can be printed.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| pieces(data));

#[cfg(not(fuzzing))]
fn main() {}

use niandu_facts::diagnostic::{Diagnostics, Origin, Source};
use niandu_facts::facts::amount::{self, Amount};
use niandu_facts::facts::model::Activity;
use niandu_facts::facts::reader::{Read, Reader};
use niandu_facts::facts::table::Field;
use niandu_facts::facts::time::{Period, When};
use niandu_facts::facts::tree::{Node, Value};
use niandu_facts::facts::types::{Founded, Number, Participants, Percent, Span};
use niandu_facts::facts::value::{Person, Prose, Text};

#[cfg_attr(not(fuzzing), allow(dead_code))]
fn read<T: Read>(node: &Node, field: &Field, reader: &mut Reader) -> Option<T> {
    T::read(node, field, reader)
}

#[cfg_attr(not(fuzzing), allow(dead_code))]
fn pieces(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let source = Source::new("value", text);
    let origin = Origin::new(0..text.len());
    let node = Node { origin, value: Value::Scalar(text.to_owned()) };
    for period in ["2025", "2024—2025学年", "2024-10..2025-09"].map(|period| Period::parse(period).ok()) {
        let mut problems = Diagnostics::new();
        let mut reader = Reader::new(&source, period, &mut problems);
        for field in Activity::TABLE.fields {
            let reader = &mut reader;
            let amounts = read::<Amount>(&node, field, reader).into_iter();
            let amounts = amounts.chain(read::<Participants>(&node, field, reader).into_iter().flat_map(|all| all.0));
            let sum = amounts.map(|amount| amount.sum).fold(amount::Sum::NONE, amount::Sum::plus);
            let _ = (sum.print("元"), sum.print("人"));
        }
        let Some(field) = Activity::TABLE.fields.first() else { return };
        let reader = &mut reader;
        if let (Some(when), Some(period)) = (read::<When>(&node, field, reader), period) {
            let _ = (when.print(&period), when.order());
        }
        if let Some(span) = read::<Span>(&node, field, reader) {
            let _ = (span.period.name(), span.period.span_word());
        }
        let _ = (read::<Percent>(&node, field, reader), read::<Number>(&node, field, reader));
        let _ = (read::<Founded>(&node, field, reader), read::<Prose>(&node, field, reader));
        let _ = (read::<Person>(&node, field, reader), read::<Text>(&node, field, reader));
    }
}
