//! Where shards begin and end, and which of them are written again.

use std::cell::RefCell;

use super::*;
use crate::pages::search::entries::{Entry, Group};
use crate::pages::search::postings::{self, Read};
use crate::pages::search::words::Words;

fn with_postings(texts: &[&str], check: impl Fn(&Postings<'_>)) {
    let words = Words::default();
    let group = |text: &&str| {
        let entries = vec![Entry::default(), Entry { prose: (*text).to_owned(), ..Entry::default() }];
        postings::read(&Group { entries, ..Group::default() }, &words)
    };
    let reads: Vec<Read> = texts.iter().map(group).collect();
    let known = words.known();
    check(&Postings::of(reads.iter().collect(), &known, &mut Vec::new()));
}

fn names(parts: &[Part]) -> Vec<&str> {
    parts.iter().map(|part| part.name.as_str()).collect()
}

#[test]
fn a_shard_begins_where_the_one_before_ends() {
    let many = "budsjett budsjettere bygg ".repeat(3);
    with_postings(&vec![many.as_str(); MOST * 2], |postings| {
        let (parts, families, count) = parts(postings, false, &mut Written::default(), |_| [true; 2]);
        assert_eq!(
            (families[&'t'].begins.len(), families[&'x'].begins.as_slice()),
            (0, ["b".to_owned(), "budsjette".to_owned(), "by".to_owned()].as_slice())
        );
        assert_eq!((names(&parts), count), (vec!["x0", "xp0", "x1", "xp1", "x2", "xp2"], 3));
        let script = parts[0].script.as_deref().expect("made now");
        assert!(script.starts_with("saksgangSok.put(\"x0\",\"Abudsjett\",\""), "{}", &script[..60]);
        assert!(script.len() < 600, "what every group holds costs little: {}", script.len());
    });
}

#[test]
fn one_file_is_not_cut() {
    with_postings(&["a b c d", "e f"], |postings| {
        let (parts, families, _) = parts(postings, true, &mut Written::default(), |_| [true; 2]);
        assert_eq!((names(&parts), families[&'x'].begins.as_slice()), (vec!["x0", "xp0"], ["a".to_owned()].as_slice()));
    });
}

#[test]
fn shards_are_neither_short_nor_long_and_one_more_word_moves_few() {
    let word = |n: usize| format!("{}ord", n.to_string().bytes().map(|digit| char::from(digit + 49)).collect::<String>());
    let texts: Vec<String> = (0..6000).map(word).collect();
    let firsts = |texts: &[&str]| {
        let firsts = RefCell::new(Vec::new());
        with_postings(texts, |postings| {
            let own: Vec<u32> = FAMILIES[1].tokens(postings);
            let shards = FAMILIES[1].cut(postings, &own, false);
            let length = |shard: &&[u32]| shard.iter().map(|token| size(postings.token(*token), 1)).sum::<usize>();
            let lengths: Vec<usize> = shards.iter().map(length).collect();
            let (_, others) = lengths.split_last().expect("some");
            assert!(others.iter().all(|length| (LEAST..=MOST).contains(length)), "{lengths:?}");
            firsts.borrow_mut().extend(shards.iter().map(|shard| postings.token(shard[0]).to_owned()));
        });
        firsts.into_inner()
    };
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let before = firsts(&texts);
    texts.push("bzzz");
    let after = firsts(&texts);
    let moved = before.iter().filter(|first| !after.contains(first)).count();
    assert!(before.len() > 4 && moved <= 1, "{moved} of {}", before.len());
}

#[test]
fn what_is_written_is_written_again_only_where_a_token_says_something_else() {
    with_postings(&["plan for budsjett", "plan"], |postings| {
        let mut written = Written::default();
        let first = parts(postings, true, &mut written, |_| [true; 2]);
        let again = parts(postings, true, &mut written, |_| [true; 2]);
        let other = parts(postings, true, &mut written, |token| [token != postings.tokens[0]; 2]);
        let placed = parts(postings, true, &mut written, |token| [true, token != postings.tokens[0]]);
        assert_eq!([first.2, again.2, other.2, placed.2], [1, 0, 1, 1]);
        let scripts = [&first, &again].map(|index| index.0[0].script.as_ref().expect("made"));
        assert!(Arc::ptr_eq(scripts[0], scripts[1]));
        assert_eq!(first.0[1].script, other.0[1].script);
        let scripts = [0, 1].map(|n| [&other, &placed].map(|index| index.0[n].script.as_ref().expect("made")));
        assert!(Arc::ptr_eq(scripts[0][0], scripts[0][1]) && !Arc::ptr_eq(scripts[1][0], scripts[1][1]), "the positions alone");
    });
}
