//! The schools of a district, as its list of bodies states them.

use super::{Plate, Stated, scaled, whole};
use crate::facts::amount::Amount;
use crate::facts::model::Body;
use crate::figures::Figures;

/// Staff and members of each school; only what is `wanted`, where something is.
pub fn by_school(figures: Figures<'_>, wanted: &[&str]) -> Option<Plate> {
    let (bodies, period) = (&figures.facts().bodies, figures.file().period.name());
    type Field = fn(&Body) -> Option<&Amount>;
    let fields: [([&str; 2], Field); 2] =
        [(["教职工", "staff"], |body| body.staff.as_ref()), (["会员", "members"], |body| body.members.as_ref())];
    let asked = |names: &[&str; 2]| wanted.is_empty() || wanted.iter().any(|word| names.contains(word));
    let stated = |field: Field| bodies.iter().any(|body| field(body).is_some());
    let fields: Vec<_> = fields.into_iter().filter(|(names, field)| asked(names) && stated(*field)).collect();
    let schools: Vec<&Body> =
        bodies.iter().filter(|body| fields.iter().any(|(_, field)| field(body).is_some())).collect();
    let names: Vec<&str> = fields.iter().map(|([zh, _], _)| *zh).collect();
    let rows: Vec<(String, Vec<Option<Stated>>)> = fields
        .iter()
        .map(|([zh, _], field)| {
            (
                (*zh).to_owned(),
                schools.iter().map(|body| field(body).map(|amount| Stated::of(figures, amount))).collect(),
            )
        })
        .collect();
    if schools.is_empty() {
        return None;
    }
    let (unit, rows) = scaled(rows, "人", true);
    let labels = schools.iter().map(|body| body.name.text.clone()).collect();
    let title = format!("{period}各校{}人数", names.join("和"));
    Some(Plate { title, over: "学校", labels, unit, rows: whole(rows), adds_up: true })
}

/// The words by which the figures of a school are asked for.
pub const WORDS: [&str; 4] = ["教职工", "会员", "staff", "members"];
