// Holds our scores against elasticlunr.js itself, fed with our tokens: over random queries of the real content the first ten are
// the same in every mode that both have. Ours without what it adds (ids first, all words first); entries of equal score are free.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { FIELDS, exported, openSearch, program, random } from "./search.mjs";

const site = process.env.SAKSGANG_OUTPUT;
assert.ok(site, "SAKSGANG_OUTPUT names the built site; tests/run browser sets it");
const elasticlunr = createRequire(import.meta.url)("elasticlunr");
const search = openSearch(site);
const stop = new Set(search.data.stop);
const entries = exported(new URL("../..", import.meta.url).pathname);
const QUERIES = 300;

elasticlunr.tokenizer = Object.assign((text) => search.split([text ?? ""].flat().join(" · ")).map(({ word }) => word), elasticlunr.tokenizer);
const index = new elasticlunr.Index();
index.pipeline.add((word) => (stop.has(word) ? undefined : word), (word) => search.stem(word));
index.setRef("id");
FIELDS.forEach((name) => index.addField(name));
entries.forEach((entry, n) => index.addDoc({ ...entry, people: entry.people.join(" · "), body: entry.body.join(" · "), id: String(n) }));

const words = [...new Set(entries.flatMap((entry) => FIELDS.flatMap((name) => search.split([entry[name]].flat().join(" ")).map(({ word }) => word))))]
  .filter((word) => !stop.has(word) && search.stem(word).length > 1)
  .sort();

/** A query of one to three words, whole or cut short as by somebody who is still typing. */
function query(pick, cut) {
  const chosen = Array.from({ length: 1 + pick(3) }, () => words[pick(words.length)]);
  const shorter = chosen.map((word) => (cut && word.length > 4 ? word.slice(0, 3 + pick(word.length - 3)) : word));
  return shorter.map((word, n) => (stop.has(word) ? chosen[n] : word)).join(" ");
}

/** The scores sorted, and the entries by score; those of the tenth place's score may be any of those that share it. */
function first(scores) {
  const sorted = [...scores].sort((a, b) => b[1] - a[1]);
  return { sorted: sorted.slice(0, 10), least: sorted[Math.min(9, sorted.length - 1)]?.[1] ?? 0, scores: new Map(scores) };
}

const near = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));

for (const [mode, bool, expand] of [["any word", "OR", false], ["beginnings of words", "OR", true], ["all words", "AND", false]]) {
  test(`the first ten are elasticlunr's: ${mode}`, async () => {
    const pick = random(9 + mode.length);
    const config = { fields: Object.fromEntries(search.data.fields.map(([name, boost]) => [name, { boost, bool, expand }])), bool, expand };
    let answered = 0;
    for (let n = 0; n < QUERIES; n += 1) {
      const asked = query(pick, expand);
      const theirs = first(index.search(asked, config).map(({ ref, score }) => [Number(ref), score]).filter(([, score]) => score > 0));
      const terms = await search.engine.ask(asked, () => (expand ? "prefix" : "exact"));
      const { total } = search.engine.score(terms, bool === "AND");
      const ours = first([...total].map((score, entry) => [entry, score]).filter(([, score]) => score > 0));
      assert.equal(ours.scores.size, theirs.scores.size, `“${asked}”: how many`);
      theirs.sorted.forEach(([, score], place) => assert.ok(near(ours.sorted[place][1], score), `“${asked}”: place ${place + 1} scores ${ours.sorted[place][1]}, not ${score}`));
      for (const [entry, score] of ours.sorted) assert.ok(near(theirs.scores.get(entry), score), `“${asked}”: entry ${entry}`);
      if (theirs.scores.size > 0) answered += 1;
    }
    assert.ok(answered > QUERIES / 3, `${answered} queries have answers`);
  });
}

test("the words of the sample are hashed alike", () => {
  assert.equal(search.key(search.data.sample, search.data.stop), search.data.language);
  assert.ok(readFileSync(`${site}/sok/indeks.js`, "utf8").includes(`"language":"${search.data.language}"`));
});

test("the standard index loads in elasticlunr.js with our pipeline, and finds what ours does", async () => {
  const folder = mkdtempSync(join(tmpdir(), "saksgang-elasticlunr-"));
  try {
    mkdirSync(join(folder, "content/notat"), { recursive: true });
    writeFileSync(join(folder, "site.toml"), 'format = 1\ntitle = "Prøve"\nbase_url = "https://example.org/"\n\n[search]\nelasticlunr = true\n');
    ["Vedtakene SG 3/17 etter NAV-loven § 14 a", "Kartlegginger på Østbygda, vedtaket og vedtak", "Noe annet"].forEach((text, n) =>
      writeFileSync(join(folder, `content/notat/notat-${n}.md`), `---\ntype: notat\ntittel: Notat ${n}\ndato: 2019-01-1${n}\n---\n\n${text}.\n`),
    );
    const built = join(folder, "built");
    execFileSync(program(), ["build", "--site", folder, "--output", built, "--allow", "ref", "--allow", "id"], { stdio: "pipe" });
    const own = openSearch(built);
    const fresh = createRequire(import.meta.url)("elasticlunr");
    const tokenizer = fresh.tokenizer;
    const context = createContext({ elasticlunr: fresh, saksgangSok: own });
    runInContext(readFileSync(`${built}/sok/elasticlunr-saksgang.js`, "utf8"), context);
    const loaded = fresh.Index.load(JSON.parse(readFileSync(`${built}/sok/elasticlunr.json`, "utf8")));
    assert.equal(loaded.documentStore.length, own.data.entries);
    for (const query of ["vedtak", "sg 3/17", "§ 14", "østbygd kartlegging", "notat"]) {
      const theirs = loaded.search(query, {}).map(({ ref, score }) => [Number(ref), score]).sort((a, b) => a[0] - b[0]);
      const { total } = own.engine.score(await own.engine.ask(query, () => "exact"));
      const flat = [...total].map((score, entry) => [entry, score]).filter(([, score]) => score > 0);
      assert.deepEqual(theirs.map(([entry]) => entry), flat.map(([entry]) => entry), query);
      assert.ok(flat.length > 0, query);
    }
    fresh.tokenizer = tokenizer;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
