// The search engine of the browser: ranks entries by elasticlunr's formula over the shards that sok-les.js reads.
// Knows nothing of the page; sok.js gives it what it asks for and shows what it finds. docs: ARCHITECTURE.md, "Search".
globalThis.saksgangSok ??= {};
(() => {
  "use strict";
  const { split, stem, key, Numbers, frontCoded, columns, DAY } = saksgangSok;
  const { sqrt, log, min } = Math;
  const FORMAT = 5;
  // A word that only begins like the query's counts this much of a whole one (elasticlunr's expansion penalty).
  const PREFIX_WEIGHT = 0.15;
  // Which shards a field lies in: titles, people and bodies in `t`, the text in `x`; and which of their lists it is.
  const SHARDS = { t: [0, 2, 3], x: [1] };
  // What may be missing of a word that is still being typed.
  const ENDINGS = ["e", "en", "er", "et", "t"];
  // So many entries are ranked to the last; the others are only counted.
  const RANKED = 400;
  const TITLE = 0;

  const parts = new Map();
  saksgangSok.parts = parts;
  saksgangSok.put = (name, ...data) => parts.set(name, data);
  saksgangSok.start = (data) => {
    saksgangSok.data = data;
  };

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

  /** The engine over a start file; `load` promises the data of a part by its name. */
  function engine(data, load) {
    if (data.format !== FORMAT) throw new Error(`search data of format ${data.format}`);
    if (key(data.sample, data.stop) !== data.language) throw new Error("search data of another language");
    const stop = new Set(data.stop);
    const count = data.entries;
    const read = columns(data);
    const { groupOf, kindOf, first, dates, years, setOf } = read;

    /** What is promised once and kept; a failure is not. */
    const kept = new Map();
    function once(name, make) {
      if (!kept.has(name)) {
        const made = make();
        made.catch(() => kept.delete(name));
        kept.set(name, made);
      }
      return kept.get(name);
    }

    /** What shards of a family are read with: of titles each entry's place in its group, of texts how long they are. */
    const facts = {
      t: async () => ({ known: read.nth, last: first.subarray(1).map((next) => next - 1), texts: null }),
      x: async () => saksgangSok.known(first, saksgangSok.lengths(read, await load("l"))),
    };

    const odds = Object.fromEntries(Object.entries(data.shards).map(([family, { odds }]) => [family, odds.map(saksgangSok.odds)]));
    /** A shard's tokens, and where each one's lists are. */
    function shard(family, number) {
      return once(family + number, async () => {
        const [own, packed] = await Promise.all([once(`known ${family}`, facts[family]), load(family + number)]);
        const read = saksgangSok.shard(SHARDS[family], first, own, odds[family][0], packed);
        const places = () => once(`${family}p${number}`, async () => saksgangSok.positions(read, odds[family][1], await load(`${family}p${number}`)));
        return { ...read, places };
      });
    }

    /** The tokens that are a word, or begin with it, each with its lists. */
    async function tokens(family, word, isPrefix) {
      const bounds = data.shards[family].begins;
      let from = lowest(bounds, word);
      if (bounds[from] !== word) from -= 1;
      let to = from;
      while (isPrefix && to + 1 < bounds.length && bounds[to + 1].startsWith(word)) to += 1;
      const numbers = [];
      for (let n = Math.max(from, 0); n <= to; n += 1) numbers.push(n);
      const found = [];
      for (const shared of await Promise.all(numbers.map((n) => shard(family, n)))) {
        const { words, lists } = shared;
        for (let n = lowest(words, word); n < words.length && (isPrefix ? words[n].startsWith(word) : words[n] === word); n += 1) {
          found.push({ token: words[n], lists: lists[n], shard: shared });
        }
      }
      return found;
    }

    /** Whether there may be such an id: most queries are none, and look for none. */
    const maybe = (id) => data.ids[Array.from(id).slice(0, 3).join("")]?.includes(id.length);

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

    /** A word that is not typed to its end may have a longer stem than the whole: “undersøkels” of “undersøkelse”, “undersøk”. */
    async function unfinished(term) {
      const whole = ENDINGS.map((ending) => stem(term.word + ending));
      for (const other of whole.filter((other) => other.length >= 3 && other !== term.stem && term.word.startsWith(other))) {
        const [t, x] = await Promise.all(Object.keys(SHARDS).map((family) => tokens(family, other, false)));
        if (t.length + x.length > 0) return Object.assign(term, { stem: other, t, x });
      }
      return term;
    }

    // One field's sums while it is scored: cleared entry by entry, as most queries touch few.
    const sum = new Float64Array(count);
    const exact = new Uint8Array(count);
    const met = new Uint32Array(count);
    const touched = new Uint32Array(count);
    let here = 0;

    /**
     * Adds what a token's list is worth to the sums, and the places that its word stands for to what entries hold. A function of its own,
     * which browsers compile as a whole.
     */
    function add({ entries, often, lengths, byEntry }, [from, to], weight, whole, bit, held, bits) {
      for (let at = from; at < to; at += 1) {
        const entry = entries[at];
        if (met[entry] === 0) touched[here++] = entry;
        met[entry] |= bit;
        held[entry] |= bits;
        sum[entry] += (sqrt(often[at]) * weight) / sqrt(lengths[byEntry ? entry : at]);
        exact[entry] += whole;
      }
    }

    /** Closes a field: its sums, with what a word in it counts, are added to `total`. Those that are new there come to `found`, after `many`. */
    function close(total, found, many, terms, all, boost) {
      for (let n = 0; n < here; n += 1) {
        const entry = touched[n];
        if (all === 0 || met[entry] === all) {
          if (total[entry] === 0) found[many++] = entry;
          total[entry] += boost * (exact[entry] > 0 ? (sum[entry] * exact[entry]) / terms : sum[entry]);
        }
        sum[entry] = exact[entry] = met[entry] = 0;
      }
      here = 0;
      return many;
    }

    /**
     * Scores, and which words each entry holds: elasticlunr's formula, field by field, in a fixed order. `found` has the entries with
     * a score, in no order.
     */
    function score(terms, everyWord = false) {
      const total = new Float64Array(count);
      const held = new Uint32Array(count);
      const found = new Uint32Array(count);
      const bit = terms.map((_, n) => 1 << min(n, 30));
      const all = everyWord ? bit.reduce((all, one) => all | one, 0) : 0;
      let many = 0;
      for (const [family, fields] of Object.entries(SHARDS)) {
        fields.forEach((field, nth) => {
          terms.forEach((term, n) => {
            for (const { token, lists, shard } of term[family]) {
              const list = lists[nth];
              if (!list) continue;
              const whole = token === term.stem;
              const idf = 1 + log(count / (list[1] - list[0] + 1));
              const weight = whole ? idf : idf * (1 - (token.length - term.stem.length) / token.length) * PREFIX_WEIGHT;
              add(shard, list, weight, whole ? 1 : 0, bit[n], held, term.bits);
            }
          });
          many = close(total, found, many, terms.length, all, data.fields[field][1]);
        });
      }
      return { total, held, found: found.subarray(0, many) };
    }

    /** The entries of a field that hold words at these distances from each other; all lists go up, so they are walked once. */
    async function following(tokens, nth, distances) {
      const all = await Promise.all(
        tokens.map(async ({ lists, shard }) => ({
          shard,
          list: lists[nth],
          ...(await shard.places()),
        })),
      );
      const at = all.map(({ list }) => list[0]);
      const found = [];
      for (; at[0] < all[0].list[1]; at[0] += 1) {
        const entry = all[0].shard.entries[at[0]];
        const holds = all.every(({ shard, list }, n) => {
          while (at[n] < list[1] && shard.entries[at[n]] < entry) at[n] += 1;
          return at[n] < list[1] && shard.entries[at[n]] === entry;
        });
        if (!holds) continue;
        const places = all.map(({ begins, places }, n) => places.slice(begins[at[n]], begins[at[n]] + all[n].shard.often[at[n]]));
        if (places[0].some((start) => places.every((own, n) => own.includes(start + distances[n])))) found.push(entry);
      }
      return found;
    }

    /** The entries that hold a phrase, in title or text; undefined where no word of it says anything. */
    async function holding(phrase) {
      const words = split(phrase).filter(({ word, width }) => !stop.has(word) && width === 1);
      if (words.length === 0) return undefined;
      const distances = words.map(({ position }) => position - words[0].position);
      const fields = await Promise.all(
        Object.keys(SHARDS).map(async (family) => {
          const found = await Promise.all(words.map(({ word }) => tokens(family, stem(word), false)));
          return found.every(([token]) => token?.lists[0]) ? following(found.map(([token]) => token), 0, distances) : [];
        }),
      );
      return new Set(fields.flat());
    }

    /** Adds up what was counted by place under the names that the places have. */
    function named(counts, names) {
      const sums = new Map();
      counts.forEach((n, place) => {
        if (n > 0) for (const name of names(place)) sums.set(name, (sums.get(name) ?? 0) + n);
      });
      return sums;
    }

    /** What was chosen, as a test of each facet. */
    function tests(chosen) {
      const year = Number(chosen.year ?? 0);
      return {
        types: data.kinds.map(([type]) => !chosen.type || type === chosen.type),
        states: data.kinds.map(([, state]) => !chosen.state || state === chosen.state),
        bodies: data.sets.map((set) => !chosen.body || set.some((body) => data.bodies[body] === chosen.body)),
        isYear: (own) => year === 0 || own === year,
      };
    }

    /** The entries that all choices allow. */
    function allowed(found, chosen) {
      if (!Object.values(chosen).some(Boolean)) return found;
      const { types, states, bodies, isYear } = tests(chosen);
      return found.filter((entry) => types[kindOf[entry]] && states[kindOf[entry]] && bodies[setOf[groupOf[entry]]] && isYear(years[groupOf[entry]]));
    }

    /** Counts values by facet, each facet as if nothing were chosen in it. */
    function counted(found, chosen) {
      const { types, states, bodies, isYear } = tests(chosen);
      const by = { type: [data.kinds.length], state: [data.kinds.length], body: [data.sets.length], year: [1e4] };
      for (const name of Object.keys(by)) by[name] = new Uint32Array(by[name][0]);
      for (const entry of found) {
        const kind = kindOf[entry];
        const group = groupOf[entry];
        const type = types[kind];
        const state = states[kind];
        const body = bodies[setOf[group]];
        const own = isYear(years[group]);
        const against = !type + !state + !body + !own;
        if (against > 1) continue;
        if (against === 0 || !type) by.type[kind] += 1;
        if (against === 0 || !state) by.state[kind] += 1;
        if (against === 0 || !body) by.body[setOf[group]] += 1;
        if (against === 0 || !own) by.year[years[group]] += 1;
      }
      return {
        type: named(by.type, (kind) => [data.kinds[kind][0]]),
        body: named(by.body, (set) => data.sets[set].map((body) => data.bodies[body])),
        year: named(by.year, (year) => (year > 0 ? [String(year)] : [])),
        state: named(by.state, (kind) => (data.kinds[kind][1] ? [data.kinds[kind][1]] : [])),
      };
    }

    /** The best of some entries by rank, then what stands before what does not, then the newer. */
    function best(entries, rank) {
      const ranks = new Float64Array(entries.length);
      for (let n = 0; n < ranks.length; n += 1) ranks[n] = rank(entries[n]);
      // Sorted without being compared here, numbers tell which are not worth an order.
      const least = ranks.length > RANKED ? ranks.slice().sort()[ranks.length - RANKED] : 0;
      const hits = [];
      ranks.forEach((rank, n) => rank >= least && hits.push({ entry: entries[n], rank }));
      const past = (entry) => data.kinds[kindOf[entry]][2];
      const order = (a, b) =>
        b.rank - a.rank || past(a.entry) - past(b.entry) || dates[groupOf[b.entry]] - dates[groupOf[a.entry]] || a.entry - b.entry;
      return hits.sort(order).slice(0, RANKED).map(({ entry }) => entry);
    }

    /**
     * What answers a query, best first: exact ids, then entries that hold all words, then those whose document does, then any;
     * within these by score, what stands before what does not, the newer before the older.
     */
    async function find(query, chosen = {}, reaches = reach) {
      const phrases = [...query.matchAll(/["«“”]([^"»“”]+)["»“”]/g)].map((match) => match[1]);
      const id = idOf(query);
      if (id === "" || split(query).length === 0) return { entries: [], words: [], counts: {}, total: 0, complete: 0, missing: [] };
      const [[exact], asked] = await Promise.all([maybe(id) ? tokens("t", `#${id}`, false) : [], ask(query, reaches)]);
      let terms = asked;
      if (!exact && terms.every(({ t, x }) => t.length + x.length === 0) && terms.length === 1) {
        terms = await ask(query, () => "exact");
      }
      await Promise.all(terms.filter(({ last, t, x }) => last && t.length + x.length === 0).map(unfinished));
      const { total, held, found: scored } = score(terms);
      const ids = new Set(exact?.lists[TITLE] ? exact.shard.entries.slice(...exact.lists[TITLE]) : []);
      const others = [...ids].filter((entry) => total[entry] === 0);
      let found = new Uint32Array(scored.length + others.length);
      found.set(scored);
      found.set(others, scored.length);
      for (const phrase of phrases) {
        const holds = await holding(phrase);
        if (holds) found = found.filter((entry) => holds.has(entry));
      }
      const all = terms.reduce((bits, term) => bits | term.bits, 0);
      const together = new Uint32Array(first.length - 1);
      for (const entry of found) together[groupOf[entry]] |= held[entry];
      const tier = (entry) => (ids.has(entry) ? 3 : held[entry] === all ? 2 : together[groupOf[entry]] === all ? 1 : 0);
      const kept = allowed(found, chosen);
      let complete = 0;
      const entries = best(kept, (entry) => {
        const own = tier(entry);
        if (own >= 2) complete += 1;
        return own * 1e4 + total[entry];
      });
      const missing = terms.filter(({ word, t, x }) => t.length + x.length === 0 && /^\p{Alphabetic}{3,}$/u.test(word));
      return {
        entries,
        words: terms,
        // Counted when they are asked for, which may be while rows are on their way.
        get counts() {
          return counted(found, chosen);
        },
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
      const own = rows[group % data.rows];
      const [document, home] = own;
      const nth = entry - first[group];
      const [kind, state, past] = data.kinds[kindOf[entry]];
      // A number of what is common, or title and place, for each entry but the first.
      let at = 2;
      for (let n = 1; n < nth; n += 1) at += typeof own[at] === "number" ? 1 : 2;
      const [title, place] = nth === 0 ? [document, ""] : (data.common[own[at]] ?? [own[at], own[at + 1]]);
      return {
        entry,
        group,
        kind,
        state,
        past: past === 1,
        date: years[group] ? new Date(dates[group] * DAY) : undefined,
        document,
        home,
        title,
        url: place.startsWith("/") ? place.slice(1) : home + place,
        nth,
      };
    }

    /** Answers a usual word from the titles as if nothing had been asked before, and reads lengths that say nothing. */
    function practise() {
      kept.clear();
      const bases = Array(2 * data.kinds.length).fill(1);
      saksgangSok.known(first, saksgangSok.lengths(read, [bases, "#".repeat(count), ""]));
      return find(data.usual, {}, (_, family) => (family === "t" ? "exact" : ""));
    }

    return { find, practise, usual: data.usual, suggest, row, ask, score, shard, groupOf, count };
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

  Object.assign(saksgangSok, { engine, matches, isNear });
})();
