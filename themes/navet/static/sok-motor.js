// The search engine of the browser: reads the data file and ranks entries by elasticlunr's formula.
// Knows nothing of the page; sok.js shows what it finds.

import { split, stem } from "./sok-ord.js";

const FORMAT = 1;
// A word that only begins like the query's counts this much of a whole one (elasticlunr's expansion penalty).
const PREFIX_WEIGHT = 0.15;
const SHORTEST_PREFIX = 2;

/** The engine over a data file that was fetched and parsed. */
export function engine(data) {
  if (data.format !== FORMAT) throw new Error(`search data of format ${data.format}`);
  const stop = new Set(data.stop);
  const tokens = data.tokens;

  /** The places of the tokens that begin with a prefix: a range, as they are sorted. */
  function range(prefix) {
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(tokens[middle], prefix) < 0) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < tokens.length && tokens[end].startsWith(prefix)) end += 1;
    return [low, end];
  }

  /** The words of a query; the last is still being typed and also stands unstemmed. */
  function words(query) {
    const plain = split(query);
    const kept = plain.filter((word) => !stop.has(word));
    return (kept.length > 0 ? kept : plain).map((word) => ({ word, stem: stem(word) }));
  }

  function score(wanted) {
    const count = data.entries.length;
    const total = new Float64Array(count);
    const held = new Array(count).fill(0);
    wanted.forEach(({ word, stem: stemmed }, n) => {
      const places = new Map();
      const add = (prefix) => {
        const [from, to] = range(prefix);
        for (let place = from; place < to; place += 1) {
          const exact = tokens[place] === stemmed;
          if (!exact && prefix.length < SHORTEST_PREFIX) continue;
          const weight = exact ? 1 : (prefix.length / tokens[place].length) * PREFIX_WEIGHT;
          places.set(place, Math.max(places.get(place) ?? 0, weight));
        }
      };
      add(stemmed);
      if (n === wanted.length - 1 && word !== stemmed) add(word);
      for (const [place, weight] of [...places].sort((a, b) => a[0] - b[0])) {
        data.postings[place].forEach((list, field) => {
          const idf = 1 + Math.log(count / (list.length / 2 + 1));
          let entry = 0;
          for (let i = 0; i < list.length; i += 2) {
            entry += list[i];
            const norm = 1 / Math.sqrt(data.lengths[field][entry] || 1);
            total[entry] += Math.sqrt(list[i + 1]) * idf * norm * weight * data.fields[field][1];
            held[entry] |= 1 << Math.min(n, 30);
          }
        });
      }
    });
    return { total, held };
  }

  /** The entries that answer a query, best first: exact ids, then all words, then any; newer before older where all else is equal. */
  function find(query) {
    const wanted = words(query);
    if (wanted.length === 0) return { entries: [], words: [] };
    const { total, held } = score(wanted);
    const id = query.normalize("NFC").toLowerCase().replace(/\s+/g, "");
    const all = (1 << Math.min(wanted.length, 31)) - 1;
    const tier = (entry, n) => {
      if (entry.ids.some((own) => own.replace(/\s+/g, "") === id)) return 0;
      return (held[n] & all) === all ? 1 : 2;
    };
    const found = [];
    data.entries.forEach((entry, n) => {
      const exact = tier(entry, n);
      if (total[n] > 0 || exact === 0) found.push({ entry, n, tier: exact, score: total[n] });
    });
    const best = Math.min(...found.map((hit) => hit.tier));
    const kept = best < 2 ? found.filter((hit) => hit.tier < 2 || wanted.length === 1) : found;
    kept.sort(
      (a, b) =>
        a.tier - b.tier ||
        b.score - a.score ||
        Number(a.entry.past) - Number(b.entry.past) ||
        compare(b.entry.date, a.entry.date) ||
        a.n - b.n,
    );
    return { entries: kept.map((hit) => hit.entry), words: wanted };
  }

  return { find, count: data.entries.length, title: (group) => data.entries[group].title };
}

/** Where the words of a query stand in a text, as ranges of characters: words of the same stem, or that begin with the word. */
export function matches(text, wanted) {
  const ranges = [];
  for (const found of text.matchAll(/[\p{Alphabetic}\p{N}\p{M}]+(?:[/.][\p{N}]+)*/gu)) {
    const lower = found[0].normalize("NFC").toLowerCase();
    const own = stem(lower);
    if (wanted.some(({ word, stem: stemmed }) => own === stemmed || (word.length >= SHORTEST_PREFIX && lower.startsWith(word)))) {
      ranges.push([found.index, found.index + found[0].length]);
    }
  }
  return ranges;
}

/** Compares by code points, as the tokens are sorted; `<` compares by UTF-16 units. */
function compare(a, b) {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let n = 0; n < Math.min(left.length, right.length); n += 1) {
    const difference = left[n].codePointAt(0) - right[n].codePointAt(0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
