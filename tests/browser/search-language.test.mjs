// Holds the browser's language of search against the program's: every entry of the built site is read again in JavaScript,
// and must give exactly the tokens, counts and lengths that Rust put into the data file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { engine } from "../../themes/navet/static/sok-motor.js";
import { tokens } from "../../themes/navet/static/sok-ord.js";

const site = process.env.SAKSGANG_OUTPUT;
assert.ok(site, "SAKSGANG_OUTPUT names the built site; tests/run browser sets it");
const data = JSON.parse(readFileSync(`${site}/sok/indeks.json`, "utf8"));
const stop = new Set(data.stop);
const FIELDS = ["title", "text", "people", "body"];

test("every token of the content is the same on both sides", () => {
  assert.deepEqual(data.fields.map(([name]) => name), FIELDS);
  assert.ok(data.entries.length > 30, "the site has entries");
  const shipped = new Map();
  data.tokens.forEach((token, place) => {
    data.postings[place].forEach((list, field) => {
      let entry = 0;
      for (let n = 0; n < list.length; n += 2) {
        entry += list[n];
        shipped.set(`${field} ${entry} ${token}`, list[n + 1]);
      }
    });
  });
  data.entries.forEach((entry, n) => {
    FIELDS.forEach((name, field) => {
      const own = tokens(entry[name], stop);
      assert.equal(own.length, data.lengths[field][n], `${entry.url}: ${name}`);
      for (const token of own) {
        const key = `${field} ${n} ${token}`;
        const left = shipped.get(key);
        assert.ok(left > 0, `${entry.url}: “${token}” of ${name} is not in the data`);
        if (left === 1) shipped.delete(key);
        else shipped.set(key, left - 1);
      }
    });
  });
  assert.deepEqual([...shipped.keys()].slice(0, 5), [], "nothing in the data that the browser does not make");
});

test("known items come first", () => {
  const found = engine(data);
  const first = (query) => found.find(query).entries.slice(0, 3).map((entry) => entry.url);
  assert.equal(first("SG 3/17")[0], "/vedtak/sg-3-17/");
  assert.equal(first("sg3/17")[0], "/vedtak/sg-3-17/");
  assert.ok(found.find("finnesikkeord").entries.length === 0);
  assert.deepEqual(first("partnerskapskonferansene"), first("partnerskapskonferanse"), "inflections find the same");
});
