//! Times as plans write them: what they are read as, and on which days they fall in a plan.

use chrono::NaiveDate;
use niandu::diagnostic::Origin;
use niandu::facts::time::{self, Period, Precision};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn read(written: &str) -> Result<time::When, String> {
    time::parse(written, Period::year(2025).as_ref(), Origin::default()).map_err(|refused| refused.message.zh)
}

#[test]
fn months_joined_by_any_mark_are_spans_and_never_a_day() {
    for (written, first, last) in [
        ("3-5月", "2025-03-01", "2025-05-31"),
        ("3月-5月", "2025-03-01", "2025-05-31"),
        ("3月 .. 5月", "2025-03-01", "2025-05-31"),
        ("3..5月", "2025-03-01", "2025-05-31"),
        ("10月 .. 12月", "2025-10-01", "2025-12-31"),
        ("3—5月", "2025-03-01", "2025-05-31"),
        ("2025年3-5月", "2025-03-01", "2025-05-31"),
        ("2025-03..2025-05", "2025-03-01", "2025-05-31"),
        ("2025-03..05", "2025-03-01", "2025-05-31"),
        ("4月18-20日", "2025-04-18", "2025-04-20"),
        ("5月上旬至6月下旬", "2025-05-01", "2025-06-30"),
        ("5月中旬至下旬", "2025-05-11", "2025-05-31"),
        ("3月初至5月底", "2025-03-01", "2025-05-31"),
        ("3月底至4月5日", "2025-03-21", "2025-04-05"),
        ("第一季度", "2025-01-01", "2025-03-31"),
        ("一季度", "2025-01-01", "2025-03-31"),
        ("第2季度", "2025-04-01", "2025-06-30"),
    ] {
        let when = read(written).unwrap_or_else(|problem| panic!("{written}: {problem}"));
        assert_eq!((when.days, when.precision), (Some((day(first), day(last))), Precision::Span), "{written}");
    }
    for (written, first, precision) in [
        ("2025-3月", "2025-03-01", Precision::Month),
        ("2025/3月", "2025-03-01", Precision::Month),
        ("3月5日", "2025-03-05", Precision::Day),
        ("2025年3月5日", "2025-03-05", Precision::Day),
        ("6月底前", "2025-06-01", Precision::Occasion),
        ("6月30日前", "2025-06-30", Precision::Occasion),
        ("5月中下旬", "2025-05-01", Precision::Occasion),
        ("年底前", "2025-12-01", Precision::Occasion),
        ("2025年第二季度", "2025-04-01", Precision::Occasion),
    ] {
        let when = read(written).unwrap_or_else(|problem| panic!("{written}: {problem}"));
        assert_eq!((when.days.map(|(first, _)| first), when.precision), (Some(day(first)), precision), "{written}");
    }
    // Two readings are asked for, an end before its start is told; nothing becomes a day of March.
    for (written, why) in [
        ("3/5月", "有两种读法"),
        ("3.5月", "有两种读法"),
        ("4.5", "有两种读法"),
        ("5月-3月", "终点早于起点"),
        ("2025-3-5月", "不是一个日期"),
    ] {
        assert!(read(written).is_err_and(|problem| problem.contains(why)), "{written}: {:?}", read(written));
    }
}

#[test]
fn spans_are_printed_as_they_are_meant() {
    let period = Period::year(2025).expect("a year");
    for (written, printed) in [
        ("3-5月", "3月至5月"),
        ("10月 .. 12月", "10月至12月"),
        ("5月上旬至6月下旬", "5月上旬至6月下旬"),
        ("3月初至5月底", "3月初至5月底"),
        ("第1季度", "第1季度"),
        ("10月28日至11月3日", "10月28日至11月3日"),
    ] {
        assert_eq!(read(written).expect("a time").print(&period), printed);
    }
}
