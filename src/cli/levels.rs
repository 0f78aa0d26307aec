//! `-D`, `-W` and `-A`: levels from the command line, in the order they were written, because later ones win.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use super::Stop;
use crate::diagnostic::{Bilingual, Level, nearest};
use crate::judge::Flag;
use crate::rules;

/// The three options: id, letter, level, help.
const OPTIONS: [(&str, char, Level, &str); 3] = [
    ("deny", 'D', Level::Error, "Count a rule or family as an error (repeatable; later ones win)"),
    ("warn", 'W', Level::Warning, "Count a rule or family as a warning (repeatable)"),
    ("allow", 'A', Level::Off, "Leave a rule or family out (repeatable)"),
];

/// The levels asked for.
#[derive(Debug, Default)]
pub struct Levels(Vec<Flag>);

impl Levels {
    /// The levels, once every name was found to be a rule or a family.
    pub fn flags(&self) -> Result<Vec<Flag>, Stop> {
        match self.0.iter().find(|flag| !is_known(&flag.name)) {
            Some(flag) => Err(unknown(&flag.name)),
            None => Ok(self.0.clone()),
        }
    }
}

fn is_known(name: &str) -> bool {
    rules::ALL.iter().any(|rule| rule.name == name || rule.family() == name)
}

/// No rule has that name; the nearest is named.
pub fn unknown(name: &str) -> Stop {
    let message = Bilingual::new(format!("ingen regel heter «{name}»"), format!("no rule is called “{name}”"));
    let help = match nearest(name, rules::ALL.iter().flat_map(|rule| [rule.name, rule.family()])) {
        Some(meant) => Bilingual::new(format!("mente du «{meant}»?"), format!("did you mean “{meant}”?")),
        None => Bilingual::new("«saksgang rules» lister alle reglene", "“saksgang rules” lists every rule"),
    };
    Stop::wrong_use(message, help)
}

impl Args for Levels {
    fn augment_args(command: Command) -> Command {
        command.args(
            OPTIONS
                .map(|(id, letter, _, help)| Arg::new(id).short(letter).long(id).value_name("RULE").action(ArgAction::Append).help(help)),
        )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Levels {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut found: Vec<(usize, Flag)> = Vec::new();
        for (id, letter, level, _) in OPTIONS {
            let names = matches.get_many::<String>(id).into_iter().flatten();
            let places = matches.indices_of(id).into_iter().flatten();
            found.extend(
                places.zip(names).map(|(place, name)| (place, Flag { name: name.clone(), level, written: format!("-{letter} {name}") })),
            );
        }
        found.sort_by_key(|(place, _)| *place);
        Ok(Self(found.into_iter().map(|(_, flag)| flag).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
