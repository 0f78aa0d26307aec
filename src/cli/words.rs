//! The help in bokmål. The English words stand beside each option; here are their counterparts, and a test that none is missing.

use std::ffi::OsString;

use clap::{Arg, Command};

use crate::diagnostic::Tongue;

/// The language asked for, seen before the arguments are read, because help and faults in them are messages too.
pub fn tongue(arguments: &[OsString]) -> Tongue {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return super::tongue_of(words.next().unwrap_or_default());
        }
        if let Some(language) = word.strip_prefix("--lang=") {
            return super::tongue_of(language);
        }
    }
    Tongue::Bokmal
}

/// The command line in a language.
pub fn localise(command: Command, tongue: Tongue) -> Command {
    if tongue == Tongue::English {
        return command;
    }
    localised(command, "")
}

/// A command and those below it; `name` is what is typed to call it, without the program's own name.
fn localised(command: Command, name: &str) -> Command {
    let below: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = in_bokmal(command.subcommand_help_heading("Kommandoer").subcommand_value_name("KOMMANDO"), name);
    for sub in below {
        let path = format!("{name} {sub}").trim().to_owned();
        command = command.mut_subcommand(sub, |sub| localised(sub, &path));
    }
    command
}

fn in_bokmal(command: Command, name: &str) -> Command {
    let about = about(name);
    let command = command.help_template("{about-with-newline}\nBruk: {usage}\n\n{all-args}{after-help}");
    let command = command.mut_args(|arg: Arg| {
        let heading = if arg.is_positional() { "Argumenter" } else { "Valg" };
        let words = option(arg.get_id().as_str());
        let arg = arg.help_heading(heading);
        match words {
            Some((help, value)) if arg.get_value_names().is_some() => arg.help(help).value_name(value),
            Some((help, _)) => arg.help(help),
            None => arg,
        }
    });
    let mut command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[VALG]");
    let above = name.rsplit_once(' ').map_or(String::new(), |(above, _)| format!("{above} "));
    command.override_usage(if name.is_empty() { usage } else { format!("saksgang {above}{usage}") })
}

/// What a command does; the program itself under the empty name.
fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "" => "Kontrollerer styringsdokumenter og publiserer dem som et nettsted",
        "check" => "Kontroller alle dokumenter, vedtak, datoer, personer og vedlegg, og alle henvisninger mellom dem",
        "build" => "Kontroller nettstedet og publiser det til en mappe; med feil publiseres ingenting, og det som ligger ute, blir stående",
        "seal" => "Forsegle et godkjent dokument: en hash av innholdet, så hver senere endring vises",
        "verify" => {
            "Hold et publisert nettsted mot lista over det som ble publisert: hver endret, manglende eller fremmed fil; eller et dokument mot seglet"
        }
        "permalinks" => "List adressene som permalinks.txt ikke lover ennå; med --write legges de til",
        "baseline" => "Godta dagens funn som de er, i en fil som --baseline bruker; det som er nytt, skiller seg ut",
        "serve" => "Vis nettstedet på egen maskin mens du skriver: følger med på endringer og viser feilene i siden",
        "new" => "Lag et dokument på rett plass, fylt ut fra registrene; skriver aldri over noe",
        "explain" => "Forklar en regel: hva den finner, hvorfor, og hvordan det rettes; en familie lister reglene sine",
        "export" => "Gi nettstedets innhold videre til andre programmer",
        "export search" => "Alt som kan finnes, som NDJSON slik OpenSearch og Elasticsearch tar imot; til standard ut",
        "rules" => "List reglene: navn, nivå og hva hver av dem finner",
        "theme" => "Se temaets filer, og skriv ut en av dem for å endre den",
        "theme list" => "List temaets filer; en stjerne viser dem nettstedet har selv",
        "theme eject" => "Skriv en av temaets filer inn i nettstedet, der den brukes i stedet; skriver aldri over noe",
        _ => return None,
    })
}

