// Holds the browser's language of search against the program's: every text that search reads is read again in JavaScript, and
// must give exactly the tokens, counts and lengths that Rust put into the shards.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openSearch, postings } from "./search.mjs";

const site = process.env.SAKSGANG_OUTPUT;
assert.ok(site, "SAKSGANG_OUTPUT names the built site; tests/run browser sets it");

test("every token of the content's titles and texts is the same on both sides", async () => {
  const search = openSearch(site);
  const stop = new Set(search.data.stop);
  const { found, lengths } = await postings(search);
  const [texts] = await search.load("e");
  assert.ok(search.data.entries > 300, "the site has entries");
  const own = new Map();
  for (let entry = 0; entry < search.data.entries; entry += 1) {
    const row = await search.engine.row(entry);
    [row.title, texts[row.group][row.nth]].forEach((text, field) => {
      const tokens = search.tokens(text, stop);
      if (tokens.length > 0) assert.equal(lengths.get(`${field} ${entry}`), tokens.length, `length of field ${field} of ${row.url}`);
      for (const token of tokens) own.set(`${field} ${entry} ${token}`, (own.get(`${field} ${entry} ${token}`) ?? 0) + 1);
    });
  }
  const shipped = new Map([...found].filter(([key]) => key < "2"));
  assert.deepEqual([...own].filter(([key, often]) => shipped.get(key) !== often).slice(0, 5), [], "made here, and not in the shards");
  assert.deepEqual([...shipped.keys()].filter((key) => !own.has(key)).slice(0, 5), [], "in the shards, and not made here");
});
