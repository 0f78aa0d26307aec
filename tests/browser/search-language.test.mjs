// Holds the browser's language of search against the program's: every text that search reads is read again in JavaScript, and
// must give exactly the tokens, counts and lengths that Rust put into the shards. For the real content, and for text that a seeded
// generator makes of everything that could be read in two ways.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { FIELDS, exported, openSearch, postings, program, random } from "./search.mjs";

const site = process.env.SAKSGANG_OUTPUT;
assert.ok(site, "SAKSGANG_OUTPUT names the built site; tests/run browser sets it");

/** Holds the shards of a built site against the texts that its source gives. */
async function compare(built, source) {
  const search = openSearch(built);
  const stop = new Set(search.data.stop);
  const { found, lengths } = await postings(search);
  const entries = exported(source);
  assert.equal(entries.length, search.data.entries);
  const own = new Map();
  let tokens = 0;
  entries.forEach((entry, n) => {
    FIELDS.forEach((name, field) => {
      const read = search.tokens([entry[name]].flat().join(" · "), stop);
      tokens += read.length;
      if (read.length > 0) assert.equal(lengths.get(`${field} ${n}`), read.length, `length of ${name} of ${entry.url}: ${read}`);
      for (const token of read) own.set(`${field} ${n} ${token}`, (own.get(`${field} ${n} ${token}`) ?? 0) + 1);
    });
  });
  assert.deepEqual([...own].filter(([key, often]) => found.get(key) !== often).slice(0, 5), [], "made here, and not in the shards");
  assert.deepEqual([...found.keys()].filter((key) => !own.has(key)).slice(0, 5), [], "in the shards, and not made here");
  return tokens;
}

test("every token of the content is the same on both sides", async () => {
  const tokens = await compare(site, new URL("../..", import.meta.url).pathname);
  assert.ok(tokens > 10_000, `${tokens} tokens`);
});

const PIECES = [
  ..."aeioubdfgklmnprstvyæøåAÆØÅéüôčšŋđŧžσΣßıİǅﬁ½²٣५漢字🏛€$%&()+,;:!?'".split(""),
  ..."hetenes hetene endes edes ande ast erte ert hetslov eleg elig elov slov leg eig lig els lov ig dt vt s k ks st skt ets".split(" "),
  ...["§", "§§ ", "§ 14", "§ 14 a", "§ 11-5", "§14i", "3/17", "12/2018", "2018/2019", "1/2", "3.5", "3.5.1", "14.", "2018-09-14", "14.9.18", "1.2.2019", "31.12.49"],
  ...[" ", " ", " ", " ", "-", "-", "–", "/", ".", "\u00a0", "o\u0308", "a\u030a", "e\u0301", "1", "2", "0", "9", "mai ", "14. september 2018", "3. juni  19"],
];

test("every token of generated text is the same on both sides", async () => {
  const folder = mkdtempSync(join(tmpdir(), "saksgang-language-"));
  try {
    const pick = random(20181);
    mkdirSync(join(folder, "content/notat"), { recursive: true });
    writeFileSync(join(folder, "site.toml"), 'format = 1\ntitle = "Prøve"\nbase_url = "https://example.org/"\n');
    for (let n = 0; n < 40; n += 1) {
      const paragraph = () => Array.from({ length: 400 }, () => PIECES[pick(PIECES.length)]).join("").replace(/\s+/g, " ").trim();
      const text = Array.from({ length: 5 }, () => `Avsnitt ${paragraph()}`).join("\n\n");
      writeFileSync(join(folder, `content/notat/notat-${n}.md`), `---\ntype: notat\ntittel: Notat ${n}\ndato: 2019-01-10\n---\n\n${text}\n`);
    }
    const built = join(folder, "built");
    const options = ["--site", folder, ...["date", "ref", "num", "lang", "priv", "per", "id", "fm"].flatMap((family) => ["--allow", family])];
    execFileSync(program(), ["build", "--output", built, ...options], { stdio: "pipe" });
    const tokens = await compare(built, folder);
    assert.ok(tokens > 20_000, `${tokens} tokens`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
