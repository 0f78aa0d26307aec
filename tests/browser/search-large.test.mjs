// A site that is large enough for its search to be in many files: rows, lengths and ids come back as they went in.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { exported, openSearch, postings, program, random } from "./search.mjs";

const DOCUMENTS = 230;
const WORDS = "budsjett kartlegging ungdom opplæring lokaler bemanning avtale møteplass veileder samarbeid".split(" ");
let folder;
let entries;
let search;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "saksgang-large-"));
  const pick = random(42);
  const text = (words) => Array.from({ length: words }, () => WORDS[pick(WORDS.length)]).join(" ");
  mkdirSync(join(folder, "content/veileder"), { recursive: true });
  writeFileSync(join(folder, "site.toml"), 'format = 1\ntitle = "Prøve"\nbase_url = "https://example.org/"\n');
  for (let n = 0; n < DOCUMENTS; n += 1) {
    // Some texts are far longer than the others of their kind.
    const points = ["Innledning", `Om ${WORDS[n % 10]} ${n}`].map((title, at) => `## ${at + 1} ${title}\n\n${text(n % 50 === 7 ? 700 : 3 + at * 20 + pick(9))}.`);
    writeFileSync(join(folder, `content/veileder/veileder-${n}.md`), `---\ntype: veileder\ntittel: Veileder ${n} om ${text(1)}\ndato: 2019-01-10\n---\n\n${points.join("\n\n")}\n`);
  }
  const allowed = ["date", "ref", "num", "lang", "priv", "per", "id", "fm"].flatMap((family) => ["--allow", family]);
  execFileSync(program(), ["build", "--site", folder, "--output", join(folder, "built"), ...allowed], { stdio: "pipe" });
  entries = exported(folder);
  search = openSearch(join(folder, "built"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("practising asks for shards of titles and nothing else", async () => {
  assert.notEqual(search.data.usual, "");
  await search.engine.practise();
  assert.ok(search.loaded.length > 0);
  assert.deepEqual(search.loaded.filter((name) => !/^t\d+$/.test(name)), []);
});

test("every row is what the entry is", async () => {
  assert.equal(search.data.entries, entries.length);
  assert.ok(search.data.common.length > 0, "what all guides have is common");
  for (const [n, entry] of entries.entries()) {
    const row = await search.engine.row(n);
    assert.deepEqual([row.title, row.url, row.kind], [entry.title, entry.url, entry.kind], `entry ${n}`);
  }
});

test("every text has the length that it has", async () => {
  const { lengths } = await postings(search);
  const long = [...lengths].filter(([of, length]) => of.startsWith("1 ") && length > 500);
  assert.ok(long.length >= DOCUMENTS / 50, `${long.length} texts are long`);
  for (const [of, length] of lengths) {
    const [field, entry] = of.split(" ").map(Number);
    if (field !== 1) continue;
    const words = search.split(entries[entry].text).filter(({ word }) => !search.data.stop.includes(word));
    assert.equal(length, words.length, of);
  }
});

test("every id is found, though most queries look for none", async () => {
  for (const [n, { ids }] of entries.entries()) {
    for (const id of ids ?? []) assert.ok((await search.engine.find(id)).entries.slice(0, 3).includes(n), id);
  }
});
