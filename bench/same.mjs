// Compares our first ten with elasticlunr.js's on a large site. Run by bench/same.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MODES, compare, standard } from "../tests/browser/elasticlunr.mjs";
import { exported, openSearch } from "../tests/browser/search.mjs";

const [work] = process.argv.slice(2);
const QUERIES = Number(process.env.QUERIES ?? 300);
const search = openSearch(join(work, "site"));
const entries = exported(join(work, "corpus"));
if (entries.length !== search.data.entries) throw new Error(`${entries.length} entries, and ${search.data.entries} in the site`);
console.log(`${entries.length} entries; elasticlunr.js ${JSON.parse(readFileSync(new URL("../tests/browser/node_modules/elasticlunr/package.json", import.meta.url), "utf8")).version} makes its index`);
const index = standard(search, entries);
for (const mode of MODES) {
  const answered = await compare(search, entries, index, mode, QUERIES);
  console.log(`${mode[0]}: ${QUERIES} queries, ${answered} with answers, the first ten the same in all`);
}
