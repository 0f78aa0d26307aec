//! Does any spelling of a way out of `content/` bring something out that lies beside it?
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/place.rs"]
mod place;

use place::Place;
use saksgang::output::Artifact;
use saksgang::pipeline::{Caches, Request, build};
use saksgang::world::Disk;

/// Ways from content/notat/ut.md to hemmelig.txt in the site's folder, or to a file of the system.
const SPELLINGS: [&str; 12] = [
    "../../hemmelig.txt",
    "../../../hemmelig.txt",
    "ut/../../../hemmelig.txt",
    "./.././../hemmelig.txt",
    "%2e%2e/%2e%2e/hemmelig.txt",
    "..%2f..%2fhemmelig.txt",
    "%252e%252e/hemmelig.txt",
    "..\\..\\hemmelig.txt",
    "..%5c..%5chemmelig.txt",
    "/hemmelig.txt",
    "/etc/hostname",
    "lenke.txt",
];

#[cfg(unix)]
#[test]
fn no_spelling_of_a_way_out_leads_out() {
    let site = Place::new();
    site.write("hemmelig.txt", "Hemmelighetskremmeri");
    site.write("content/notat/ut/inne.txt", "Inne");
    std::os::unix::fs::symlink(site.at("hemmelig.txt"), site.at("content/notat/ut/lenke.txt")).unwrap();
    let listed: String = SPELLINGS.iter().map(|path| format!("  - {{fil: '{path}', tittel: Ut}}\n")).collect();
    let linked: String = SPELLINGS.iter().map(|path| format!("[ut](<{path}>) ![ut](<{path}>) [][{path}]\n\n")).collect();
    let front = format!("---\ntype: notat\ntittel: Ut\ndato: 2019-02-01\nvedlegg:\n  - {{fil: inne.txt, tittel: Inne}}\n{listed}---\n");
    site.write("content/notat/ut.md", &format!("{front}{linked}"));
    let request = Request { as_of: "2019-06-01".parse().ok(), ..Request::default() };
    let built = build(&Disk::new(site.0.path()), &request, &mut Caches::default()).expect("the site can be read");
    let mut copied = Vec::new();
    for (path, artifact) in &built.output.files {
        assert!(!path.split('/').any(|part| matches!(part, "" | "." | "..")) && !path.contains('\\'), "{path}");
        match artifact {
            Artifact::Copy { from } => copied.push(from.as_str()),
            Artifact::Laid { .. } => panic!("{path} lies in memory"),
            Artifact::Bytes(bytes) => {
                assert!(!String::from_utf8_lossy(bytes).contains("Hemmelighetskremmeri"), "{path}");
            }
        }
    }
    assert_eq!(copied, ["content/notat/ut/inne.txt"], "what lies inside is published, and nothing else");
}
