//! Templates of one's own: what the program says of wrong ones, what hostile ones come to, and that the built-in ones are
//! without a fault themselves.

use niandu::document::templates::Templates;
use niandu::document::trial::{self, Scope};
use niandu::workshop;

/// The built-in templates as if a user had written all of them, so that every check looks at them.
fn as_own() -> Templates {
    Templates::marked(Vec::new(), workshop::built_in()).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn the_built_in_templates_pass_every_check_and_every_branch_is_reached() {
    let trial = trial::run(&as_own(), Scope::default());
    assert!(trial.branches > 300, "{} branches", trial.branches);
    let said: Vec<String> = trial
        .problems
        .sorted()
        .iter()
        .map(|problem| {
            let place = problem.place.as_ref().map(|(source, origin)| {
                let (line, column) = source.position(origin.range().start);
                format!("{}:{line}:{column}", source.name())
            });
            format!(
                "{place:?} {} {} {:?}",
                problem.code,
                problem.message.en,
                problem.hint.as_ref().map(|hint| &hint.en)
            )
        })
        .collect();
    let open: Vec<String> = trial
        .unreached
        .iter()
        .map(|(source, origin)| {
            let (line, column) = source.position(origin.range().start);
            format!("{}:{line}:{column} {}", source.name(), source.text().get(origin.range()).unwrap_or_default())
        })
        .collect();
    assert!(
        said.is_empty() && open.is_empty(),
        "of {} branches\n{}\n{}",
        trial.branches,
        said.join("\n"),
        open.join("\n")
    );
}
