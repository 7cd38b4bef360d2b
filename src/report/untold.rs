//! What the facts say and no paper of an order tells: records, announced sets, stated rates, the plan.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::Dossier;
use crate::figures::slogans::Set;
use crate::say;

/// What other papers of the file tell, that were not ordered.
#[derive(Default)]
pub(super) struct Elsewhere<'d> {
    /// One of them tells the plan.
    pub(super) plan: bool,
    /// The names that their own texts refer to.
    pub(super) named: HashSet<&'d str>,
}

/// Records that no paper of the order told.
pub(super) fn records(dossier: &Dossier, used: &HashSet<Origin>, problems: &mut Diagnostics) {
    for record in dossier.current.facts.placed() {
        let origin = record.record().origin();
        if used.contains(&origin) {
            continue;
        }
        let zh = record.record().table().zh;
        let en = record.record().table().en;
        let hint = match (record.place().area, record.id()) {
            (None, _) => say!("写上 领域，它才有去处", "give it an `area` to stand in"),
            (_, Some(id)) => {
                let id = &id.text;
                say!(
                    "所在条目由作者自己写：在正文里写 {{{{ {id} }}}}，或删去这条记录",
                    "its item is written by the author: write {{{{ {id} }}}} there, or delete the record"
                )
            }
            (_, None) => say!(
                "所在条目由作者自己写：给它 编号，在正文里引用",
                "its item is written by the author: give it an `id` and refer to it there"
            ),
        };
        let place = dossier.current.source.first_line(origin);
        problems.push(
            Diagnostic::warning("W070", say!("这条{zh}没有写进任何文件", "this {en} is not told in any paper"))
                .at(&dossier.current.source, place)
                .hint(hint),
        );
    }
}

/// Announced sets, stated rates and the plan, which stand in a paper only where it has a section for them or the author's
/// text refers to them.
pub(super) fn without_area(
    dossier: &Dossier,
    used: &HashSet<Origin>,
    elsewhere: &Elsewhere<'_>,
    problems: &mut Diagnostics,
) {
    let facts = &dossier.current.facts;
    let source = &dossier.current.source;
    let mut warn = |origin: Origin, message: Say, hint: Say| {
        problems.push(Diagnostic::warning("W076", message).at(source, source.first_line(origin)).hint(hint));
    };
    for set in facts.slogans.iter().filter(|set| !elsewhere.named.contains(set.id.text.as_str())) {
        let (name, id) = (&set.title.text, &set.id.text);
        if !used.contains(&set.origin) {
            warn(
                set.origin,
                say!("提法“{name}”没有写进任何文件", "the announced set “{name}” is not told in any paper"),
                say!("在正文里写 {{{{ {id} }}}}，或删去它", "write {{{{ {id} }}}} in a text, or delete it"),
            );
        } else if Set::from(set).prose().iter().any(|prose| !used.contains(&prose.origin)) {
            warn(
                set.origin,
                say!("提法“{name}”的引语、正文没有印出", "the sentences of the announced set “{name}” are not printed"),
                say!(
                    "让 {{{{ {id} }}}} 独占一段，就印全文",
                    "give {{{{ {id} }}}} a paragraph of its own to have it in full"
                ),
            );
        }
    }
    for rate in facts.rates.iter().filter(|rate| !used.contains(&rate.origin)) {
        let name = &rate.name.text;
        let names = [Some(name), rate.id.as_ref().map(|id| &id.text)];
        if names.into_iter().flatten().any(|name| elsewhere.named.contains(name.as_str())) {
            continue;
        }
        let id = rate.id.as_ref().map_or_else(|| format!("比率.{name}"), |id| id.text.clone());
        warn(
            rate.origin,
            say!("比率“{name}”没有写进任何文件", "the rate “{name}” is not told in any paper"),
            say!("在正文里写 {{{{ {id} }}}}，或删去它", "write {{{{ {id} }}}} in a text, or delete it"),
        );
    }
    if !elsewhere.plan {
        plan(dossier, used, problems);
    }
}

/// The plan is one problem, at the first item that no text refers to.
fn plan(dossier: &Dossier, used: &HashSet<Origin>, problems: &mut Diagnostics) {
    let source = &dossier.current.source;
    let untold: Vec<_> = dossier.current.facts.plan.iter().filter(|item| !used.contains(&item.origin)).collect();
    let Some(first) = untold.first() else { return };
    let (count, id) = (untold.len(), &first.id.text);
    let message = say!("计划里有{count}项还没有文件写到", "no paper tells {count} of the plan's items yet");
    let hint = say!(
        "在正文里引用，如 {{{{ {id} }}}}；只留作底账的写上 核实",
        "refer to them in a text, such as {{{{ {id} }}}}, or answer this with `allow`"
    );
    problems.push(Diagnostic::warning("W076", message).at(source, source.first_line(first.origin)).hint(hint));
}
