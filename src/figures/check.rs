//! Contradictions that show only once references are resolved.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::model::Benefit;
use crate::figures::Figures;
use crate::say;

/// Checks the figures of the file that is told.
pub fn contradictions(figures: Figures<'_>) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for benefit in &figures.facts().benefits {
        base(figures, benefit, &mut problems);
    }
    crate::figures::print::dangling_references(figures, &mut problems);
    crate::figures::check_words::compare(figures, &mut problems);
    problems
}

/// The base of a benefit is a number of persons, and no fewer than the benefit reached.
fn base(figures: Figures<'_>, benefit: &Benefit, problems: &mut Diagnostics) {
    let Some(name) = &benefit.base else { return };
    let source = &figures.file().source;
    let path = &name.text;
    let Some(whole) = figures.base(benefit) else {
        if !path.split('.').any(|step| figures.file().lost.contains(step.trim())) {
            let message = say!("“基数”没有指向一个人数：{path}", "`of` does not lead to a number of persons: {path}");
            let hint =
                say!("写成 教职工.总数、教职工.会员 或 教职工.女", "write staff.total, staff.members or staff.women");
            problems.push(Diagnostic::error("E056", message).at(source, name.origin).hint(hint));
        }
        return;
    };
    let Some(part) = benefit.persons.as_ref().filter(|part| part.sum.is_exact() && whole.sum.is_exact()) else {
        return;
    };
    if part.sum.value > whole.sum.value {
        let (small, large) = (&part.text, &whole.text);
        let line = source.line_from(whole.origin, part.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        problems.push(
            Diagnostic::error(
                "E047",
                say!(
                    "“人数”{small}多于“基数”{large}（{line_zh}）",
                    "`persons` {small} is more than `of` {large} ({line_en})"
                ),
            )
            .at(source, part.origin)
            .hint(say!("核对这两个数", "check the two numbers")),
        );
    }
}
