//! Title lines: titles marked by hand in `tests/titles/marked.txt`, and laws for any text (GB/T 9704 7.3.1).

use niandu::document::title::lines;
use proptest::prelude::*;

/// A title with the byte offsets at which a careful secretary may begin a line, and the names the facts know.
struct Marked {
    title: String,
    marks: Vec<usize>,
    names: Vec<String>,
}

fn marked() -> Vec<Marked> {
    let text = include_str!("../titles/marked.txt");
    let rows = text.lines().filter(|row| !row.starts_with('#') && !row.is_empty());
    rows.map(|row| {
        let (with_marks, names) = row.split_once('\t').unwrap_or((row, ""));
        let mut title = String::new();
        let mut marks = Vec::new();
        for c in with_marks.chars() {
            if c == '|' { marks.push(title.len()) } else { title.push(c) }
        }
        Marked { title, marks, names: names.split('；').filter(|name| !name.is_empty()).map(str::to_owned).collect() }
    })
    .collect()
}

fn break_up(marked: &Marked) -> Vec<String> {
    let names: Vec<&str> = marked.names.iter().map(String::as_str).collect();
    lines(&marked.title, &names)
}

/// The width in characters when a figure or a letter takes `latin` and a curly quote `quote`.
fn width(line: &str, latin: f64, quote: f64) -> f64 {
    let one = |c| match c {
        '!'..='~' => latin,
        '“' | '”' => quote,
        _ => 1.0,
    };
    line.trim_end().chars().map(one).sum()
}

/// What the lines form; 7.3.1 allows a trapezoid and a diamond.
fn shape(widths: &[f64]) -> &'static str {
    let rises = |a: &f64, b: &f64| b - a >= 0.1;
    match widths {
        [_] => "single",
        [a, b] if (a - b).abs() >= 1.0 => "trapezoid",
        [_, _] => "rectangle",
        _ if widths.windows(2).all(|pair| rises(&pair[0], &pair[1])) => "trapezoid",
        _ if widths.windows(2).all(|pair| rises(&pair[1], &pair[0])) => "trapezoid",
        [first, middle @ .., last] if middle.iter().any(|line| line > first && line > last) => "diamond",
        _ => "hourglass or rectangle",
    }
}

#[test]
fn marked_titles_break_where_a_secretary_would() {
    let titles = marked();
    assert_eq!(titles.len(), 63);
    for marked in &titles {
        let lines = break_up(marked);
        let mut at = 0;
        for line in &lines[..lines.len() - 1] {
            at += line.len();
            assert!(marked.marks.contains(&at), "{lines:?} breaks where no mark is");
        }
    }
}

#[test]
fn titles_form_a_trapezoid_or_a_diamond_in_every_face() {
    for marked in marked() {
        let lines = break_up(&marked);
        for (latin, quote) in [(0.5, 1.0), (0.5, 0.35), (0.6, 0.35), (0.6, 1.0)] {
            let widths: Vec<f64> = lines.iter().map(|line| width(line, latin, quote)).collect();
            assert!(widths.iter().all(|width| *width <= 20.1), "{lines:?} is too long: {widths:?}");
            let shape = shape(&widths);
            assert!(matches!(shape, "single" | "trapezoid" | "diamond"), "{lines:?} is a {shape}: {widths:?}");
        }
    }
}

#[test]
fn titles_leave_no_word_alone() {
    for marked in marked() {
        let lines = break_up(&marked);
        assert!(lines.iter().all(|line| width(line, 0.5, 1.0) >= 4.0), "{lines:?}");
    }
}

#[test]
fn the_authors_break_stands() {
    let title = "云溪县第三中学工会\n2025年工作总结";
    assert_eq!(lines(title, &[]), ["云溪县第三中学工会", "2025年工作总结"]);
    assert_eq!(lines("\n总结\n\n", &[]), ["总结"]);
    assert!(lines("", &["云溪县"]).is_empty());
}

#[test]
fn a_name_longer_than_a_line_breaks_at_its_words() {
    let name = "青禾市澄湖区望川街道第一九年一贯制实验学校工会委员会";
    let broken = lines(&format!("{name}2025年工作总结"), &[name]);
    assert!(broken.iter().all(|line| width(line, 0.6, 1.0) <= 20.1), "{broken:?}");
    assert!(broken.len() == 3 || broken.len() == 2, "{broken:?}");
}

#[test]
fn ten_thousand_characters_are_broken() {
    let hostile = ["工会", "会", "2", "（", "）", "，", " ", "《工》", "a", "\u{301}", "第一", "县", "关于的"];
    for piece in hostile {
        let title: String = piece.chars().cycle().take(10_000).collect();
        // A search without bound would not come back.
        assert_eq!(lines(&title, &["工会"]).concat(), title);
    }
}

/// Words, names, figures and marks as titles have them, in any order.
fn titleish() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "云溪县",
        "第三中学",
        "工会",
        "关于",
        "印发",
        "《",
        "》",
        "的",
        "通知",
        "2025年",
        "工作总结",
        "和",
        "、",
        "“",
        "”",
        "（",
        "）",
        "暨",
        "教职工",
        "代表大会",
        "2024—2025学年",
        "STEAM",
        "　",
        " ",
        "凝",
        "心",
        "，",
        "！",
        "12月",
        "第二学期",
        "报告",
        "\u{301}",
        "😀",
        "👨‍👩‍👧",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn keeps_the_laws(title: &str) -> Result<(), TestCaseError> {
    let lines = lines(title, &["云溪县第三中学", "工会代表大会"]);
    prop_assert_eq!(lines.concat(), title.replace('\n', ""));
    prop_assert!(lines.iter().all(|line| !line.is_empty()));
    Ok(())
}

proptest! {
    #[test]
    fn the_lines_are_the_title(title in titleish(), any in any::<String>()) {
        keeps_the_laws(&title)?;
        keeps_the_laws(&any)?;
    }

    #[test]
    fn no_line_begins_with_a_closing_mark(words in prop::collection::vec("(工会|教职工|云溪|2025年|的|《总结》、|“三八”，|（北校区）|[a-z]{1,6}！)", 1..60)) {
        let title = words.concat();
        for line in lines(&title, &[]).iter().skip(1) {
            prop_assert!(!line.starts_with(['》', '、', '”', '，', '）', '！']), "{:?}", line);
        }
    }
}
