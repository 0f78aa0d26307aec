use proptest::prelude::*;

use super::*;
use crate::source::Span;

fn node(written: &str) -> Node {
    Node { span: Span::new(7, 7 + written.len()), value: Value::Text(written.to_owned()), quoted: false }
}

fn read<T>(written: &str, reader: fn(&Node, &'static str, &mut Vec<Fault>) -> Option<Spanned<T>>) -> (Option<T>, Vec<FaultKind>) {
    let mut faults = Vec::new();
    let node = node(written);
    let value = reader(&node, "felt", &mut faults);
    assert!(faults.iter().all(|fault| fault.span == node.span));
    (value.map(|value| value.value), faults.into_iter().map(|fault| fault.kind).collect())
}

#[test]
fn only_one_form_of_a_date_is_right() {
    let day = Date::constant(2019, 3, 1);
    assert_eq!(read("2019-03-01", date), (Some(day), vec![]));
    for other in [
        "01.03.2019",
        "1.3.19",
        "1. mars 2019",
        "2019-3-1",
        "2019/03/01",
        "1 mars 2019",
        "fredag 1. mars 2019",
        "1/3-2019",
        "1. mar. 2019",
        "2019–03–01",
        "20190301",
    ] {
        let kind = FaultKind::DateFormat { written: other.to_owned(), meant: "2019-03-01".to_owned() };
        assert_eq!(read(other, date), (Some(day), vec![kind]), "{other}");
    }
    for none in ["i morgen", "2019", "2019-03", "1.3", "1. mars", "2019-03-01T10:00", "1.2.3.4", "12345678", ""] {
        assert!(
            matches!(read(none, date), (None, faults) if matches!(faults.as_slice(), [FaultKind::WrongShape { expected: Expected::Date, .. }])),
            "{none}"
        );
    }
}

#[test]
fn days_that_do_not_exist_say_how_long_the_month_is() {
    for (written, last_day) in
        [("2018-02-31", Some(28)), ("29.02.19", Some(28)), ("2020-02-30", Some(29)), ("2019-13-01", None), ("31. april 2019", Some(30))]
    {
        let kind = FaultKind::DateInvalid { written: written.to_owned(), last_day };
        assert_eq!(read(written, date), (None, vec![kind]), "{written}");
    }
}

#[test]
fn periods_have_a_first_and_a_last_day() {
    let ends = |written: &str| {
        let (span, faults) = read(written, date_span);
        (span.map(|span| format!("{} {}", span.from, span.to)), faults.len())
    };
    assert_eq!(ends("2019"), (Some("2019-01-01 2019-12-31".to_owned()), 0));
    assert_eq!(ends("2020-02"), (Some("2020-02-01 2020-02-29".to_owned()), 0));
    assert_eq!(ends("2019-Q2"), (Some("2019-04-01 2019-06-30".to_owned()), 0));
    assert_eq!(ends("2019-H2"), (Some("2019-07-01 2019-12-31".to_owned()), 0));
    assert_eq!(ends("2019-03-01"), (Some("2019-03-01 2019-03-01".to_owned()), 0));
    assert_eq!(ends("mars 2019"), (Some("2019-03-01 2019-03-31".to_owned()), 1));
    assert_eq!(ends("1.3.2019"), (Some("2019-03-01 2019-03-01".to_owned()), 1));
    for none in ["2019-13", "2019-Q5", "2019-H3", "2019-02-30", "høsten 2019", "9999-Q9"] {
        assert_eq!(ends(none), (None, 1), "{none}");
    }
}

#[test]
fn numbers_are_read_as_norwegians_write_them() {
    for (written, value) in [
        ("8,1", 8.1),
        ("8.1", 8.1),
        ("430 650", 430_650.0),
        ("430\u{a0}650,50", 430_650.5),
        ("430\u{202f}650", 430_650.0),
        ("\u{2212}3", -3.0),
        ("-3,5", -3.5),
        ("100 %", 100.0),
        ("100%", 100.0),
        ("kr 1 000", 1000.0),
        ("1 000 kr", 1000.0),
        ("1 000,-", 1000.0),
        ("0.125", 0.125),
        ("1000.25", 1000.25),
    ] {
        assert_eq!(read(written, number), (Some(value), vec![]), "{written}");
    }
    for none in ["", "åtte", "8,1,2", "4 30", "1 0000", "1e5", "NaN", "inf", "8 9", "--3", ",5"] {
        assert!(matches!(read(none, number), (None, faults) if faults.len() == 1), "{none}");
    }
    assert_eq!(read("430.650", number), (None, vec![FaultKind::Trap { trap: Trap::AmbiguousNumber, replacement: None }]));
    let meant = Some("1 234 567".to_owned());
    assert_eq!(read("1.234.567", number), (None, vec![FaultKind::Trap { trap: Trap::AmbiguousNumber, replacement: meant }]));
    assert_eq!(read("4", whole), (Some(4), vec![]));
    assert!(read("4,5", whole).0.is_none() && read("-1", whole).0.is_none() && read("99999999999", whole).0.is_none());
    assert_eq!(read("8–9", position_range), (Some((8.0, 9.0)), vec![]));
    assert_eq!(read("8,5 - 9", position_range), (Some((8.5, 9.0)), vec![]));
    assert_eq!(read("8", position_range), (Some((8.0, 8.0)), vec![]));
    assert!(read("9–8", position_range).0.is_none());
}

#[test]
fn times_are_read_in_the_usual_forms() {
    let range = |from, to| (Some(TimeRange { from, to }), vec![]);
    for written in ["11.00–14.00", "11:00-14:00", "kl. 11–14", "kl 11 - 14", "kl. 11.00 til 14.00", "1100–1400"] {
        assert_eq!(read(written, time_range), range(660, Some(840)), "{written}");
    }
    assert_eq!(read("11.00", time_range), range(660, None));
    for none in ["11.00–10.00", "25.00", "11.60", "11–11", "24.00"] {
        assert_eq!(read(none, time_range), (None, vec![FaultKind::TimeInvalid { written: none.to_owned() }]), "{none}");
    }
    for none in ["", "formiddag", "11.0", "111.00", "11–", "æøå–"] {
        assert!(matches!(read(none, time_range).1.as_slice(), [FaultKind::WrongShape { .. }]), "{none}");
    }
}

proptest! {
    #[test]
    fn readers_are_total(text in "(\\PC|[0-9.,:/ –-]|mars|kl|kr|%){0,14}") {
        let _ = (read(&text, date), read(&text, date_span), read(&text, number), read(&text, whole), read(&text, position_range), read(&text, time_range));
    }

    #[test]
    fn every_day_is_read_back(year in 1000_i16..9999, month in 1_i8..=12, day in 1_i8..=28) {
        let expected = Date::constant(year, month, day);
        prop_assert_eq!(read(&expected.to_string(), date), (Some(expected), vec![]));
        let dotted = format!("{day}.{month}.{year}");
        prop_assert_eq!(read(&dotted, date).0, Some(expected));
    }
}
