//! `lover.yaml`, and the statutes that every site knows.

use crate::diagnostic::Fault;
use crate::fields::{self, Mapping};
use crate::model::{Date, Statute};
use crate::parse::front_matter::values::texts;
use crate::source::{Span, Spanned};

/// `{navn, kortnavn?, lovdata?, opphevet?}`.
pub fn statute(id: Spanned<String>, mapping: &mut Mapping<'_>, faults: &mut Vec<Fault>) -> Statute {
    Statute {
        id,
        name: mapping.require("navn", fields::text, faults),
        short_names: texts(mapping, "kortnavn", faults),
        lovdata: mapping.optional("lovdata", fields::text, faults),
        from: None,
        repealed: mapping.optional("opphevet", fields::date, faults),
        built_in: false,
    }
}

/// The statutes that every site knows. Dates that are not certain are left open rather than guessed.
#[must_use]
pub fn built_in() -> Vec<Statute> {
    let placed = |text: &&str| Spanned::new((*text).to_owned(), Span::default());
    BUILT_IN
        .iter()
        .map(|row| Statute {
            id: placed(&row.id),
            name: Some(placed(&row.name)),
            short_names: row.short_names.iter().map(placed).collect(),
            lovdata: Some(placed(&row.lovdata)),
            from: row.from,
            repealed: row.repealed.map(|day| Spanned::new(day, Span::default())),
            built_in: true,
        })
        .collect()
}

struct Row {
    id: &'static str,
    name: &'static str,
    /// The first is what it is called; the last may be the name in nynorsk.
    short_names: &'static [&'static str],
    lovdata: &'static str,
    from: Option<Date>,
    repealed: Option<Date>,
}

const fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Some(Date::constant(year, month, day))
}

