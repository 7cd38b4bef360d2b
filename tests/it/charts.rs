//! Charts: every bar is as long as its value is large and lies within the drawing, every printed number is the exact one.

use niandu::document::exhibit::{Chart, Series, Shape, Table};
use niandu::document::text::Text;
use niandu::publish::chart::{Look, WIDTH, height, svg};
use niandu::publish::pdf::Press;
use niandu::publish::pdf::fonts::Fonts;
use proptest::prelude::*;
use quick_xml::events::Event;
use rust_decimal::Decimal;

const LOOK: Look<'static> = Look { font: "role-fang", ink: "#000000" };

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn chart(shape: Shape, unit: &str, labels: &[&str], series: &[(&str, &[&str])]) -> Chart {
    let value = |text: &&str| (!text.is_empty()).then(|| decimal(text));
    let one = |(name, values): &(&str, &[&str])| Series {
        name: (*name).to_owned(),
        values: values.iter().map(value).collect(),
    };
    Chart {
        shape,
        alt: "图：<各月>".to_owned(),
        unit: unit.to_owned(),
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        series: series.iter().map(one).collect(),
        table: Table { caption: String::new(), head: Vec::new(), rows: Vec::<Vec<Text>>::new() },
    }
}

/// The boxes of a drawing and its words, read as XML.
struct Read {
    size: (f64, f64),
    bars: Vec<[f64; 4]>,
    words: Vec<String>,
}

fn read(svg: &str) -> Read {
    let mut found = Read { size: (0.0, 0.0), bars: Vec::new(), words: Vec::new() };
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut word = String::new();
    loop {
        let event = reader.read_event().expect("well-formed XML");
        match &event {
            Event::Eof => break,
            Event::Start(element) | Event::Empty(element) => {
                let value = |name: &str| {
                    let attribute = element.try_get_attribute(name).expect("sound attributes");
                    attribute.map(|it| it.value.into_owned())
                };
                let number = |name: &str| value(name).and_then(|it| it.parse::<f64>().ok()).unwrap_or(f64::NAN);
                match element.name().as_ref() {
                    "svg" => {
                        let view = value("viewBox").expect("a viewBox");
                        let ends: Vec<f64> = view.split(' ').map(|it| it.parse().expect("a number")).collect();
                        found.size = (ends[2], ends[3]);
                    }
                    "rect" => found.bars.push(["x", "y", "width", "height"].map(number)),
                    _ => word.clear(),
                }
            }
            Event::Text(text) => word.push_str(text),
            Event::GeneralRef(reference) => {
                let character = ["lt", "gt", "amp", "quot"].iter().position(|name| *name == &**reference);
                word.push(character.and_then(|at| "<>&\"".chars().nth(at)).expect("a reference that we write"));
            }
            Event::End(element) if element.name().as_ref() == "text" => found.words.push(std::mem::take(&mut word)),
            _ => {}
        }
    }
    found
}

#[test]
fn exact_figures_stand_at_the_bars_and_nothing_is_rounded() {
    let it = chart(Shape::Columns, "元", &["2025年"], &[("支出", &["123456789012.25"])]);
    let read = read(&svg(&it, &LOOK));
    assert!(read.words.contains(&"123456789012.25".to_owned()), "{:?}", read.words);
    assert!(read.words.contains(&"单位：元".to_owned()), "{:?}", read.words);
}

#[test]
fn an_unknown_value_is_no_zero() {
    let known = chart(Shape::Columns, "次", &["1月", "2月"], &[("活动", &["3", "0"])]);
    let unknown = chart(Shape::Columns, "次", &["1月", "2月"], &[("活动", &["3", ""])]);
    assert_eq!(read(&svg(&known, &LOOK)).bars.len(), 2);
    assert_eq!(read(&svg(&unknown, &LOOK)).bars.len(), 1);
}

