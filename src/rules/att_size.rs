//! att-size: a file larger than the site's limit, or one that holds more than is looked into.

use super::attached::Attached;
use super::{Check, FixKind, Notes, Record, attached};
use crate::diagnostic::{Bilingual, Finding, Level};
use crate::index::Site;
use crate::model::Unread;

/// The record.
pub const RECORD: Record = Record {
    name: "att-size",
    title: ("et vedlegg som er større enn grensen", "an attachment larger than the limit"),
    levels: &[("", Level::Warning), ("inside", Level::Warning)],
    fix: FixKind::None,
    since: "0.1.0",
    document: include_str!("att_size.md"),
    check: Check::Site(check),
};

/// Bytes of what people's machines call a megabyte.
const MEGABYTE: u64 = 1 << 20;

fn check(site: &Site, notes: &mut Notes) {
    let limit = site.config.attachment_mb;
    for attached in attached::each(site) {
        inside(&attached, notes);
        if attached.entry.size <= limit.saturating_mul(MEGABYTE) {
            continue;
        }
        let name = attached.name;
        let tenths = attached.entry.size.saturating_mul(10).div_ceil(MEGABYTE);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let message = Bilingual::new(
            format!("«{name}» er på {whole},{tenth} MB, og grensen er {limit} MB"),
            format!("“{name}” has {whole}.{tenth} MB, and the limit is {limit} MB"),
        );
        let help = Bilingual::new(
            "Gjør bildene i fila mindre, del den opp, eller hev «attachment_mb» under [limits] i site.toml.",
            "Make the images in it smaller, split it, or raise “attachment_mb” under [limits] in site.toml.",
        );
        notes.add(Finding::new(RECORD.name, attached.place, message).with_help(help));
    }
}

/// A file with more in it than a file is worth: what was not looked into was not checked either.
fn inside(attached: &Attached<'_>, notes: &mut Notes) {
    let unread = attached.inspection.map_or(&[][..], |inspection| &inspection.inside.unread);
    let limits = [Unread::Entries, Unread::Unpacked, Unread::Depth];
    let Some(why) = unread.iter().find(|why| limits.contains(why)).map(|why| attached::reason(*why)) else { return };
    let message = Bilingual::new(format!("«{}»: {}", attached.name, why.nb), format!("“{}”: {}", attached.name, why.en));
    let help = Bilingual::new(
        "Legg ved det som leserne trenger, hver fil for seg, uten arkiv rundt.",
        "Attach what readers need, each file by itself, without an archive around it.",
    );
    notes.add(Finding::new(RECORD.name, attached.place, message).with_case("inside").with_help(help));
}
