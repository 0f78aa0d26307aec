//! Reading a large and broken file takes no more time than its size: no fault makes the reader begin again from the top.

use saksgang::fields::read_yaml;

#[test]
fn large_and_broken_files_take_no_more_time_than_their_size() {
    let many = |piece: &str, n: usize| piece.repeat(n);
    for yaml in [
        many("a: @x\n", 4_000),
        format!("a:\n{}", many("  - @x: y\n", 4_000)),
        format!("a:\n{}b: [\n", many("  - t: Sak 4: b\n", 4_000)),
        format!("a: {{b: 1{}}}\n", many(",1", 10_000)),
        format!("a: {}\n", many("[", 20_000)),
        many("k: 'x\n", 5_000),
        many("k: [\"x, 'y\n", 5_000),
        format!("a:\n{}", many("  - [\n", 60_000)),
        format!("a:\n{}", many("  - {b: c, d: [\n", 30_000)),
        format!("a: b\n{}", many("  c: d e\n", 5_000)),
        format!("a: b\n{}", many("  c e: d\n", 5_000)),
        many("\t- x\n", 5_000),
        format!("a: \"{}\n", many("\\\"", 20_000)),
    ] {
        let start = std::time::Instant::now();
        let _ = read_yaml(&yaml, 0, &mut Vec::new());
        let head: String = yaml.chars().take(20).collect();
        assert!(start.elapsed().as_secs() < 3, "{head:?} took {:?}", start.elapsed());
    }
}