#[test]
fn labels_that_do_not_fit_side_by_side_lie_down() {
    let names: Vec<String> = (1..=30).map(|at| format!("青禾县第{at}中心小学")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let it = chart(Shape::Columns, "人", &names, &[("会员", &["7"; 30])]);
    let read = read(&svg(&it, &LOOK));
    assert!(read.bars.windows(2).all(|pair| pair[0][1] < pair[1][1]), "one under the other");
    assert!(names.iter().all(|name| read.words.iter().any(|word| word == name)));
}

#[test]
fn words_of_the_author_are_no_markup_and_colours_can_follow_the_page() {
    let it = chart(Shape::Bars, "<b>", &["a&b\u{1}", "\"c\""], &[("</svg>", &["1", "2"]), ("二", &["1", "2"])]);
    let drawn = svg(&it, &Look { font: "FangSong, '仿宋'", ink: "currentColor" });
    let read = read(&drawn);
    for word in ["单位：<b>", "a&b\u{fffd}", "\"c\"", "</svg>"] {
        assert!(read.words.iter().any(|own| own == word), "{:?}", read.words);
    }
    assert!(drawn.contains("stroke=\"currentColor\"") && drawn.starts_with("<svg ") && !drawn.contains(" id="));
}

#[test]
fn a_picture_is_as_wide_as_asked_and_the_same_each_time() {
    let press = Press::new([], Fonts::built_in());
    let it = chart(Shape::Line, "人", &["2024年", "2025年"], &[("会员", &["70", "78"]), ("教职工", &["72", "78"])]);
    let family = press.family([it.unit.as_str()]);
    let drawn = svg(&it, &Look { font: family, ink: "#000000" });
    let picture = press.picture(&drawn, 884).expect("a picture");
    assert!(picture.starts_with(b"\x89PNG"));
    let side = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((side(16), side(20)), (884, (height(&it) * 2.0).round() as u32));
    assert_eq!(press.picture(&drawn, 884).expect("a picture"), picture);
}

/// What is drawn on each level line behind the drawing: its height and its two ends.
fn guides(svg: &str) -> Vec<[f64; 3]> {
    let level = |path: &str| {
        let (from, to) = path.strip_prefix('M')?.split_once('L')?;
        let (x1, y) = from.split_once(' ')?;
        Some([y.parse().ok()?, x1.parse().ok()?, to.split_once(' ')?.0.parse().ok()?])
    };
    let pale = svg.split("<path d=\"").skip(1).filter(|path| path.contains("#a6a6a6"));
    pale.filter_map(|path| level(path.split('"').next()?)).collect()
}

/// The words in the middle of which something stands: their middle, line, size and themselves.
fn middles(svg: &str) -> Vec<([f64; 3], String)> {
    let value = |element: &str, name: &str| {
        let rest = element.split_once(&format!("{name}=\"")).expect("an attribute").1;
        rest.split('"').next().and_then(|value| value.parse::<f64>().ok()).expect("a number")
    };
    let words = svg.split("<text").skip(1).filter(|element| element.contains("text-anchor=\"middle\""));
    words
        .map(|element| {
            let own = element.split_once('>').and_then(|(_, rest)| rest.split('<').next()).expect("words");
            ([" x", " y", "font-size"].map(|name| value(element, name)), own.to_owned())
        })
        .collect()
}

#[test]
fn the_last_year_always_has_its_value_and_its_name_and_no_line_runs_through_a_number() {
    let years: Vec<String> = (2008..=2025).map(|year| format!("{year}年")).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    for count in 2..=years.len() {
        let years = &years[years.len() - count..];
        let values: Vec<String> = (0..count).map(|at| format!("{}.{}1", at * 7 % 5, 17 + at)).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        for shape in [Shape::Line, Shape::Columns] {
            let drawn = svg(&chart(shape, "万元", years, &[("经费", &values)]), &LOOK);
            let words = read(&drawn).words;
            assert!(words.iter().any(|word| word == "2025年"), "{count}: {words:?}");
            assert!(words.iter().any(|word| word == values[count - 1]), "{count}: {words:?}");
            let guides = guides(&drawn);
            let numbers = middles(&drawn).into_iter().filter(|(_, word)| !word.ends_with('年'));
            if drawn.contains("年</text>") && !guides.is_empty() {
                for ([x, y, size], word) in numbers {
                    let half = 0.3 * size * word.len() as f64;
                    let through = |[level, from, to]: &[f64; 3]| {
                        *level < y && y - 0.7 * size < *level && *from < x + half && x - half < *to
                    };
                    assert!(!guides.iter().any(through), "{count} {word}: {drawn}");
                }
            }
        }
    }
}

#[test]
fn a_label_over_several_lines_does_not_end_in_one_character() {
    for length in 8..40 {
        let name: String = "青禾县第一二三四五六七八九十中心小学工会委员会".chars().cycle().take(length).collect();
        let labels = [name.as_str(), "乙"];
        let drawn = read(&svg(&chart(Shape::Bars, "人", &labels, &[("会员", &["7", "9"])]), &LOOK));
        let lines: Vec<&String> =
            drawn.words.iter().filter(|word| word.chars().all(|c| name.contains(c)) && *word != "乙").collect();
        assert_eq!(lines.iter().map(|line| line.as_str()).collect::<String>(), name);
        assert!(lines.iter().all(|line| line.chars().count() > 1), "{lines:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Lengths are to each other as the values are, and all bars are within the drawing.
    #[test]
    fn bars_are_as_long_as_their_values_are_large(
        values in prop::collection::vec(prop::option::weighted(0.9, -100_000i64..10_000_000), 1..32),
        scale in 0u32..4,
        series in 1usize..4,
        shape in prop_oneof![Just(Shape::Columns), Just(Shape::Bars), Just(Shape::Line)],
    ) {
        let value = |value: &Option<i64>| value.map(|value| Decimal::new(value, scale));
        let one = |at: usize| Series { name: format!("第{at}列"), values: values.iter().map(value).collect() };
        let it = Chart {
            series: (0..series).map(one).collect(),
            labels: (0..values.len()).map(|at| format!("第{at}所学校")).collect(),
            ..chart(shape, "元", &[], &[])
        };
        let drawn = svg(&it, &LOOK);
        let found = read(&drawn);
        prop_assert_eq!(found.size.0, WIDTH);
        prop_assert!((found.size.1 - height(&it)).abs() < 0.01);
        for [x, y, width, height] in &found.bars {
            prop_assert!(*x >= -0.01 && *y >= -0.01 && x + width <= WIDTH + 0.01 && y + height <= found.size.1 + 0.01);
        }
        // Those of the legend stand before those of the values.
        let known: Vec<f64> = values.iter().flatten().map(|value| value.abs() as f64).collect();
        let most = known.iter().copied().fold(0.0, f64::max);
        if shape != Shape::Line && most > 0.0 {
            let bars = &found.bars[found.bars.len() - known.len() * series..];
            let lies = bars.windows(2).all(|pair| (pair[0][3] - pair[1][3]).abs() < 0.02) && found.bars.len() > 1;
            let length = |bar: &[f64; 4]| if lies { bar[2] } else { bar[3] };
            let mut lengths: Vec<f64> = bars.iter().map(length).collect();
            let mut wanted: Vec<f64> = known.iter().flat_map(|it| vec![*it; series]).collect();
            lengths.sort_by(f64::total_cmp);
            wanted.sort_by(f64::total_cmp);
            let longest = lengths.last().copied().unwrap_or(0.0);
            for (length, value) in lengths.iter().zip(&wanted) {
                prop_assert!((length / longest - value / most).abs() < 0.002, "{length} of {longest}: {value} of {most}");
            }
        }
    }
}

#[test]
fn a_tall_chart_has_its_size_in_a_word_file_up_to_a_page() {
    let high = |size: (u32, u32)| {
        let facts = std::fs::read_to_string(crate::office::root().join("tests/cases/documents/exhibits/facts.yaml"));
        let paper = crate::office::make(&facts.expect("facts").replace("      - 照片\n", "")).paper();
        let mut picture = crate::parcel::POINT.to_vec();
        picture[16..20].copy_from_slice(&size.0.to_be_bytes());
        picture[20..24].copy_from_slice(&size.1.to_be_bytes());
        let bytes = niandu::publish::docx::docx(&paper, true, &|_| Ok(picture.clone())).expect("a file");
        let parcel = crate::parcel::parcel(&bytes);
        let text = parcel.text("word/document.xml");
        let value = |name: &str| {
            let rest =
                text.split_once("<wp:extent ").expect("a picture").1.split_once(&format!("{name}=\"")).expect(name).1;
            rest.split('"').next().and_then(|value| value.parse::<f64>().ok()).expect("a number")
        };
        (value("cx") / 36_000.0, value("cy") / 36_000.0)
    };
    // In millimetres: as wide as the type area and as high as it then is, or as high as a page has room.
    let (width, height) = high((1600, 1900));
    assert!((width - 156.0).abs() < 0.5 && (height - 185.25).abs() < 0.5, "{width} × {height}");
    let (width, height) = high((1600, 3200));
    assert!(height > 195.0 && height < 215.0 && (width * 2.0 - height).abs() < 0.5, "{width} × {height}");
}
