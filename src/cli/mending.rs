//! `--fix` and `--diff`: what mending changed or would change, told and written.

use super::{Stop, Terminal};
use crate::diagnostic::Bilingual;
use crate::mend::{Mended, MendedFile};
use crate::report::diff;
use crate::world::{Disk, World};

/// Prints what would change; what may not be shown is named only.
pub fn show(mended: &Mended, terminal: &Terminal) {
    for file in &mended.files {
        let path = &file.shown_path;
        if let Some((before, after)) = &file.shown {
            terminal.result(&diff::unified(path, before, after));
        } else {
            terminal.say(&Bilingual::new(
                format!("{path} ville blitt endret; den er unntatt, og vises ikke"),
                format!("{path} would be changed; it is exempt, and not shown"),
            ));
        }
    }
    let (many, files) = (mended.applied, mended.files.len());
    if many > 0 {
        terminal.say(&Bilingual::new(
            format!("{} i {} kan gjøres med --fix. Ingenting er skrevet.", fixes(many).nb, in_files(files).nb),
            format!("{} in {} can be made with --fix. Nothing was written.", fixes(many).en, in_files(files).en),
        ));
    }
    spared(mended, terminal);
}

/// Writes the files. Tells whether all were still as they were read.
pub fn write(mended: &Mended, world: &mut Disk, terminal: &Terminal) -> Result<bool, Stop> {
    let mut left = Vec::new();
    for MendedFile { path, before, after, shown_path, .. } in &mended.files {
        if !world.replace(path, before, after)? {
            left.push(shown_path);
        }
    }
    for path in &left {
        terminal.say(&Bilingual::new(
            format!("{path} ble endret av noen andre imens, og er urørt. Kjør en gang til."),
            format!("{path} was changed by somebody else meanwhile, and is untouched. Run again."),
        ));
    }
    let written = mended.files.len() - left.len();
    if left.is_empty() && written > 0 {
        terminal.say(&Bilingual::new(
            format!("Gjorde {} i {}.", fixes(mended.applied).nb, in_files(written).nb),
            format!("Made {} in {}.", fixes(mended.applied).en, in_files(written).en),
        ));
    } else if mended.files.is_empty() {
        terminal.say(&Bilingual::new("Ingenting å rette uten å bli spurt.", "Nothing to mend unasked."));
    }
    spared(mended, terminal);
    Ok(left.is_empty())
}

fn spared(mended: &Mended, terminal: &Terminal) {
    let many = mended.spared;
    if many > 0 {
        terminal.say(&Bilingual::new(
            format!("{} ville endret godkjente referater, og er ikke tatt med; --unsafe tar dem med.", fixes(many).nb),
            format!("{} would change approved minutes, and are left out; --unsafe includes them.", fixes(many).en),
        ));
    }
}

fn fixes(many: usize) -> Bilingual {
    match many {
        1 => Bilingual::new("1 rettelse", "1 fix"),
        _ => Bilingual::new(format!("{many} rettelser"), format!("{many} fixes")),
    }
}

fn in_files(many: usize) -> Bilingual {
    match many {
        1 => Bilingual::new("1 fil", "1 file"),
        _ => Bilingual::new(format!("{many} filer"), format!("{many} files")),
    }
}
