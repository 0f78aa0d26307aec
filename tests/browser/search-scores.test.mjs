// Holds our scores against elasticlunr.js itself over random queries of the real content (elasticlunr.mjs), and the standard index
// that we write against elasticlunr.js reading it. bench/same does the former on a large site.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { MODES, compare, standard } from "./elasticlunr.mjs";
import { exported, openSearch, program } from "./search.mjs";

const site = process.env.SAKSGANG_OUTPUT;
assert.ok(site, "SAKSGANG_OUTPUT names the built site; tests/run browser sets it");
const search = openSearch(site);
const entries = exported(new URL("../..", import.meta.url).pathname);
const index = standard(search, entries);
const QUERIES = 300;

for (const mode of MODES) {
  test(`the first ten are elasticlunr's: ${mode[0]}`, async () => {
    const answered = await compare(search, entries, index, mode, QUERIES);
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
