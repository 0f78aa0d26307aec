//! The spare: what it saves, and that nothing which is not published lies in it, comes out of it, or is lost in it.

use super::faults::{Able, Failing, publish_by};
use super::*;

/// The folder that the place's own target is kept in.
fn home(place: &Place) -> PathBuf {
    let kept = place.folder.path().join(".saksgang");
    let mut homes = fs::read_dir(kept).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let home = homes.next().unwrap();
    assert_eq!((homes.next(), fs::read(home.join("target")).unwrap()), (None, place.target.to_str().unwrap().as_bytes().to_vec()));
    home
}

fn spare(place: &Place) -> PathBuf {
    home(place).join("spare")
}

/// A site of so many pages, one of which says which edition it is.
fn pages(many: usize, edition: &str) -> Output {
    let mut site = output(&[("index.html", edition)]);
    for n in 0..many {
        site.put(format!("a/{n}/index.html"), format!("page {n}").into_bytes());
    }
    site
}

/// A place where two editions were published, so that there is a spare.
fn spared(many: usize) -> Place {
    let place = place();
    for edition in ["1", "2"] {
        place.publish(&pages(many, edition)).unwrap();
    }
    assert!(spare(&place).is_dir());
    place
}

/// Makes all that lies there old enough to be trusted by its stamp, for a publication that asks what it is now.
fn settle() {
    std::thread::sleep(std::time::Duration::from_millis(2_100));
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_publication_does_to_the_disk_is_in_proportion_to_what_changed() {
    let mut counted = Vec::new();
    for many in [20, 200] {
        let place = spared(many);
        let hands = Failing::never(Able::Exchange);
        publish_by(&hands, &place.site, &pages(many, "3"), &place.target, Foreign::Refuse).unwrap();
        let steps = hands.steps();
        assert!(steps.len() < 30, "{many} pages: {steps:?}");
        counted.push(steps.len());
        assert_eq!((place.found()["index.html"].as_slice(), place.found().len()), (&b"3"[..], many + 1));
        is_level(&place);
    }
    assert_eq!(counted[0], counted[1], "ten times the pages, and the same steps");
}

#[test]
fn what_is_withdrawn_is_gone_from_the_spare_when_the_publication_ends() {
    let place = place();
    let secret = |text: &str| {
        let mut site = pages(10, "1");
        site.put("a/secret/index.html", text.as_bytes());
        site
    };
    for text in ["innermost", "innermost of all", "innermost again"] {
        place.publish(&secret(text)).unwrap();
        is_level(&place);
    }
    place.publish(&pages(10, "2")).unwrap();
    is_level(&place);
    for entry in walkdir::WalkDir::new(place.folder.path()).into_iter().map(Result::unwrap) {
        let path = entry.path();
        assert!(!path.to_string_lossy().contains("secret"), "{}", path.display());
        assert!(!path.is_file() || !String::from_utf8_lossy(&fs::read(path).unwrap()).contains("innermost"), "{}", path.display());
    }
    // Where the site is taken down by hand, what was kept of it goes with the next publication, wherever that is.
    fs::remove_dir_all(&place.target).unwrap();
    publish(&place.site, &pages(1, "3"), &place.folder.path().join("other"), Foreign::Refuse).unwrap();
    let kept: Vec<_> =
        fs::read_dir(place.folder.path().join(".saksgang")).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    assert!(kept.iter().all(|home| fs::read_to_string(home.join("target")).unwrap().ends_with("other")), "{kept:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_spare_that_somebody_touched_never_shows() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let add = |spare: &std::path::Path| fs::write(spare.join("a/1/evil.html"), "evil").unwrap();
    let add_folder = |spare: &std::path::Path| fs::create_dir(spare.join("a/evil")).unwrap();
    let replace = |spare: &std::path::Path| {
        fs::remove_file(spare.join("a/1/index.html")).unwrap();
        fs::write(spare.join("a/1/index.html"), "evil").unwrap();
    };
    let remove = |spare: &std::path::Path| fs::remove_file(spare.join("a/1/index.html")).unwrap();
    let remove_folder = |spare: &std::path::Path| fs::remove_dir_all(spare.join("a/1")).unwrap();
    let redirect = |spare: &std::path::Path| {
        fs::rename(spare.join("a"), spare.with_file_name("elsewhere")).unwrap();
        symlink(spare.with_file_name("elsewhere"), spare.join("a")).unwrap();
    };
    // The same file as the published one, by another name.
    let write_to = |spare: &std::path::Path| fs::write(spare.join("a/1/index.html"), "evil").unwrap();
    let open_up = |spare: &std::path::Path| fs::set_permissions(spare.join("a/1"), fs::Permissions::from_mode(0o777)).unwrap();
    let unlist = |spare: &std::path::Path| fs::remove_file(spare.join(MANIFEST)).unwrap();
    let take_away = |spare: &std::path::Path| fs::remove_dir_all(spare).unwrap();
    let forget = |spare: &std::path::Path| fs::remove_file(spare.with_file_name("level")).unwrap();
    let ways: [&dyn Fn(&std::path::Path); 11] =
        [&add, &add_folder, &replace, &remove, &remove_folder, &redirect, &write_to, &open_up, &unlist, &take_away, &forget];
    let mut places: Vec<Place> = ways.iter().map(|_| spared(10)).collect();
    // One of them once more with stamps that are trusted.
    settle();
    for (place, way) in places.iter_mut().zip(ways) {
        place.publish(&pages(10, "2")).unwrap();
        way(&spare(place));
    }
    for (n, place) in places.iter().enumerate() {
        let rights = fs::metadata(place.target.join("a/1")).unwrap().permissions();
        let ended = place.publish(&pages(10, "3"));
        assert!(ended.is_ok(), "way {n}: {ended:?}");
        assert_eq!(place.found(), bytes_of(&pages(10, "3")), "way {n}");
        assert_eq!(fs::metadata(place.target.join("a/1")).unwrap().permissions(), rights, "way {n}");
        assert!(verify(&place.target).unwrap().is_whole(), "way {n}");
        is_level(place);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_by_the_published_ones_name_is_not_taken_for_it() {
    let place = spared(10);
    let page = place.target.join("a/1/index.html");
    // Somebody moves the page away, puts a copy there, and writes to what he moved: that is what the spare has under the name.
    fs::rename(&page, place.folder.path().join("moved")).unwrap();
    fs::copy(place.folder.path().join("moved"), &page).unwrap();
    settle();
    assert_eq!(place.publish(&pages(10, "2")).unwrap().written, 0, "the copy has the same bytes");
    fs::write(place.folder.path().join("moved"), "evil").unwrap();
    place.publish(&pages(10, "3")).unwrap();
    assert_eq!(place.found(), bytes_of(&pages(10, "3")));
    is_level(&place);
}

#[cfg(unix)]
#[test]
fn a_change_by_hand_is_seen_by_its_stamp_and_mended() {
    let place = spared(10);
    settle();
    assert_eq!(place.publish(&pages(10, "2")).unwrap().written, 0);
    let page = place.target.join("a/1/index.html");
    let written = fs::metadata(&page).unwrap().modified().unwrap();
    // As long as before, and with the time of before.
    fs::write(&page, "gape 1").unwrap();
    fs::File::options().append(true).open(&page).unwrap().set_modified(written).unwrap();
    assert_eq!(place.publish(&pages(10, "2")).unwrap().written, 1);
    assert_eq!(place.found(), bytes_of(&pages(10, "2")));
    fs::write(place.target.join("a/mine.txt"), "mine").unwrap();
    assert!(matches!(place.publish(&pages(10, "2")), Err(Refusal::Foreign { .. })), "a folder with a file more is looked at again");
    fs::remove_file(place.target.join("a/mine.txt")).unwrap();
    fs::remove_dir_all(place.target.join("a/2")).unwrap();
    assert_eq!(place.publish(&pages(10, "2")).unwrap().written, 1);
    assert_eq!(place.found(), bytes_of(&pages(10, "2")));
    is_level(&place);
}

#[test]
fn where_others_have_files_in_the_folder_there_is_no_spare() {
    let place = spared(10);
    fs::write(place.target.join("mine.txt"), "mine").unwrap();
    publish(&place.site, &pages(10, "3"), &place.target, Foreign::Keep).unwrap();
    assert!(!spare(&place).exists());
    assert_eq!(place.found()["mine.txt"], b"mine");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_put_into_the_folder_while_it_is_published_is_not_lost() {
    let place = spared(10);
    let publication = Publication::begin(&place.site, &place.target, Foreign::Refuse).unwrap();
    fs::write(place.target.join("a/1/mine.txt"), "mine").unwrap();
    let refused = publication.finish(&pages(10, "3"));
    assert!(matches!(&refused, Err(Refusal::World(failure)) if failure.path.ends_with("spare")), "{refused:?}");
    assert_eq!(place.found(), bytes_of(&pages(10, "3")), "the next site stands");
    assert_eq!(fs::read(spare(&place).join("a/1/mine.txt")).unwrap(), b"mine");
    assert!(place.publish(&pages(10, "4")).is_err(), "and it is told until somebody moves it away");
    fs::rename(spare(&place).join("a/1/mine.txt"), place.folder.path().join("mine.txt")).unwrap();
    place.publish(&pages(10, "4")).unwrap();
    assert_eq!(place.found(), bytes_of(&pages(10, "4")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_on_another_file_system_is_published_without_a_spare() {
    use std::os::unix::fs::MetadataExt;
    let (place, elsewhere) = (place(), tempfile::tempdir_in("/dev/shm").unwrap());
    let device = |path: &std::path::Path| fs::metadata(path).unwrap().dev();
    if device(place.folder.path()) == device(elsewhere.path()) {
        return;
    }
    let place = Place { target: elsewhere.path().join("public"), ..place };
    for edition in ["1", "2", "3"] {
        place.publish(&pages(10, edition)).unwrap();
        assert_eq!(place.found(), bytes_of(&pages(10, edition)));
        assert!(!spare(&place).exists());
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}

#[test]
fn pages_that_earlier_versions_kept_are_removed_and_a_file_of_somebody_else_is_not() {
    let place = place();
    let former = place.folder.path().join(".saksgang/rendered");
    place.site.remember("rendered", &crate::work::wrapped("a page that was withdrawn"));
    place.publish(&pages(1, "1")).unwrap();
    assert!(!former.exists());
    fs::write(&former, "mine").unwrap();
    place.publish(&pages(1, "2")).unwrap();
    assert_eq!(fs::read(&former).unwrap(), b"mine");
}

#[test]
fn what_came_along_with_a_copy_of_the_site_is_not_kept() {
    let (first, copy) = (spared(10), place());
    let (kept, own) = (first.folder.path().join(".saksgang"), copy.folder.path().join(".saksgang"));
    for entry in walkdir::WalkDir::new(&kept).into_iter().map(Result::unwrap) {
        let to = own.join(entry.path().strip_prefix(&kept).unwrap());
        if entry.file_type().is_dir() { fs::create_dir_all(to).unwrap() } else { fs::copy(entry.path(), to).map(drop).unwrap() }
    }
    copy.publish(&pages(1, "1")).unwrap();
    assert!(spare(&first).is_dir());
    assert!(!spare(&copy).exists(), "nobody would bring it level");
}

#[test]
fn a_folder_in_place_of_what_is_kept_does_not_stay_in_the_way() {
    for name in ["level", "target"] {
        let place = spared(10);
        let path = home(&place).join(name);
        fs::remove_file(&path).unwrap();
        fs::create_dir_all(path.join("inner")).unwrap();
        for edition in ["3", "4"] {
            place.publish(&pages(10, edition)).unwrap();
            assert_eq!(place.found(), bytes_of(&pages(10, edition)), "{name}");
            is_level(&place);
        }
        assert!(spare(&place).is_dir(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_site_that_another_one_published_over_meanwhile_is_not_mixed_with_it() {
    let (one, other) = (spared(10), place());
    settle();
    one.publish(&pages(10, "2")).unwrap();
    // A spare that cannot be used, so that what stays is linked from the folder.
    fs::write(spare(&one).join("a/1/mine.html"), "mine").unwrap();
    let publication = Publication::begin(&one.site, &one.target, Foreign::Refuse).unwrap();
    let mut others = pages(10, "of another site");
    others.put("a/3/index.html", *b"another page 3");
    publish(&other.site, &others, &one.target, Foreign::Refuse).unwrap();
    let refused = publication.finish(&pages(10, "3"));
    assert_eq!(one.found(), bytes_of(&others));
    assert!(matches!(refused, Err(Refusal::Busy { process: None })), "{refused:?}");
    one.publish(&pages(10, "3")).unwrap();
    assert_eq!(one.found(), bytes_of(&pages(10, "3")));
}

#[test]
fn two_folders_in_turn_know_their_own_pages() {
    let place = place();
    let (one, other) = (place.folder.path().join("one"), place.folder.path().join("other"));
    for edition in ["1", "2"] {
        for (target, name) in [(&one, "one"), (&other, "other")] {
            let hands = Failing::never(Able::Exchange);
            let key = Key::of(&[name.as_bytes()]);
            let mut publication = Publication::begin_by(&hands, &place.site, target, Foreign::Refuse).unwrap();
            assert_eq!(publication.standing(key).is_some(), edition == "2", "{name} {edition}");
            if edition == "1" {
                publication.finish(&pages(3, name)).unwrap();
            }
        }
    }
}

fn bytes_of(site: &Output) -> BTreeMap<String, Vec<u8>> {
    site.files.keys().map(|path| (path.clone(), site.bytes(path).unwrap().to_vec())).collect()
}
