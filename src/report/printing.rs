//! A finished paper in its formats, and what only printing shows: too many pages, characters that no face has.

use std::collections::HashSet;
use std::iter;

use super::{Draft, Order, faces};
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::document::Document;
use crate::document::exhibit::Chart;
use crate::publish::html::{self, Dress};
use crate::publish::pdf::Attachment;
use crate::publish::{Format, Publication, calendar, chart, docx, markdown};
use crate::say;
use crate::workshop::Workshop;

/// A paper that must fit on so many pages and takes more.
pub(super) fn too_long(draft: &Draft<'_>, pages: Option<usize>, source: &Source, problems: &mut Diagnostics) {
    let (Some(pages), Some((room, place))) = (pages, draft.room) else { return };
    if pages > room {
        let name = draft.name;
        problems.push(
            Diagnostic::warning(
                "W191",
                say!(
                    "{name}排成了{pages}页，应不超过{room}页",
                    "this {name} takes {pages} pages and should take {room}"
                ),
            )
            .at(source, source.first_line(place))
            .hint(say!(
                "在 栏目 里少列几项，或让这份文件另有自己的 工作领域",
                "list fewer `sections`, or give this paper `areas` of its own"
            )),
        );
    }
}

/// A signature that has a page to itself (GB/T 9704 7.3.5.5).
fn alone(draft: &Draft<'_>, source: &Source) -> Diagnostic {
    let name = draft.name;
    Diagnostic::warning(
        "W243",
        say!(
            "{name}的署名和成文日期单独占了一页",
            "the signature and the date of this {name} have a page to themselves"
        ),
    )
    .at(source, source.first_line(draft.place))
    .hint(say!(
        "没有正文可以移来同页：末尾的表格横排的，给它写上 位置，让后面还有正文；正文只有一行的，多写一行；落款太高的，少列附件，或署名用简称，让几枚印章并排",
        "no text can be moved to them: give a table on its side a `place` that has text after it, and a text of one line another one; where the signature is too high, list fewer attachments or give issuers short names, so that seals stand beside each other"
    ))
}

/// All formats of one paper, and the pages of its PDF, which holds the files `inside`. What the layout has to say goes to
/// `problems`. A paper for the public says nothing of the facts behind it, which may name those who were helped.
pub(super) fn publish(
    draft: &Draft<'_>,
    source: &Source,
    order: &Order,
    inside: &[Attachment],
    workshop: &Workshop,
    problems: &mut Diagnostics,
) -> Result<(Vec<Publication>, Option<usize>), Diagnostics> {
    let document = &draft.document;
    let origins = !order.hides_origins && !draft.public;
    let mut publications = Vec::new();
    let mut pages = None;
    for format in &order.formats {
        let bytes = match format {
            Format::Markdown => markdown::markdown(document).into_bytes(),
            Format::Html => {
                let styles: Vec<&str> = iter::once(&workshop.css).chain(&workshop.house).map(Source::text).collect();
                html::page(document, &Dress { styles: &styles, origins }).into_bytes()
            }
            Format::Pdf => {
                let sheets = workshop.press.print_with(document, inside)?;
                problems.append(sheets.warnings().clone());
                if sheets.signature_alone() {
                    problems.push(alone(draft, source));
                }
                pages = Some(sheets.page_count());
                sheets.export_as(&order.standard)?
            }
            Format::Docx => docx::docx(document, origins, &|chart| picture(chart, workshop))?,
            Format::Calendar => match calendar::calendar(document) {
                Some(text) => text.into_bytes(),
                None => continue,
            },
        };
        publications.push(Publication { format: *format, bytes });
    }
    Ok((publications, pages))
}

/// A chart as pixels, 300 to the inch of the type area, in the face of the text.
fn picture(drawn: &Chart, workshop: &Workshop) -> Result<Vec<u8>, Diagnostics> {
    const WIDE: u32 = 1843;
    let words = drawn.table.texts().into_iter().chain([drawn.unit.as_str()]);
    let look = chart::Look { font: workshop.press.family(words), ink: "#000" };
    workshop.press.picture(&chart::svg(drawn, &look), WIDE)
}

/// A calendar that is asked for where no paper tells a plan; beside one that does, the others have none, and nothing is
/// said of that.
pub(super) fn no_calendar(drafts: &[Draft<'_>], source: &Source, order: &Order, problems: &mut Diagnostics) {
    let Some(first) = drafts.first().filter(|_| order.formats.contains(&Format::Calendar)) else { return };
    if drafts.iter().any(|draft| draft.document.schedule.is_some()) {
        return;
    }
    let name = first.name;
    problems.push(
        Diagnostic::error(
            "E350",
            say!("{name}不是计划，没有日程可写成 ics", "this {name} is no plan and has no days for an ics file"),
        )
        .at(source, source.first_line(first.place))
        .hint(say!(
            "ics 由计划来：加 -k work-plan（或 monthly-plan、key-points、work-opinion）",
            "an ics file is made of a plan: add -k work-plan (or monthly-plan, key-points, work-opinion)"
        )),
    );
}

/// Characters that no face has, each at its first place in the facts.
pub(super) fn missing_characters(
    document: &Document,
    source: &Source,
    workshop: &Workshop,
    problems: &mut Diagnostics,
) {
    let mut seen = HashSet::new();
    for text in document.texts() {
        for (_, c) in workshop.press.fonts().missing(text) {
            if !seen.insert(c) {
                continue;
            }
            let code = c as u32;
            let problem = Diagnostic::error(
                "E070",
                say!("没有一种字体有“{c}”（U+{code:04X}）", "no font has “{c}” (U+{code:04X})"),
            )
            .hint(say!(
                "换一个字，或用 --fonts 目录 指定有此字的仿宋、宋体、楷体或黑体；niandu fonts 说明用了哪些字体",
                "use another character, or name a folder with a 仿宋, 宋体, 楷体 or 黑体 face that has it (--fonts DIR); `niandu fonts` shows which faces are used"
            ));
            problems.push(match faces::place(source, c) {
                Some(origin) => problem.at(source, origin),
                None => problem,
            });
        }
    }
}
