//! The program killed while it publishes, at random moments. Whenever that is, the folder holds the whole site that was there or the
//! whole next one, and the next build needs no help. tests/system_calls.rs kills at each system call.
//!
//! `tests/reliability/run` tries many more (`SAKSGANG_KILLS`); what it measured stands in docs/reliability.md.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/killed.rs"]
mod killed;
#[path = "common/place.rs"]
mod place;

use std::time::Duration;

use killed::{Killed, asked};

#[test]
fn killed_at_a_random_moment_the_site_is_the_old_one_or_the_new_one() {
    let mut killed = Killed::new(60);
    let wanted = asked("SAKSGANG_KILLS", 40);
    let (mut kills, mut tries, mut new) = (0, 0, 0);
    while kills < wanted {
        tries += 1;
        assert!(tries < wanted * 5 + 50, "only {kills} of {tries} runs were killed in time");
        let before = killed.state("not at all");
        killed.write(1 - before);
        let micros = u64::try_from(killed.took.as_micros()).unwrap();
        // The last third of a run is where the site is published: most of the kills go there.
        let wait = if tries % 4 == 0 { killed.random(micros) } else { micros * 3 / 5 + killed.random(micros * 2 / 5) };
        let mut run = killed.build().spawn().expect("the program starts");
        std::thread::sleep(Duration::from_micros(wait));
        let ended = run.try_wait().unwrap().is_some();
        run.kill().unwrap();
        run.wait().unwrap();
        kills += usize::from(!ended);
        let after = killed.state(&format!("after {wait} µs"));
        new += usize::from(after != before && !ended);
    }
    assert!(killed.build().output().unwrap().status.success(), "the next build needs no help");
    killed.is_clean();
    println!("killed at random moments: {kills}; the new site stood after {new}, the old one after {}; torn: 0", kills - new);
}
