// The search engine of the browser: reads the packed shards and ranks entries by elasticlunr's formula.
// Knows nothing of the page; sok.js gives it what it asks for and shows what it finds. docs: ARCHITECTURE.md, "Search".
globalThis.saksgangSok ??= {};
(() => {
  "use strict";
  const { split, stem, key } = saksgangSok;
  const FORMAT = 2;
  // A word that only begins like the query's counts this much of a whole one (elasticlunr's expansion penalty).
  const PREFIX_WEIGHT = 0.15;
  // Which shards a field lies in: titles, people and bodies in `t`, the text in `x`; and which of their lists it is.
  const SHARDS = { t: [0, 2, 3], x: [1] };
  const TITLE = 0;
  // So many entries are ranked to the last; the others are only counted.
  const RANKED = 400;
  const DAY = 864e5;

  const parts = new Map();
  saksgangSok.parts = parts;
  saksgangSok.put = (name, ...data) => parts.set(name, data);
  saksgangSok.start = (data) => {
    saksgangSok.data = data;
  };

  /** Reads packed numbers (src/pages/search/packing.rs). */
  class Numbers {
    constructor(text, at = 0) {
      this.text = text;
      this.at = at;
    }
    get more() {
      return this.at < this.text.length;
    }
    next() {
      let number = 0;
      for (;;) {
        let digit = this.text.charCodeAt(this.at++);
        digit -= digit > 92 ? 36 : 35;
        if (digit < 64) return number * 64 + digit;
        number = number * 27 + digit - 63;
      }
    }
  }

  /** Words that are written as what each shares with the one before, then the rest and a space. */
  function* frontCoded(text) {
    const numbers = new Numbers(text);
    let word = "";
    while (numbers.more) {
      const shared = numbers.next();
      const end = text.indexOf(" ", numbers.at);
      word = word.slice(0, shared) + text.slice(numbers.at, end);
      numbers.at = end + 1;
      yield word;
    }
  }

  /** Compares by code points, as tokens are sorted; `<` compares by UTF-16 units. */
  function compare(a, b) {
    const length = Math.min(a.length, b.length);
    for (let n = 0; n < length; n += 1) {
      if (a.charCodeAt(n) !== b.charCodeAt(n)) return a.codePointAt(n) - b.codePointAt(n);
    }
    return a.length - b.length;
  }

  /** The place of the first that is not below, in a sorted list. */
  function lowest(sorted, wanted) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(sorted[middle], wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** An id as it is compared (src/pages/search/entries.rs). */
  const idOf = (text) => text.normalize("NFC").toLowerCase().replace(/[^\p{Alphabetic}\p{N}/§.]/gu, "");

  /** Whether one letter more, less, other or swapped makes one word the other. */
  function isNear(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let from = 0;
    while (from < a.length && a[from] === b[from]) from += 1;
    const rest = (word, skipped) => word.slice(from + skipped);
    if (a.length > b.length) return rest(a, 1) === rest(b, 0);
    if (a.length < b.length) return rest(a, 0) === rest(b, 1);
    return rest(a, 1) === rest(b, 1) || (a[from] === b[from + 1] && a[from + 1] === b[from] && rest(a, 2) === rest(b, 2));
  }

  /** The columns of the start file, unpacked: of every group its date and bodies, of every entry its group and kind. */
  function unpack(data) {
    const shapes = data.shapes.map((text) => {
      const numbers = new Numbers(text);
      const runs = [];
      while (numbers.more) runs.push([numbers.next(), numbers.next()]);
      return runs;
    });
    const groupOf = new Uint32Array(data.entries);
    const kindOf = new Uint16Array(data.entries);
    const first = [];
    const groups = new Numbers(data.groups);
    let entry = 0;
    while (groups.more) {
      const group = first.length;
      first.push(entry);
      for (const [kind, count] of shapes[groups.next()]) {
        kindOf.fill(kind, entry, entry + count);
        groupOf.fill(group, entry, entry + count);
        entry += count;
      }
    }
    const dates = new Int32Array(first.length).fill(-0x80000000);
    const years = new Int16Array(first.length);
    const numbers = new Numbers(data.dates);
    let day = 0;
    for (let group = 0; group < first.length; group += 1) {
      const folded = numbers.next();
      if (folded === 0) continue;
      day += folded % 2 === 1 ? (folded - 1) / 2 : -folded / 2;
      dates[group] = day;
      years[group] = new Date(day * DAY).getUTCFullYear();
    }
    const setOf = new Uint16Array(first.length);
    const belongs = new Numbers(data.belongs);
    for (let group = 0; belongs.more; ) {
      const [set, count] = [belongs.next(), belongs.next()];
      setOf.fill(set, group, (group += count));
    }
    return { groupOf, kindOf, first, dates, years, setOf };
  }

  /** The engine over a start file; `load` promises the data of a part by its name. */
  function engine(data, load) {
    if (data.format !== FORMAT) throw new Error(`search data of format ${data.format}`);
    if (key(data.sample, data.stop) !== data.language) throw new Error("search data of another language");
    const stop = new Set(data.stop);
    const count = data.entries;
    const { groupOf, kindOf, first, dates, years, setOf } = unpack(data);
    const shards = new Map();

    /** A shard's tokens, and where each one's lists are. */
    async function shard(family, number) {
      const name = family + number;
      if (!shards.has(name)) {
        const [tokens, postings] = await load(name);
        const numbers = new Numbers(postings);
        const words = [...frontCoded(tokens)];
        const lists = words.map(() =>
          SHARDS[family].map(() => {
            const entries = numbers.next();
            if (entries === 0) return null;
            const length = numbers.next();
            const at = numbers.at;
            numbers.at += length;
            return { entries, postings, at, name: `${family}p${number}` };
          }),
        );
        shards.set(name, { words, lists });
      }
      return shards.get(name);
    }

    /** The tokens that are a word, or begin with it, each with its lists. */
    async function tokens(family, word, isPrefix) {
      const bounds = data.shards[family];
      let from = lowest(bounds, word);
      if (bounds[from] !== word) from -= 1;
      let to = from;
      while (isPrefix && to + 1 < bounds.length && bounds[to + 1].startsWith(word)) to += 1;
      const numbers = [];
      for (let n = Math.max(from, 0); n <= to; n += 1) numbers.push(n);
      const found = [];
      for (const { words, lists } of await Promise.all(numbers.map((n) => shard(family, n)))) {
        for (let n = lowest(words, word); n < words.length && (isPrefix ? words[n].startsWith(word) : words[n] === word); n += 1) {
          found.push({ token: words[n], lists: lists[n] });
        }
      }
      return found;
    }

    /** Goes through a list: entry, how often, length of the field. */
    function each(list, visit) {
      const numbers = new Numbers(list.postings, list.at);
      let entry = 0;
      for (let n = 0; n < list.entries; n += 1) {
        const step = numbers.next();
        entry += step >> 1;
        const often = step & 1 ? numbers.next() + 2 : 1;
        visit(entry, often, numbers.next() + 1);
      }
    }

    /** How far a word reaches in a family of shards: `prefix`, `exact` or not at all. */
    function reach(term, family, alone) {
      const { word, stem: stemmed, last } = term;
      const long = word.length >= 4 && stemmed.length >= 2;
      if (/^[\d§]/.test(word)) return family === "t" && last && word.length > 1 && word[0] !== "§" ? "prefix" : "exact";
      if (long || (family === "t" && last && stemmed.length >= 2)) return "prefix";
      return family === "t" || !alone ? "exact" : "";
    }

    /** The words of a query with their tokens loaded; each knows the positions it stands for, as bits. */
    async function ask(query, reaches) {
      const plain = split(query);
      const kept = plain.filter(({ word }) => !stop.has(word));
      const asked = kept.length > 0 ? kept : plain;
      const places = [...new Set(asked.filter(({ width }) => width === 1).map(({ position }) => position))];
      const end = Math.max(...asked.map(({ position }) => position));
      const terms = asked.map(({ word, position, width }) => {
        const bits = places.reduce((bits, place, n) => (place >= position && place < position + width ? bits | (1 << Math.min(n, 30)) : bits), 0);
        return { word, stem: stem(word), position, width, bits, last: position + width > end };
      });
      await Promise.all(
        terms.flatMap((term) =>
          Object.keys(SHARDS).map(async (family) => {
            const how = reaches(term, family, places.length === 1);
            term[family] = how === "" ? [] : await tokens(family, term.stem, how === "prefix");
          }),
        ),
      );
      return terms;
    }

    /** Scores of all entries, and which words each holds: elasticlunr's formula, field by field, in a fixed order. */
    function score(terms, everyWord = false) {
      const total = new Float64Array(count);
      const held = new Uint32Array(count);
      for (const [family, fields] of Object.entries(SHARDS)) {
        fields.forEach((field, nth) => {
          const sum = new Float64Array(count);
          const exact = new Uint8Array(count);
          let before;
          for (const term of terms) {
            const own = everyWord ? new Float64Array(count) : sum;
            for (const { token, lists } of term[family]) {
              const list = lists[nth];
              if (!list) continue;
              const whole = token === term.stem;
              const idf = 1 + Math.log(count / (list.entries + 1));
              const weight = whole ? idf : idf * (1 - (token.length - term.stem.length) / token.length) * PREFIX_WEIGHT;
              each(list, (entry, often, length) => {
                own[entry] += (Math.sqrt(often) * weight) / Math.sqrt(length);
                held[entry] |= term.bits;
                if (whole) exact[entry] += 1;
              });
            }
            if (everyWord) {
              for (let n = 0; n < count; n += 1) sum[n] = own[n] > 0 && (!before || sum[n] > 0) ? sum[n] + own[n] : 0;
              before = own;
            }
          }
          const boost = data.fields[field][1];
          for (let n = 0; n < count; n += 1) {
            if (sum[n] > 0) total[n] += boost * (exact[n] > 0 ? (sum[n] * exact[n]) / terms.length : sum[n]);
          }
        });
      }
      return { total, held };
    }

    /** The positions of a token in a field, by entry. */
    async function positions(list) {
      const [text] = await load(list.name);
      const own = shards.get(list.name.replace("p", ""));
      const places = new Map();
      const numbers = new Numbers(text);
      for (const lists of own.lists) {
        for (const other of lists) {
          if (!other) continue;
          const length = numbers.next();
          if (other !== list) {
            numbers.at += length;
            continue;
          }
          each(list, (entry, often) => {
            let place = 0;
            const found = [];
            for (let n = 0; n < often; n += 1) found.push((place += numbers.next()));
            places.set(entry, found);
          });
          return places;
        }
      }
      return places;
    }

    /** The entries that hold a phrase, in title or text. */
    async function holding(phrase) {
      const words = split(phrase).filter(({ word, width }) => !stop.has(word) && width === 1);
      const found = new Set();
      if (words.length === 0) return null;
      for (const [family, nth] of [["t", 0], ["x", 0]]) {
        const lists = await Promise.all(
          words.map(async ({ word }) => (await tokens(family, stem(word), false))[0]?.lists[nth] ?? null),
        );
        if (lists.includes(null)) continue;
        const at = await Promise.all(lists.map(positions));
        for (const [entry, starts] of at[0]) {
          const follows = (start) => words.every(({ position }, n) => at[n].get(entry)?.includes(start + position - words[0].position));
          if (starts.some(follows)) found.add(entry);
        }
      }
      return found;
    }

    /** The values of an entry by facet. */
    const facets = {
      type: (entry) => [data.kinds[kindOf[entry]][0]],
      body: (entry) => data.sets[setOf[groupOf[entry]]].map((body) => data.bodies[body]),
      year: (entry) => (years[groupOf[entry]] ? [String(years[groupOf[entry]])] : []),
      state: (entry) => (data.kinds[kindOf[entry]][1] ? [data.kinds[kindOf[entry]][1]] : []),
    };

    /** Counts values by facet, each facet as if nothing were chosen in it; and keeps the entries that all choices allow. */
    function choose(found, chosen) {
      const counts = {};
      const names = Object.keys(facets);
      for (const name of names) counts[name] = new Map();
      const kept = found.filter((entry) => {
        const against = names.filter((name) => chosen[name] && !facets[name](entry).includes(chosen[name]));
        for (const name of names) {
          if (against.length > 1 || (against.length === 1 && against[0] !== name)) continue;
          for (const value of facets[name](entry)) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
        }
        return against.length === 0;
      });
      return { kept, counts };
    }

    /**
     * What answers a query, best first: exact ids, then entries that hold all words, then those whose document does, then any;
     * within these by score, what stands before what does not, the newer before the older.
     */
    async function find(query, chosen = {}) {
      const phrases = [...query.matchAll(/["«“”]([^"»“”]+)["»“”]/g)].map((match) => match[1]);
      const id = idOf(query);
      if (id === "" || split(query).length === 0) return { entries: [], words: [], counts: {}, total: 0, complete: 0, missing: [] };
      const [[exact], asked] = await Promise.all([tokens("t", `#${id}`, false), ask(query, reach)]);
      let terms = asked;
      if (!exact && terms.every(({ t, x }) => t.length + x.length === 0) && terms.length === 1) {
        terms = await ask(query, () => "exact");
      }
      const { total, held } = score(terms);
      const ids = new Set();
      if (exact?.lists[TITLE]) each(exact.lists[TITLE], (entry) => ids.add(entry));
      let found = [];
      for (let entry = 0; entry < count; entry += 1) if (total[entry] > 0 || ids.has(entry)) found.push(entry);
      for (const phrase of phrases) {
        const holds = await holding(phrase);
        if (holds) found = found.filter((entry) => holds.has(entry));
      }
      const all = terms.reduce((bits, term) => bits | term.bits, 0);
      const together = new Uint32Array(first.length);
      for (const entry of found) together[groupOf[entry]] |= held[entry];
      const tier = (entry) => (ids.has(entry) ? 3 : held[entry] === all ? 2 : together[groupOf[entry]] === all ? 1 : 0);
      const { kept, counts } = choose(found, chosen);
      const rank = new Float64Array(kept.length);
      let complete = 0;
      kept.forEach((entry, n) => {
        const own = tier(entry);
        if (own >= 2) complete += 1;
        rank[n] = own * 1e4 + total[entry];
      });
      const least = rank.length > RANKED ? Float64Array.from(rank).sort()[rank.length - RANKED] : -1;
      const best = kept.map((entry, n) => ({ entry, rank: rank[n] })).filter((hit) => hit.rank >= least);
      const past = (entry) => data.kinds[kindOf[entry]][2];
      best.sort(
        (a, b) =>
          b.rank - a.rank || past(a.entry) - past(b.entry) || dates[groupOf[b.entry]] - dates[groupOf[a.entry]] || a.entry - b.entry,
      );
      const missing = terms.filter(({ word, t, x }) => t.length + x.length === 0 && /^\p{Alphabetic}{3,}$/u.test(word));
      return {
        entries: best.map((hit) => hit.entry),
        words: terms,
        counts,
        total: kept.length,
        complete,
        missing: ids.size > 0 ? [] : missing.map(({ word }) => word),
      };
    }

    let vocabulary;
    /** A query with its unknown words mended by one letter each; none where there is nothing near. */
    async function suggest(query, missing) {
      if (!vocabulary) {
        const [words, often] = await load("w");
        const numbers = new Numbers(often);
        vocabulary = [...frontCoded(words)].map((word) => [word, numbers.next()]);
      }
      let mended = query;
      for (const word of missing) {
        const near = vocabulary.filter(([other]) => isNear(other, word)).sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
        if (near.length === 0) continue;
        mended = mended.replace(/[\p{Alphabetic}\p{N}]+/gu, (written) => (written.normalize("NFC").toLowerCase() === word ? near[0][0] : written));
      }
      return mended === query ? undefined : mended;
    }

    /** What a row shows of an entry. */
    async function row(entry) {
      const group = groupOf[entry];
      const [rows] = await load(`m${Math.floor(group / data.rows)}`);
      const [title, url, below] = rows[group % data.rows];
      const nth = entry - first[group];
      const [kind, state, past] = data.kinds[kindOf[entry]];
      const place = nth === 0 ? "" : below[2 * nth - 1];
      return {
        entry,
        group,
        kind,
        state,
        past: past === 1,
        date: years[group] ? new Date(dates[group] * DAY) : undefined,
        document: title,
        home: url,
        title: nth === 0 ? title : below[2 * nth - 2],
        url: place.startsWith("/") ? place.slice(1) : url + place,
        nth,
      };
    }

    return { find, suggest, row, ask, score, groupOf, count };
  }

  /** Where the words of a query stand in a text, as ranges of characters: words of the same stem, or that begin with the word. */
  function matches(text, wanted) {
    const ranges = [];
    for (const found of text.matchAll(/(?:§+[ \u00a0]*)?[\p{Alphabetic}\p{N}\p{M}]+(?:[/.][\p{N}]+)*/gu)) {
      const lower = found[0].normalize("NFC").toLowerCase().replace(/^§+\s*/, "§");
      const own = stem(lower);
      if (wanted.some(({ word, stem: stemmed }) => own === stemmed || (word.length >= 2 && lower.startsWith(word)))) {
        ranges.push([found.index, found.index + found[0].length]);
      }
    }
    return ranges;
  }

  Object.assign(saksgangSok, { engine, matches, Numbers, frontCoded, isNear });
})();