/// Source: Lovdata, as known when this was written.
const BUILT_IN: &[Row] = &[
    Row {
        id: "nav-loven",
        name: "Lov om arbeids- og velferdsforvaltningen",
        short_names: &["NAV-loven", "arbeids- og velferdsforvaltningsloven", "NAV-lova", "arbeids- og velferdsforvaltningslova"],
        lovdata: "lov/2006-06-16-20",
        from: day(2006, 7, 1),
        repealed: None,
    },
    Row {
        id: "sosialtjenesteloven",
        name: "Lov om sosiale tjenester i arbeids- og velferdsforvaltningen",
        short_names: &["sosialtjenesteloven", "lov om sosiale tjenester i NAV", "stl.", "sosialtenestelova"],
        lovdata: "lov/2009-12-18-131",
        from: day(2010, 1, 1),
        repealed: None,
    },
    Row {
        id: "folketrygdloven",
        name: "Lov om folketrygd",
        short_names: &["folketrygdloven", "ftrl.", "folketrygdlova"],
        lovdata: "lov/1997-02-28-19",
        from: day(1997, 5, 1),
        repealed: None,
    },
    Row {
        id: "arbeidsmarkedsloven",
        name: "Lov om arbeidsmarkedstjenester",
        short_names: &["arbeidsmarkedsloven", "arbeidsmarknadslova"],
        lovdata: "lov/2004-12-10-76",
        from: day(2005, 7, 1),
        repealed: None,
    },
    // Replaced stepwise from the autumn of 2019: no single day on which it was repealed.
    Row {
        id: "kommuneloven-1992",
        name: "Lov om kommuner og fylkeskommuner (1992)",
        short_names: &["kommuneloven", "kommunelova"],
        lovdata: "lov/1992-09-25-107",
        from: day(1993, 1, 1),
        repealed: None,
    },
    // Parts from October 2019; the whole from this day.
    Row {
        id: "kommuneloven-2018",
        name: "Lov om kommuner og fylkeskommuner (2018)",
        short_names: &["kommuneloven", "kommunelova"],
        lovdata: "lov/2018-06-22-83",
        from: day(2020, 1, 1),
        repealed: None,
    },
    Row {
        id: "forvaltningsloven",
        name: "Lov om behandlingsmåten i forvaltningssaker",
        short_names: &["forvaltningsloven", "fvl.", "forvaltningslova"],
        lovdata: "lov/1967-02-10",
        from: day(1970, 1, 1),
        repealed: None,
    },
    Row {
        id: "offentleglova",
        name: "Lov om rett til innsyn i dokument i offentleg verksemd",
        short_names: &["offentleglova", "offl."],
        lovdata: "lov/2006-05-19-16",
        from: day(2009, 1, 1),
        repealed: None,
    },
    Row {
        id: "personopplysningsloven",
        name: "Lov om behandling av personopplysninger",
        short_names: &["personopplysningsloven", "personopplysningslova"],
        lovdata: "lov/2018-06-15-38",
        from: day(2018, 7, 20),
        repealed: None,
    },
    Row {
        id: "arbeidsmiljoloven",
        name: "Lov om arbeidsmiljø, arbeidstid og stillingsvern mv.",
        short_names: &["arbeidsmiljøloven", "aml.", "arbeidsmiljølova"],
        lovdata: "lov/2005-06-17-62",
        from: day(2006, 1, 1),
        repealed: None,
    },
    Row {
        id: "statsansatteloven",
        name: "Lov om statens ansatte mv.",
        short_names: &["statsansatteloven", "statsansattelova"],
        lovdata: "lov/2017-06-16-67",
        from: day(2017, 7, 1),
        repealed: None,
    },
    Row {
        id: "tjenestemannsloven",
        name: "Lov om statens tjenestemenn m.m.",
        short_names: &["tjenestemannsloven", "tenestemannslova"],
        lovdata: "lov/1983-03-04-3",
        from: None,
        repealed: day(2017, 7, 1),
    },
    Row {
        id: "introduksjonsloven",
        name: "Lov om introduksjonsordning og norskopplæring for nyankomne innvandrere",
        short_names: &["introduksjonsloven", "introduksjonslova"],
        lovdata: "lov/2003-07-04-80",
        from: day(2003, 9, 1),
        repealed: day(2021, 1, 1),
    },
    Row {
        id: "integreringsloven",
        name: "Lov om integrering gjennom opplæring, utdanning og arbeid",
        short_names: &["integreringsloven", "integreringslova"],
        lovdata: "lov/2020-11-06-127",
        from: day(2021, 1, 1),
        repealed: None,
    },
    Row {
        id: "helse-og-omsorgstjenesteloven",
        name: "Lov om kommunale helse- og omsorgstjenester m.m.",
        short_names: &["helse- og omsorgstjenesteloven", "hol.", "helse- og omsorgstenestelova"],
        lovdata: "lov/2011-06-24-30",
        from: day(2012, 1, 1),
        repealed: None,
    },
    Row {
        id: "gjeldsordningsloven",
        name: "Lov om frivillig og tvungen gjeldsordning for privatpersoner",
        short_names: &["gjeldsordningsloven", "gjeldsordningslova"],
        lovdata: "lov/1992-07-17-99",
        from: day(1993, 1, 1),
        repealed: None,
    },
    Row {
        id: "likestillings-og-diskrimineringsloven",
        name: "Lov om likestilling og forbud mot diskriminering",
        short_names: &["likestillings- og diskrimineringsloven", "likestillings- og diskrimineringslova"],
        lovdata: "lov/2017-06-16-51",
        from: day(2018, 1, 1),
        repealed: None,
    },
    Row {
        id: "arkivlova-1992",
        name: "Lov om arkiv (1992)",
        short_names: &["arkivlova"],
        lovdata: "lov/1992-12-04-126",
        from: day(1999, 1, 1),
        repealed: day(2026, 1, 1),
    },
    Row {
        id: "arkivlova-2025",
        name: "Arkivlova (2025)",
        short_names: &["arkivlova"],
        lovdata: "lov/2025-06-20-96",
        from: day(2026, 1, 1),
        repealed: None,
    },
    Row {
        id: "spraklova",
        name: "Lov om språk",
        short_names: &["språklova"],
        lovdata: "lov/2021-05-21-42",
        from: day(2022, 1, 1),
        repealed: None,
    },
    Row {
        id: "sameloven",
        name: "Lov om Sametinget og andre samiske rettsforhold",
        short_names: &["sameloven", "samelova"],
        lovdata: "lov/1987-06-12-56",
        from: None,
        repealed: None,
    },
];
