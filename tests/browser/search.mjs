// The search engine without a browser: the theme's own scripts in a context of their own, reading a built site's files.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const STATIC = new URL("../../themes/navet/static/", import.meta.url);
/** The fields in the order of the engine's own. */
export const FIELDS = ["title", "text", "people", "body"];

/** The engine over the search files of a built site; `loaded` lists the parts that were asked for. */
export function openSearch(site) {
  const context = createContext({ TextEncoder });
  const run = (file) => runInContext(readFileSync(file, "utf8"), context);
  for (const name of ["sok-ord.js", "sok-les.js", "sok-motor.js"]) run(new URL(name, STATIC));
  run(`${site}/sok/indeks.js`);
  const search = context.saksgangSok;
  const loaded = [];
  const load = async (name) => {
    if (!search.parts.has(name)) {
      loaded.push(name);
      const file = `${site}/sok/${search.file(search.data.marks, name)}`;
      if (!existsSync(file)) throw new Error(`no part ${name}`);
      run(file);
    }
    return search.parts.get(name);
  };
  const engine = search.engine(search.data, load);
  /** The rows of the first results. */
  const first = async (query, many = 3, chosen = {}) => Promise.all((await engine.find(query, chosen)).entries.slice(0, many).map(engine.row));
  return { ...search, engine, load, loaded, first };
}

/** Everything in the shards: by field, entry and token how often it stands there; and every field's length where it was given. */
export async function postings(search) {
  const found = new Map();
  const lengths = new Map();
  for (const [family, fields] of [["t", [0, 2, 3]], ["x", [1]]]) {
    for (let number = 0; number < search.data.shards[family].begins.length; number += 1) {
      const shard = await search.engine.shard(family, number);
      shard.words.forEach((token, n) => {
        if (token.startsWith("#")) return;
        fields.forEach((field, nth) => {
          const [from, to] = shard.lists[n][nth] ?? [0, 0];
          for (let at = from; at < to; at += 1) {
            const entry = shard.entries[at];
            found.set(`${field} ${entry} ${token}`, shard.often[at]);
            lengths.set(`${field} ${entry}`, shard.lengths[shard.byEntry ? entry : at]);
          }
        });
      });
    }
  }
  return { found, lengths };
}

/** The program; `tests/run` names it. */
export function program() {
  const path = process.env.SAKSGANG_BIN;
  if (!path) throw new Error("SAKSGANG_BIN is not set; run tests/run browser");
  return path;
}

const FAMILIES = ["date", "ref", "num", "lang", "priv", "per", "id", "fm"];
/** Every entry of a site's search, in order, as `saksgang export search` gives it. */
export function exported(folder) {
  const allowed = FAMILIES.flatMap((family) => ["--allow", family]);
  const lines = execFileSync(program(), ["export", "search", "--site", folder, ...allowed], { encoding: "utf8", maxBuffer: 1 << 30 });
  return lines.trimEnd().split("\n").filter((_, n) => n % 2 === 1).map((line) => JSON.parse(line));
}

/** A generator of whole numbers below a bound, the same in every run (mulberry32). */
export function random(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
