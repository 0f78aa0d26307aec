use super::*;

/// A tree from the parent of every box but the root.
fn tree(parents: &[usize]) -> Vec<Item> {
    let name =
        |n: usize| ["Marked", "Oppfølgingsavdelingen for unge og voksne", "", "Sosialtjenesteforvaltningsavdelingen"][n % 4].to_owned();
    let mut items: Vec<Item> = (0..=parents.len()).map(|n| Item { name: name(n), ..Item::default() }).collect();
    for (n, parent) in parents.iter().enumerate() {
        items[*parent].below.push(n + 1);
    }
    for (n, item) in items.iter_mut().enumerate() {
        if n % 3 == 1 {
            item.leader = Some(Link::plain("Kari Normann Nordmann-Hansen"));
            item.facts = vec![Fact { kind: "positions", from: 8.0, to: 9.0 }];
        }
    }
    items
}

/// Every box lies in the drawing, none on another, and every text in its box.
fn check(chart: &Chart, count: usize) {
    assert_eq!(chart.boxes.len(), count);
    assert_eq!(chart.lines.len(), count - 1);
    for (n, one) in chart.boxes.iter().enumerate() {
        assert!(one.x >= 0 && one.y >= 0 && one.x + one.width <= chart.width && one.y + one.height <= chart.height, "{n}: {one:?}");
        for line in one.texts.iter().flat_map(|text| &text.lines) {
            assert!(line.y > one.y && line.y < one.y + one.height, "{n}: {line:?} in {one:?}");
        }
        for (m, other) in chart.boxes.iter().enumerate().skip(n + 1) {
            let apart = one.x + one.width <= other.x
                || other.x + other.width <= one.x
                || one.y + one.height <= other.y
                || other.y + other.height <= one.y;
            assert!(apart, "{n} and {m} overlap: {one:?} {other:?}");
        }
    }
}

#[test]
fn no_boxes_overlap_in_any_tree() {
    let mut seed = 7u64;
    for round in 0..300 {
        // In preorder, as a plan gives them: a box's parent is the last box or one of those above it.
        let mut parents: Vec<usize> = Vec::new();
        for n in 0..round % 40 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut parent = n;
            for _ in 0..(seed >> 33) % 4 {
                parent = if parent == 0 { 0 } else { parents[parent - 1] };
            }
            parents.push(parent);
        }
        let items = tree(&parents);
        check(&Chart::wide(&items), items.len());
        check(&Chart::narrow(&items), items.len());
    }
}

#[test]
fn deep_and_broad_trees_are_drawn() {
    let deep = tree(&(0..400).collect::<Vec<_>>());
    check(&Chart::narrow(&deep), 401);
    check(&Chart::wide(&deep), 401);
    let broad = tree(&[0; 120]);
    check(&Chart::wide(&broad), 121);
    assert_eq!(Chart::wide(&[]), Chart::default());
}

#[test]
fn a_hundred_thousand_boxes_below_one_are_looked_at_once() {
    let parents: Vec<usize> = (0..100_000).map(|n| n.min(1)).collect();
    let chart = Chart::wide(&tree(&parents));
    assert_eq!((chart.boxes.len(), chart.lines.len()), (100_001, 100_000));
}

#[test]
fn a_plan_fits_page_and_small_screen() {
    // Three departments, two of them with groups.
    let mut items = tree(&[0, 0, 2, 2, 2, 2, 0, 7, 7]);
    for item in items.iter_mut().skip(3) {
        item.name = "Prosjekt helhetlig oppfølging av lavinntektsfamilier".to_owned();
    }
    let wide = Chart::wide(&items);
    assert!(wide.width <= WIDE);
    assert_eq!(wide.boxes[1].y, wide.boxes[2].y, "departments stand side by side");
    assert_eq!(wide.boxes[3].x, wide.boxes[2].x + INDENT, "groups hang below theirs");
    let words = wide.boxes.iter().flat_map(|one| &one.texts).flat_map(|text| &text.lines).map(|line| line.words.as_str());
    assert_eq!(words.filter(|words| words.ends_with('-') && !words.ends_with("Nordmann-")).count(), 0, "no word is broken");
    assert!(wide.boxes[4].y >= wide.boxes[3].y + wide.boxes[3].height);
    let middle = |n: usize| wide.boxes[n].x + wide.boxes[n].width / 2;
    assert_eq!(middle(0), (middle(1) + middle(7)) / 2, "the root stands above the middle of what is below it");
    assert!(Chart::narrow(&items).width <= NARROW);
}
