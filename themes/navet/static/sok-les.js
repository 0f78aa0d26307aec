// Reads what the builder packed (src/pages/search): the columns of the start file, the lengths of texts, and shards of postings.
// Knows numbers and lists; sok-motor.js knows what they are worth.
globalThis.saksgangSok ??= {};
(() => {
  "use strict";
  const DAY = 864e5;
  const { min, clz32 } = Math;

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

  // A context learns much from its first choices and little once it knows.
  const LEARNS = [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5];
  const LONGEST = 24;
  const NUMBER = LONGEST * 4;
  const LEAST = 1 << 24;

  /** Reads choices and numbers that a range coder wrote (src/pages/search/coding.rs), step for step. */
  class Coded {
    constructor(text, { no, met }) {
      this.text = text;
      this.at = 0;
      this.no = no.slice();
      this.met = met.slice();
      this.range = 0x3fffffff;
      this.code = 0;
      for (let n = 0; n < 5; n += 1) this.code = (this.code << 6) | this.sign();
    }
    /** The next six bits; behind the end lie zeros. */
    sign() {
      if (this.at >= this.text.length) return 0;
      const sign = this.text.charCodeAt(this.at++);
      return sign > 92 ? sign - 36 : sign - 35;
    }
    settle() {
      while (this.range < LEAST) {
        this.range <<= 6;
        this.code = (this.code << 6) | this.sign();
      }
    }
    chosen(context) {
      const no = this.no[context];
      const met = this.met[context];
      const below = (this.range >>> 12) * no;
      if (met < 11) this.met[context] = met + 1;
      const yes = this.code >= below;
      if (yes) {
        this.no[context] = no - (no >>> LEARNS[met]);
        this.code -= below;
        this.range -= below;
      } else {
        this.no[context] = no + ((4096 - no) >>> LEARNS[met]);
        this.range = below;
      }
      if (this.range < LEAST) this.settle();
      return yes;
    }
    number(context) {
      let digits = 0;
      while (this.chosen(context + digits)) digits += 1;
      const highest = context + LONGEST + digits * 3 - 1;
      let number = 1;
      for (let n = 0; n < digits; n += 1) {
        if (n < 2) {
          number = number * 2 + (this.chosen(highest + number) ? 1 : 0);
        } else {
          this.range >>>= 1;
          const digit = this.code >= this.range ? 1 : 0;
          this.code -= this.range * digit;
          this.settle();
          number = number * 2 + digit;
        }
      }
      return number - 1;
    }
  }

  /** What contexts begin with: in 64 steps, or nothing known. */
  function odds(text) {
    const place = (n) => text.charCodeAt(n) - (text.charCodeAt(n) > 92 ? 36 : 35);
    const all = { length: text.length };
    return { no: Uint16Array.from(all, (_, n) => (place(n) < 64 ? place(n) * 64 + 32 : 2048)), met: Uint8Array.from(all, (_, n) => (place(n) < 64 ? 7 : 0)) };
  }

  /** Words that are written as a capital, for how much each shares with the one before, and the rest. */
  function* frontCoded(text) {
    let word = "";
    for (const [, shared, rest] of text.matchAll(/([A-Z])([^A-Z]*)/g)) {
      word = word.slice(0, shared.charCodeAt(0) - 65) + rest;
      yield word;
    }
  }

  /** The columns of the start file: of every group its date and bodies, of every entry its group and kind. */
  function columns(data) {
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
    // Where each kind's entries begin when they are sorted by kind.
    const begins = new Uint32Array(data.kinds.length + 1);
    for (let n = 0; n < entry; n += 1) begins[kindOf[n] + 1] += 1;
    for (let kind = 0; kind < data.kinds.length; kind += 1) begins[kind + 1] += begins[kind];
    return { groupOf, kindOf, first: Uint32Array.from([...first, entry]), dates, years, setOf, begins };
  }

  /** How many words the text of every entry has (src/pages/search/lengths.rs); `begins` tells where each kind's own are. */
  function lengths(kindOf, begins, [table, signs, rare]) {
    const at = begins.slice();
    const others = new Numbers(rare);
    const lengths = new Uint32Array(kindOf.length);
    for (let entry = 0; entry < kindOf.length; entry += 1) {
      const sign = signs.charCodeAt(at[kindOf[entry]]++);
      const place = sign - (sign > 92 ? 36 : 35);
      lengths[entry] = place === 90 ? others.next() : table[place];
    }
    return lengths;
  }

  // The contexts of a shard, in the order of src/pages/search/shards.rs.
  const CLASSES = 18;
  const KNOWN = 8;
  const DISTANCES = NUMBER;
  const OFTEN = DISTANCES + CLASSES * NUMBER;
  const LENGTHS = OFTEN + KNOWN * NUMBER;
  const SAME = LENGTHS + 4 * NUMBER;
  const IN = SAME + 4;
  const BEFORE = 20;
  const LONG = 16;

  /**
   * A shard: its words, and for each by field `[from, to]`, its postings' places in the columns `entries`, `often` and `lengths`, or
   * null. `first` has the first entry of every group and an end; `texts` the lengths of texts, where they are not in the shard.
   */
  function shard(fields, first, texts, odds, [tokens, text]) {
    const coded = new Coded(text, odds);
    const words = [...frontCoded(tokens)];
    const entries = [];
    const often = [];
    const lengths = texts ? undefined : [];
    const list = (nth) => {
      let left = coded.number(0);
      if (left === 0) return null;
      const from = entries.length;
      const to = from + left;
      const rarity = min(CLASSES - 1, 31 - clz32(left));
      let group = -1;
      let same = 0;
      while (left > 0) {
        group += 1 + coded.number(DISTANCES + rarity * NUMBER);
        const begin = first[group];
        let last = first[group + 1] - 1;
        // Nothing is in an entry without text.
        while (texts && last > begin && texts[last] === 0) last -= 1;
        let met = 0;
        let missed = 0;
        for (let entry = begin; entry <= last && left > 0; entry += 1) {
          if (texts && texts[entry] === 0) continue;
          const known = texts ? min(7, 32 - clz32(texts[entry])) : min(7, entry - begin);
          const before = met === 0 ? min(7, last - entry) : 4 + met * 4 + missed;
          if ((met > 0 || entry < last) && !coded.chosen(IN + (rarity * BEFORE + before) * KNOWN + known)) {
            if (missed < 3) missed += 1;
            continue;
          }
          if (met < 3) met += 1;
          missed = 0;
          left -= 1;
          entries.push(entry);
          often.push(1 + coded.number(OFTEN + known * NUMBER));
          if (!lengths) continue;
          if (!coded.chosen(SAME + nth)) same = coded.number(LENGTHS + nth * NUMBER);
          lengths.push(same);
        }
      }
      return [from, to];
    };
    const lists = words.map(() => fields.map((_, nth) => list(nth)));
    return { words, lists, entries, often, lengths };
  }

  /** The positions of the postings in a shard's first field: by posting where its own begin, and the positions. Ids have none. */
  function positions({ words, lists, entries, often, lengths }, texts, odds, [text]) {
    const coded = new Coded(text, odds);
    const begins = new Uint32Array(entries.length + 1);
    const places = [];
    words.forEach((word, n) => {
      const [from, to] = lists[n][0] ?? [0, 0];
      if (word.startsWith("#")) return;
      for (let at = from; at < to; at += 1) {
        begins[at] = places.length;
        const long = min(LONG - 1, (lengths ? lengths[at] : texts[entries[at]]) >> 3);
        let place = 0;
        for (let nth = 0; nth < often[at]; nth += 1) {
          place += coded.number((nth === 0 ? long : LONG + long) * NUMBER);
          places.push(place);
        }
      }
    });
    return { begins, places };
  }

  Object.assign(saksgangSok, { Numbers, frontCoded, odds, columns, lengths, shard, positions, DAY });
})();
