//! Every way a date is written, and what only looks like one.

use super::*;

fn shown(text: &str) -> Vec<String> {
    dates(text)
        .into_iter()
        .map(|found| {
            let date = found.date.map_or_else(|| format!("{}.{}.{:?}", found.day, found.month, found.year), |date| date.to_string());
            let weekday = found.weekday.map(|(day, range)| format!(" {day:?}={}", &text[range])).unwrap_or_default();
            format!("{} => {date}{weekday}", &text[found.range])
        })
        .collect()
}

#[test]
fn dates_are_read() {
    for (text, expected) in [
        ("den 1. mars 2019.", "1. mars 2019 => 2019-03-01"),
        ("1.oktober 2016 ble", "1.oktober 2016 => 2016-10-01"),
        ("den 01.03.19,", "01.03.19 => 2019-03-01"),
        ("(frist 4.7.18, se", "4.7.18 => 2018-07-04"),
        ("01.03.2019", "01.03.2019 => 2019-03-01"),
        ("1/3-19", "1/3-19 => 2019-03-01"),
        ("10/11/17 ", "10/11/17 => 2017-11-10"),
        ("1/3 2019", "1/3 2019 => 2019-03-01"),
        ("møtet fredag 9. november 2017", "fredag 9. november 2017 => 2017-11-09 Friday=fredag"),
        ("Fredag den 9. november 2017", "Fredag den 9. november 2017 => 2017-11-09 Friday=Fredag"),
        ("torsdag 11.04 kl. 10", "torsdag 11.04 => 11.4.None Thursday=torsdag"),
        ("måndag 1. april 2019", "måndag 1. april 2019 => 2019-04-01 Monday=måndag"),
        ("Friday, 9 November 2017", "Friday, 9 November 2017 => 2017-11-09 Friday=Friday"),
        ("njukčamánu 1. b. 2019", "njukčamánu 1. b. 2019 => 2019-03-01"),
        ("bearjadat njukčamánu 1. beaivi 2019", "bearjadat njukčamánu 1. beaivi 2019 => 2019-03-01 Friday=bearjadat"),
        ("startet 18. oktober og", "18. oktober => 18.10.None"),
        ("i 16. okt. var", "16. okt. => 16.10.None"),
        ("31.02.2018", "31.02.2018 => 31.2.Some(2018)"),
        ("29.02.19", "29.02.19 => 29.2.Some(2019)"),
        ("31. april 2018", "31. april 2018 => 31.4.Some(2018)"),
        ("32. mai 2018", "32. mai 2018 => 32.5.Some(2018)"),
        ("2019-03-01", "2019-03-01 => 2019-03-01"),
        ("01.01.50", "01.01.50 => 1950-01-01"),
        ("møtet fredagen 9. november 2017", "fredagen 9. november 2017 => 2017-11-09 Friday=fredagen"),
        ("møtet fre. 9. november 2017", "fre. 9. november 2017 => 2017-11-09 Friday=fre"),
        ("møtet fre. den 9. november 2017", "fre. den 9. november 2017 => 2017-11-09 Friday=fre"),
        ("Tors. 9.11.", "Tors. 9.11 => 9.11.None Thursday=Tors"),
        ("9. november 2017 (fredag) kl. 10", "9. november 2017 (fredag) => 2017-11-09 Friday=fredag"),
        ("2017-11-09 (torsdag)", "2017-11-09 (torsdag) => 2017-11-09 Thursday=torsdag"),
        ("Referent var Tor. 9. november 2017 var", "9. november 2017 => 2017-11-09"),
        ("fredag d. 9. november 2017", "fredag d. 9. november 2017 => 2017-11-09 Friday=fredag"),
        ("torsdag kveld 9. november 2017", "torsdag kveld 9. november 2017 => 2017-11-09 Thursday=torsdag"),
        ("fredag 09. 11. 2017", "fredag 09. 11. 2017 => 2017-11-09 Friday=fredag"),
        ("den 9-11-2017.", "9-11-2017 => 2017-11-09"),
        ("Fristen er 32. desember.", "32. desember => 32.12.None"),
        ("den 13.13.2024", "13.13.2024 => 13.13.Some(2024)"),
        ("den 05.31.2024.", "05.31.2024 => 5.31.Some(2024)"),
        ("den 1. mars 2204.", "1. mars 2204 => 2204-03-01"),
        ("den 01.03.2204.", "01.03.2204 => 2204-03-01"),
        ("8.\u{a0}mars\u{a0}2019", "8.\u{a0}mars\u{a0}2019 => 2019-03-08"),
    ] {
        assert_eq!(shown(text), [expected], "{text}");
    }
}

