// elasticlunr.js itself, fed with our tokens, and the comparison of its answers with ours: the first ten are the same in every mode that
// both have. Ours without what it adds (ids first, all words first); entries of equal score are free.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { FIELDS, random } from "./search.mjs";

/** The modes that both have: any word, beginnings of words, all words. */
export const MODES = [["any word", "OR", false], ["beginnings of words", "OR", true], ["all words", "AND", false]];

/** elasticlunr.js's own index over the entries, with our tokens. */
export function standard(search, entries) {
  const elasticlunr = createRequire(import.meta.url)("elasticlunr");
  const stop = new Set(search.data.stop);
  elasticlunr.tokenizer = Object.assign((text) => search.split([text ?? ""].flat().join(" · ")).map(({ word }) => word), elasticlunr.tokenizer);
  const index = new elasticlunr.Index();
  index.pipeline.add((word) => (stop.has(word) ? undefined : word), (word) => search.stem(word));
  index.saveDocument(false);
  index.setRef("id");
  FIELDS.forEach((name) => index.addField(name));
  entries.forEach((entry, n) => index.addDoc({ ...entry, people: entry.people.join(" · "), body: entry.body.join(" · "), id: String(n) }));
  return index;
}

/** Words of some entries that a query may have. */
function vocabulary(search, entries) {
  const stop = new Set(search.data.stop);
  const words = new Set(entries.flatMap((entry) => FIELDS.flatMap((name) => search.split([entry[name]].flat().join(" ")).map(({ word }) => word))));
  return [...words].filter((word) => !stop.has(word) && search.stem(word).length > 1).sort();
}

/** The scores sorted, and the entries by score; those of the tenth place's score may be any of those that share it. */
function first(scores) {
  const sorted = [...scores].sort((a, b) => b[1] - a[1]);
  return { sorted: sorted.slice(0, 10), scores: new Map(scores) };
}

const near = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));

/** Asks both so many queries of one to three words, cut short where beginnings count; how many of them have answers. */
export async function compare(search, entries, index, [mode, bool, expand], queries) {
  const pick = random(9 + mode.length);
  const words = vocabulary(search, entries);
  const config = { fields: Object.fromEntries(search.data.fields.map(([name, boost]) => [name, { boost, bool, expand }])), bool, expand };
  let answered = 0;
  for (let n = 0; n < queries; n += 1) {
    const chosen = Array.from({ length: 1 + pick(3) }, () => words[pick(words.length)]);
    const shorter = chosen.map((word) => (expand && word.length > 4 ? word.slice(0, 3 + pick(word.length - 3)) : word));
    const asked = shorter.map((word, n) => (search.data.stop.includes(word) ? chosen[n] : word)).join(" ");
    const theirs = first(index.search(asked, config).map(({ ref, score }) => [Number(ref), score]).filter(([, score]) => score > 0));
    const terms = await search.engine.ask(asked, () => (expand ? "prefix" : "exact"));
    const { total } = search.engine.score(terms, bool === "AND");
    const ours = first([...total].map((score, entry) => [entry, score]).filter(([, score]) => score > 0));
    assert.equal(ours.scores.size, theirs.scores.size, `“${asked}”: how many`);
    theirs.sorted.forEach(([, score], place) => assert.ok(near(ours.sorted[place][1], score), `“${asked}”: place ${place + 1} scores ${ours.sorted[place][1]}, not ${score}`));
    for (const [entry, score] of ours.sorted) assert.ok(near(theirs.scores.get(entry), score), `“${asked}”: entry ${entry}`);
    if (theirs.scores.size > 0) answered += 1;
  }
  return answered;
}
