//! Any text at all may be given as a facts file: no panic, and every place lies within the text.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|text: &str| {
    for problem in niandu_facts::check("facts.yaml", text).sorted() {
        if let Some((source, place)) = &problem.place {
            assert!(place.range().end <= source.text().len());
            source.position(place.range().start);
        }
    }
});

#[cfg(not(fuzzing))]
fn main() {}
