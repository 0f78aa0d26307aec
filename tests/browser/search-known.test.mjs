// What people look for, and where it must stand: ids, dates, people, inflections, compounds, sections, phrases, misspellings.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openSearch } from "./search.mjs";

const site = process.env.SAKSGANG_OUTPUT;
assert.ok(site, "SAKSGANG_OUTPUT names the built site; tests/run browser sets it");
const search = openSearch(site);

/** A query, and an address that must be among the first so many. */
const KNOWN = [
  ["SG 3/17", "vedtak/sg-3-17/", 1],
  ["sg3/17", "vedtak/sg-3-17/", 1],
  ["3/17", "vedtak/sg-3-17/", 3],
  ["NAV-loven § 14", "lov/nav-loven/#paragraf-14", 1],
  ["nav-loven", "lov/nav-loven/", 1],
  ["styringsgruppa", "organ/styringsgruppa/", 1],
  ["SG", "organ/styringsgruppa/", 1],
  ["Dahlmo", "person/knut-erik-dahlmo/", 1],
  ["knut erik dahlmo", "person/knut-erik-dahlmo/", 1],
  ["14. september 2018", "referat/styringsgruppa/2018-09-14/", 3],
  ["14.09.2018", "referat/styringsgruppa/2018-09-14/", 3],
  ["2018-09-14", "referat/styringsgruppa/2018-09-14/", 3],
  ["partnerskapskonferansen 2019", "sak/partnerskapskonferansen-2019/", 3],
  ["mandat nav i nordland", "mandat/nav-i-nordland", 3],
];

for (const [query, url, place] of KNOWN) {
  test(`“${query}” leads to ${url}`, async () => {
    const found = (await search.first(query, place)).map((row) => row.url);
    assert.ok(found.some((one) => one.startsWith(url)), `${url} is not among ${found.join(", ")}`);
  });
}

test("inflections find the same", async () => {
  const urls = async (query) => (await search.first(query, 10)).map((row) => row.url);
  assert.deepEqual(await urls("partnerskapskonferansene"), await urls("partnerskapskonferanse"));
});

test("a word that is still being typed is found, also where its stem is longer than the whole word's", async () => {
  for (const begun of ["ledels", "bestemmels"]) {
    const { total, missing } = await search.engine.find(begun);
    assert.ok(total > 0, begun);
    assert.equal(missing.length, 0, begun);
  }
});

test("two letters find what titles, people and bodies begin with, and ask for no text", async () => {
  const { entries, words } = await search.engine.find("sa");
  assert.ok(entries.length > 5);
  assert.equal(words[0].x.length, 0);
  const row = await search.engine.row(entries[0]);
  assert.match(`${row.title} ${row.document}`.toLowerCase(), /(^|\P{L})sa/u);
});

test("a word that is nowhere has a proposal", async () => {
  const found = await search.engine.find("partnerskapsavtalle");
  assert.deepEqual([...found.missing], ["partnerskapsavtalle"]);
  assert.match(await search.engine.suggest("Partnerskapsavtalle nå", found.missing), /^partnerskapsavtale\p{L}* nå$/u);
});

test("a phrase is found as it stands, and not with other words between", async () => {
  const { entries } = await search.engine.find('"interkommunalt samarbeid"');
  const [texts] = await search.load("e");
  assert.ok(entries.length > 0);
  for (const entry of entries) {
    const row = await search.engine.row(entry);
    assert.match(`${row.title} | ${texts[row.group][row.nth]}`, /interkommunal\p{L}* samarbeid/iu);
  }
});

test("choices narrow, and every facet counts what the others leave", async () => {
  const free = await search.engine.find("budsjett");
  const [kind, many] = [...free.counts.type].find(([name]) => name === "decision");
  const chosen = await search.engine.find("budsjett", { type: kind });
  assert.equal(chosen.total, many);
  assert.deepEqual([...chosen.counts.type], [...free.counts.type], "the chosen facet still offers its other values");
  assert.equal([...chosen.counts.year.values()].reduce((sum, n) => sum + n, 0), many);
});

test("nothing is found for a word that no text has", async () => {
  assert.equal((await search.engine.find("xyzzyplugh")).total, 0);
  assert.equal((await search.engine.find("  ")).total, 0);
  assert.equal((await search.engine.find("!?")).total, 0);
});

test("a small site's answer needs no second file", () => {
  assert.deepEqual(search.loaded, []);
});
