//! Every id number here is made for the purpose: 80 is added to the month, as in the tax administration's test data.

use super::*;

fn kinds(text: &str) -> Vec<(PersonalKind, &str)> {
    find(text).into_iter().map(|one| (one.kind, &text[one.span.range()])).collect()
}

/// An id with this beginning and remainder.
fn some(date: &str, remainder: u32) -> String {
    (120..400).find_map(|number| id(&format!("{date}{number}"), remainder)).unwrap()
}

/// Eleven digits from nine: the first check digit leaves `remainder`, the last one none. None where no digit does.
fn id(nine: &str, remainder: u32) -> Option<String> {
    (0..100).map(|check| format!("{nine}{check:02}")).find(|written| {
        let digits: Vec<u32> = written.chars().filter_map(|c| c.to_digit(10)).collect();
        let sum = |weights: &[u32]| digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
        sum(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) == remainder && sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0
    })
}

#[test]
fn ids_are_known_by_both_rules_and_in_all_kinds() {
    let mut made = 0;
    for nine in ["018199123", "418199123", "014199123", "016699123", "298200567", "698200567"] {
        for remainder in 0..11 {
            let Some(id) = id(nine, remainder) else { continue };
            let digits: Vec<u8> = id.bytes().map(|byte| byte - b'0').collect();
            made += 1;
            assert_eq!(is_national_id(&digits), remainder <= 3, "{nine} with remainder {remainder}");
        }
    }
    assert!(made > 40, "the numbers are there: {made}");
    let not_a_day = some("308299", 0);
    assert!(!is_national_id(&not_a_day.bytes().map(|byte| byte - b'0').collect::<Vec<_>>()), "30 February");
}

#[test]
fn ids_are_found_however_they_are_grouped() {
    let id = some("018199", 0);
    let (date, number) = id.split_at(6);
    for written in [
        id.clone(),
        format!("{date} {number}"),
        format!("{date}-{number}"),
        format!("{date}\u{a0}{number}"),
        format!("{date}&nbsp;{number}"),
        format!("**{date}** {number}"),
        format!("{} {} {} {number}", &date[..2], &date[2..4], &date[4..]),
        format!("{date} {} {}", &number[..3], &number[3..]),
    ] {
        let text = format!("Søker fnr {written}, se saken.");
        let found = kinds(&text);
        assert_eq!(found.len(), 1, "{written}");
        assert_eq!(found[0].0, PersonalKind::NationalId, "{written}");
        assert!(found[0].1.starts_with(&date[..2]) && found[0].1.ends_with(&number[3..]), "{written}: {}", found[0].1);
        let shown = masked(&text);
        assert!(!shown.contains(|c: char| c.is_ascii_digit()) && shown.contains('•') && shown.ends_with(", se saken."), "{shown}");
    }
    assert_eq!(kinds(&format!("cv_{id}.pdf")).len(), 1, "in a file's name");
}

#[test]
fn what_only_contains_the_digits_is_no_id() {
    let id = some("018199", 0);
    for text in [
        format!("3,{id}"),
        format!("{id},5"),
        format!("1{id}"),
        format!("sha256: a3f0bb12c9d4e{id}ffee0011aabbcc"),
        format!("| {} | {} |", &id[..6], &id[6..]),
    ] {
        assert!(!kinds(&text).iter().any(|(kind, _)| *kind == PersonalKind::NationalId), "{text}");
    }
}

#[test]
fn a_number_of_another_kind_is_an_id_only_by_todays_rule() {
    let later = some("018199", 2);
    assert_eq!(kinds(&later)[0].0, PersonalKind::NationalId);
    assert_eq!(kinds(&format!("Faktura med KID {later}")), []);
    assert_eq!(kinds(&format!("Kontonr. {later}"))[0].0, PersonalKind::Account);
}

#[test]
fn accounts_are_known_by_groups_and_check_digit() {
    // 1234.56.78903 is the example account that banks use.
    assert_eq!(kinds("Konto 1234.56.78903 i banken"), [(PersonalKind::Account, "1234.56.78903")]);
    assert_eq!(kinds("1234 56 78903"), [(PersonalKind::Account, "1234 56 78903")]);
    assert_eq!(kinds("1234.56.78904"), []);
    assert_eq!(kinds("NO93 8601 1117 947"), [(PersonalKind::Account, "93 8601 1117 947")]);
    assert_eq!(kinds("00000000000"), []);
}

#[test]
fn phones_need_a_word_or_the_country() {
    for text in ["tlf. 41 23 45 67", "Tlf: 412 34 567", "mobil 41234567", "Telefonnummer: **41234567**", "mob.nr. 41234567"] {
        assert_eq!(kinds(text).iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [PersonalKind::Phone], "{text}");
    }
    assert_eq!(kinds("ring +47 41 23 45 67"), [(PersonalKind::Phone, "+47 41 23 45 67")]);
    assert_eq!(kinds("+4741234567"), [(PersonalKind::Phone, "+4741234567")]);
    for text in
        ["41 23 45 67", "| Mobil | 41 234 567 |", "Mobilabonnement 41234567", "tlf. 800 80 000", "telefoni 41234567 kroner", "tlf. 02800"]
    {
        assert_eq!(kinds(text), [], "{text}");
    }
    assert!(is_phone("412 34 567") && !is_phone("412 34 5678") && !is_phone("41234567 kr"));
}

#[test]
fn addresses_of_private_people_are_known_by_their_provider() {
    assert_eq!(kinds("Skriv til ola.prove@gmail.com."), [(PersonalKind::Email, "ola.prove@gmail.com")]);
    assert_eq!(kinds("<a@yahoo.co.uk>"), [(PersonalKind::Email, "a@yahoo.co.uk")]);
    for text in ["post@nav.no", "[@gmail]", "a@live.nav.no", "a@online.no.nav.no"] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn secrets_are_known_by_their_form() {
    let token = format!("ghp_{}", "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6");
    assert_eq!(kinds(&format!("med `{token}`.")), [(PersonalKind::Secret, token.as_str())]);
    assert_eq!(kinds("Passord: Sommer2019!"), [(PersonalKind::Secret, "Sommer2019!")]);
    assert_eq!(kinds("passordet er «Vinter2020»"), [(PersonalKind::Secret, "Vinter2020")]);
    assert_eq!(kinds("password=\"h3mmelig\""), [(PersonalKind::Secret, "h3mmelig")]);
    assert_eq!(kinds("https://bruker:hemmelig1@vert.no/a"), [(PersonalKind::Secret, "hemmelig1")]);
    let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----";
    assert_eq!(kinds(&format!("{key}\nslutt")), [(PersonalKind::Secret, key)]);
    for text in [
        "Passord: se vedlegg",
        "Passordet er minst 12 tegn",
        "passordet er 8-tegns",
        "Passord: [veileder](passord-2019.md)",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "https://nav.no:8080/a@b",
        "-----BEGIN CERTIFICATE-----",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,40}") {
        for one in find(&text) {
            proptest::prop_assert!(text.get(one.span.range()).is_some_and(|found| !found.is_empty()));
        }
        let _ = masked(&text);
    }

    #[test]
    fn what_is_masked_has_nothing_left_to_mask(text in "[0-9 .:@a-z•-]{0,60}") {
        let once = masked(&text).into_owned();
        proptest::prop_assert!(find(&once).iter().all(|one| !one.kind.is_masked()), "{once}");
    }
}