/// What an option does, and what its value is called. One name means one thing in every command.
fn option(id: &str) -> Option<(&'static str, &'static str)> {
    Some(match id {
        "site" => ("Nettstedets mappe; ellers nærmeste mappe oppover med site.toml", "MAPPE"),
        "lang" => ("Språk i meldinger og i denne hjelpen: nb eller en", "SPRÅK"),
        "help" => ("Vis denne hjelpen", ""),
        "version" => ("Vis programmets versjon", ""),
        "as_of" => ("Dagen tilstander regnes for, ÅÅÅÅ-MM-DD; ellers SOURCE_DATE_EPOCH, ellers i dag", "DATO"),
        "audience" => ("Hvem nettstedet er for, slik site.toml kaller dem; ellers site.tomls eget valg", "NAVN"),
        "drafts" => ("Vis utkast også; serve gjør det alltid", ""),
        "deny" => ("Regn en regel eller familie som feil (kan gjentas; den siste gjelder)", "REGEL"),
        "warn" => ("Regn en regel eller familie som advarsel (kan gjentas)", "REGEL"),
        "allow" => ("Se bort fra en regel eller familie (kan gjentas)", "REGEL"),
        "format" => ("text eller concise for mennesker; json, jsonl, sarif, github, gitlab eller junit for programmer", "FORMAT"),
        "report" => ("Skriv funnene til en fil også, i et format (kan gjentas): --report sarif=funn.sarif", "FORMAT=FIL"),
        "fix" => ("Rett det som trygt kan rettes; godkjente referater røres ikke", ""),
        "diff" => ("Vis hva --fix ville endret, som en diff, og skriv ingenting", ""),
        "unsafe_too" => ("Med --fix eller --diff: ta med rettelser som kan endre mening, også i godkjente referater", ""),
        "since" => ("Bare det en endring førte med seg: funn i filer endret siden REV (git), og nye funn ellers", "REV"),
        "baseline" => ("Utelat funnene som denne fila godtar, slik «saksgang baseline» skrev den", "FIL"),
        "document" => ("Dokumentet: id-en eller fila", "DOKUMENT"),
        "file" => ("Fila; ellers saksgang-baseline.toml i nettstedets mappe", "FIL"),
        "info" => ("Vis merknader også", ""),
        "timings" => ("Si hvor lang tid hver fase tok", ""),
        "output" => ("Hvor; ellers public/ i nettstedets mappe", "MAPPE"),
        "keep_foreign" => ("La filer i mappa som saksgang ikke har laget, bli liggende i stedet for å stoppe", ""),
        "history" => ("Vis på hvert dokuments side hva som er endret etter at det ble vedtatt eller godkjent, slik git forteller det", ""),
        "folder" => ("Det publiserte nettstedet; ellers public/ i nettstedets mappe", "MAPPE"),
        "verify_format" => ("text for mennesker, json for programmer", "FORMAT"),
        "write" => ("Legg dem til i permalinks.txt, som hører hjemme i nettstedets repositorium", ""),
        "mapping" => ("Skriv innstillinger og felt for indeksen i stedet, med norsk analyse", ""),
        "index" => ("Hva indeksen heter", "NAVN"),
        "port" => ("Porten på 127.0.0.1; 0 tar en som er ledig", "PORT"),
        "open" => ("Åpne nettleseren", ""),
        "type" => {
            ("Dokumenttypen: referat, mandat, organisasjonsplan, avtale, veileder, rapport, notat, side eller en site.toml har", "TYPE")
        }
        "body" => ("Organet, for referat og mandat", "ORGAN"),
        "date" => ("Dokumentets eller møtets dato, ÅÅÅÅ-MM-DD; ellers i dag", "DATO"),
        "title" => ("Tittelen", "TITTEL"),
        "id" => ("Dokumentets id; ellers en som følger av type, organ, dato og tittel", "ID"),
        "rule" => ("Regelens navn, slik funnene viser det", "REGEL"),
        "name" => ("Fila: templates/minutes.html, eller bare minutes.html eller minutes", "NAVN"),
        "family" => ("En familie, som ref eller dec; ellers alle", "FAMILIE"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Arguments;

    #[test]
    fn every_command_and_option_is_explained_in_both_languages() {
        let english = Arguments::command();
        english.clone().debug_assert();
        localise(english.clone(), Tongue::Bokmal).debug_assert();
        explained(&english, "");
    }

    fn explained(command: &Command, name: &str) {
        assert!(command.get_about().is_some() && about(name).is_some(), "{name}");
        for arg in command.get_arguments() {
            assert!(arg.get_help().is_some(), "{name} {}", arg.get_id());
            assert!(option(arg.get_id().as_str()).is_some(), "{name} {}", arg.get_id());
        }
        for sub in command.get_subcommands() {
            explained(sub, format!("{name} {}", sub.get_name()).trim());
        }
    }
}
