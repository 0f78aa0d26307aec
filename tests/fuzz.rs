//! The inputs that fuzzing found worth keeping, run again, and changed in ways that are the same each time. `fuzz/README.md` says how they
//! come about.
#![cfg(feature = "serve")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

#[test]
fn every_kept_input_is_read_without_a_crash() {
    for (name, target) in targets::TARGETS {
        for (file, bytes) in kept(name) {
            let ran = std::panic::catch_unwind(|| target(&bytes));
            assert!(ran.is_ok(), "{file} crashes {name}");
        }
    }
}

/// How many changed inputs each target gets in an ordinary run; `SAKSGANG_MUTATIONS` asks for more.
const MUTATIONS: usize = 200;

#[test]
fn kept_inputs_that_are_cut_mixed_and_damaged_are_read_too() {
    let wanted = std::env::var("SAKSGANG_MUTATIONS").ok().and_then(|many| many.parse().ok()).unwrap_or(MUTATIONS);
    let mut seed = 20_190_301_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below.max(1)
    };
    for (name, target) in targets::TARGETS {
        let kept = kept(name);
        for _ in 0..wanted {
            let mut bytes = kept[random(kept.len())].1.clone();
            for _ in 0..=random(6) {
                let (at, other) = (random(bytes.len() + 1), &kept[random(kept.len())].1);
                let (from, length) = (random(other.len()), random(24));
                let piece: Vec<u8> = other.iter().skip(from).take(length).copied().collect();
                let end = (at + length).min(bytes.len());
                match random(6) {
                    0 => drop(bytes.splice(at..at, piece)),
                    1 => drop(bytes.splice(at..end, piece)),
                    2 => drop(bytes.drain(at..end)),
                    3 => bytes.truncate(at),
                    4 => drop(bytes.splice(at..at, piece.repeat(1 + random(40)))),
                    _ => drop(bytes.splice(at..end, [[0, 0x80, 0xff, b'\n', b'%', b'|', b'[', b'\''][random(8)]])),
                }
            }
            let ran = std::panic::catch_unwind(|| target(&bytes));
            assert!(ran.is_ok(), "{name} crashes on {:?}", String::from_utf8_lossy(&bytes));
        }
    }
    println!("changed inputs: {wanted} for each of {} targets, no crash", targets::TARGETS.len());
}

/// The inputs kept for a target, by name.
fn kept(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(target);
    let files = fs::read_dir(&folder).expect("inputs were kept").map(|entry| entry.expect("an entry").path());
    let mut kept: Vec<_> = files.map(|file| (file.display().to_string(), fs::read(&file).expect("an input"))).collect();
    kept.sort();
    assert!(!kept.is_empty(), "{target} has no inputs");
    kept
}
