//! The command line: one file per command. Owns standard output, colour, progress and exit codes.
//!
//! What may not enter: anything that another program would want too; that belongs in the rooms below.

mod baseline;
mod build;
mod check;
mod explain;
mod export;
mod levels;
mod mending;
mod misuse;
mod new;
mod permalinks;
mod report;
mod rules;
mod seal;
#[cfg(feature = "serve")]
mod serve;
mod since;
mod site;
mod standing;
mod stop;
mod terminal;
mod theme;
mod verify;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::diagnostic::Tongue;
use site::SiteFolder;
use stop::Stop;
use terminal::Terminal;

/// Checks governance documents and publishes them as a site.
#[derive(Parser)]
#[command(name = "saksgang", version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    folder: SiteFolder,
    /// Language of messages and of this help: nb or en.
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = ["nb", "en"], default_value = "nb", hide_possible_values = true, hide_default_value = true, display_order = 901)]
    lang: String,
    /// Show this help.
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 902)]
    help: Option<bool>,
    /// Show the program's version.
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 903)]
    version: Option<bool>,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
    Build(build::Build),
    Baseline(baseline::WriteBaseline),
    Seal(seal::Seal),
    Verify(verify::Verify),
    Permalinks(permalinks::Permalinks),
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    New(new::New),
    Explain(explain::Explain),
    Export(export::Export),
    Rules(rules::Rules),
    Theme(theme::Theme),
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at error level.
    Clean,
    /// Something at error level.
    Findings,
    /// Asked for something that cannot be done.
    WrongUse,
    /// Disk or port failed.
    WorldFailed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the program with its arguments, its own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let tongue = words::tongue(&arguments);
    let command = words::localise(Arguments::command(), tongue);
    let parsed = command.try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    let terminal = Terminal::new(tongue);
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) if error.use_stderr() => {
            terminal.stopped(&misuse::words(&error));
            return Exit::WrongUse;
        }
        Err(help) => {
            let _ = help.print();
            return Exit::Clean;
        }
    };
    let ended = match parsed.command {
        None => standing::run(&parsed.folder, &terminal),
        Some(Command::Check(check)) => check.run(&parsed.folder, &terminal),
        Some(Command::Build(build)) => build.run(&parsed.folder, &terminal),
        Some(Command::Baseline(baseline)) => baseline.run(&parsed.folder, &terminal),
        Some(Command::Seal(seal)) => seal.run(&parsed.folder, &terminal),
        Some(Command::Verify(verify)) => verify.run(&parsed.folder, &terminal),
        Some(Command::Permalinks(permalinks)) => permalinks.run(&parsed.folder, &terminal),
        #[cfg(feature = "serve")]
        Some(Command::Serve(serve)) => serve.run(&parsed.folder, &terminal),
        Some(Command::New(new)) => new.run(&parsed.folder, &terminal),
        Some(Command::Explain(explain)) => explain.run(&terminal),
        Some(Command::Export(export)) => export.run(&parsed.folder, &terminal),
        Some(Command::Rules(rules)) => rules.run(&terminal),
        Some(Command::Theme(theme)) => theme.run(&parsed.folder, &terminal),
    };
    let exit = ended.unwrap_or_else(|stop: Stop| {
        terminal.stopped(&stop);
        stop.exit()
    });
    let Some(stop) = terminal.unwritten() else { return exit };
    Terminal::new(tongue).stopped(&stop);
    stop.exit()
}

/// Leaves something big to the end of the process, which is near: to take a site down piece by piece takes as long as to resolve it.
fn leave<T>(big: T) {
    std::mem::forget(big);
}

/// The language asked for, as the messages' type.
fn tongue_of(written: &str) -> Tongue {
    if written == "en" { Tongue::English } else { Tongue::Bokmal }
}