#[test]
fn several_days_share_what_the_last_says() {
    assert_eq!(shown("10.–11.4.19"), ["10. => 2019-04-10", "11.4.19 => 2019-04-11"]);
    assert_eq!(shown("13. og 14. juni 2018"), ["13. => 2018-06-13", "14. juni 2018 => 2018-06-14"]);
    assert_eq!(
        shown("onsdag 13. og torsdag 14. juni 2018"),
        ["onsdag 13. => 2018-06-13 Wednesday=onsdag", "torsdag 14. juni 2018 => 2018-06-14 Thursday=torsdag"]
    );
    assert_eq!(shown("31.10-01.11.18"), ["31.10 => 2018-10-31", "01.11.18 => 2018-11-01"]);
    assert_eq!(shown("31.12–01.01.19"), ["31.12 => 2018-12-31", "01.01.19 => 2019-01-01"]);
    assert_eq!(shown("1. og 2. mars 2018 (fredag)"), ["1. => 2018-03-01", "2. mars 2018 => 2018-03-02"]);
    assert_eq!(shown("1. mars 2400 kroner"), ["1. mars => 1.3.None"]);
    assert_eq!(shown("man 3. mai 2018"), ["3. mai 2018 => 2018-05-03"]);
    assert_eq!(shown("24.11.2018–25.11.2018"), ["24.11.2018 => 2018-11-24", "25.11.2018 => 2018-11-25"]);
    assert_eq!(shown("6., 10. eller 18. september 2018"), ["6. => 2018-09-06", "10. => 2018-09-10", "18. september 2018 => 2018-09-18"]);
    assert_eq!(
        shown("onsdag 31. oktober og torsdag 1. november 2018"),
        ["onsdag 31. oktober => 2018-10-31 Wednesday=onsdag", "torsdag 1. november 2018 => 2018-11-01 Thursday=torsdag"]
    );
    assert_eq!(shown("6. desember og 9. januar 2019"), ["6. desember => 6.12.None", "9. januar 2019 => 2019-01-09"]);
    assert_eq!(shown("20. desember–9. januar 2019"), ["20. desember => 2018-12-20", "9. januar 2019 => 2019-01-09"]);
    assert_eq!(shown("1. mars og 2. april"), ["1. mars => 1.3.None", "2. april => 2.4.None"]);
    assert_eq!(shown("31. oktober. 1. november 2018"), ["31. oktober => 31.10.None", "1. november 2018 => 2018-11-01"]);
}

#[test]
fn what_is_no_date_is_left_alone() {
    for text in [
        "versjon 3.10",
        "§ 11-5",
        "2.1.3",
        "2.4.2.11",
        "kl. 11.00",
        "kl. 10.12.19",
        "torsdag 11.00",
        "torsdag 11.30",
        "430.650",
        "1.10",
        "SG 3/17",
        "sak 4/19",
        "nyhetsbrev 4/2018",
        "58/42",
        "40/60 i",
        "kr 12.10.50",
        "punkt 3.1.10",
        "3.1.10 Mål",
        "12.34.56",
        "22.33.44.55",
        "10.12.19.5",
        "a1.3.19",
        "foiler 8-15",
        "uke 38",
        "4, 5, 6 og 7. Her går",
        "§ 14. mars",
        "1.3.199",
        "/2018-09-14/x",
        "2018-09-141",
        "35. Mai",
        "4. 5. 19",
        "12-34-2024",
        "45. mars 2018",
        "1. juledag 2018",
        "18.11.29.presentasjon",
    ] {
        assert_eq!(shown(text), Vec::<String>::new(), "{text}");
    }
}
