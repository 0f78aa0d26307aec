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

  // How many signs a file's mark has.
  const MARK = 5;

  /** The file of a part, beside the start file: two shards share a mark, and eight files of rows (src/pages/search/names.rs). */
  function file(marks, name) {
    const [, kind, number] = name.match(/^(.)\D*(\d*)$/);
    const at = Math.floor(number / (kind === "m" ? 8 : 2)) * MARK;
    return `data/${name}-${(marks[kind] ?? "").slice(at, at + MARK)}.js`;
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

  /**
   * The columns of the start file: of every group its first entry, date and bodies; of every entry its group, its kind, its place in the
   * group up to 7, and where the length of its text is in the file of lengths.
   */
  function columns(data) {
    const shapes = data.shapes.map((text) => {
      const numbers = new Numbers(text);
      const runs = [];
      while (numbers.more) runs.push([numbers.next(), numbers.next()]);
      return runs;
    });
    const groupOf = new Uint32Array(data.entries);
    const kindOf = new Uint16Array(data.entries);
    const nth = new Uint8Array(data.entries);
    const column = new Uint16Array(data.entries);
    const first = [];
    const groups = new Numbers(data.groups);
    let entry = 0;
    while (groups.more) {
      const group = first.length;
      first.push(entry);
      for (const [kind, count] of shapes[groups.next()]) {
        kindOf.fill(kind, entry, entry + count);
        groupOf.fill(group, entry, entry + count);
        // The first of a run is in a column of its own.
        column.fill(2 * kind + 1, entry, entry + count);
        column[entry] = 2 * kind;
        entry += count;
      }
      for (let n = first[group]; n < entry; n += 1) nth[n] = min(7, n - first[group]);
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
    // Where each entry's length is: entries are sorted by their columns.
    const begins = new Uint32Array(2 * data.kinds.length + 1);
    for (let n = 0; n < entry; n += 1) begins[column[n] + 1] += 1;
    for (let n = 1; n < begins.length; n += 1) begins[n] += begins[n - 1];
    const lengthAt = new Uint32Array(entry);
    for (let n = 0; n < entry; n += 1) lengthAt[n] = begins[column[n]]++;
    return { groupOf, kindOf, nth, column, lengthAt, first: Uint32Array.from([...first, entry]), dates, years, setOf };
  }

  /** How many words the text of every entry has (src/pages/search/lengths.rs). */
  function lengths({ column, lengthAt }, [bases, signs, rare]) {
    const others = [];
    const lengths = new Uint32Array(column.length);
    for (let entry = 0; entry < lengths.length; entry += 1) {
      const sign = signs.charCodeAt(lengthAt[entry]);
      const place = sign - (sign > 92 ? 36 : 35);
      if (place < 90) lengths[entry] = bases[column[entry]] + place;
      else others.push(entry);
    }
    const far = new Numbers(rare);
    others.sort((a, b) => lengthAt[a] - lengthAt[b]);
    for (const entry of others) lengths[entry] = far.next();
    return lengths;
  }

  // What is known of an entry that is in no list.
  const NEVER = 255;

  /** What is known of entries by the lengths of their texts, before a list tells which it has; and every group's last with text. */
  function known(first, texts) {
    const known = new Uint8Array(texts.length);
    for (let entry = 0; entry < texts.length; entry += 1) known[entry] = texts[entry] === 0 ? NEVER : min(7, 32 - clz32(texts[entry]));
    const last = new Uint32Array(first.length - 1);
    for (let group = 0; group < last.length; group += 1) {
      last[group] = first[group + 1] - 1;
      while (last[group] > first[group] && known[last[group]] === NEVER) last[group] -= 1;
    }
    return { known, last, texts };
  }

  // The contexts of a shard, in the order of src/pages/search/lists.rs.
  const CLASSES = 18;
  const KNOWN = 8;
  const DISTANCES = NUMBER;
  const OFTEN = DISTANCES + CLASSES * NUMBER;
  const LENGTHS = OFTEN + KNOWN * NUMBER;
  const SAME = LENGTHS + 4 * NUMBER;
  const IN = SAME + 4;
  const BEFORE = 20;
  const LONG = 16;

  // What shards are read into before it is known how much it is; they grow.
  let room = 1 << 15;
  let [entriesRoom, oftenRoom, lengthsRoom] = [0, 0, 0].map(() => new Uint32Array(room));
  function grow(needed) {
    while (room < needed) room *= 2;
    const larger = (old) => {
      const made = new Uint32Array(room);
      made.set(old);
      return made;
    };
    [entriesRoom, oftenRoom, lengthsRoom] = [entriesRoom, oftenRoom, lengthsRoom].map(larger);
  }

  /**
   * A shard: its words, and for each by field `[from, to]`, its postings' places in the columns `entries` and `often`, or null.
   * `lengths` has the length of a posting's field: by posting where the shard has them, else by entry (`texts` of `facts`, which is
   * what is known of entries). `first` has the first entry of every group and an end.
   */
  function shard(fields, first, facts, odds, [tokens, text]) {
    const coded = new Coded(text, odds);
    const words = [...frontCoded(tokens)];
    const { known, last, texts } = facts;
    let count = 0;
    const list = (nth) => {
      let left = coded.number(0);
      if (left === 0) return null;
      const from = count;
      if (count + left > room) grow(count + left);
      const [entries, often, lengths] = [entriesRoom, oftenRoom, lengthsRoom];
      const rarity = min(CLASSES - 1, 31 - clz32(left));
      let group = -1;
      let same = 0;
      while (left > 0) {
        group += 1 + coded.number(DISTANCES + rarity * NUMBER);
        if (group >= last.length) throw new Error("a shard of other groups");
        const end = last[group];
        let met = 0;
        let missed = 0;
        for (let entry = first[group]; entry <= end && left > 0; entry += 1) {
          const what = known[entry];
          // Nothing is in an entry without text.
          if (what === NEVER) continue;
          const before = met === 0 ? min(7, end - entry) : 4 + met * 4 + missed;
          if ((met > 0 || entry < end) && !coded.chosen(IN + (rarity * BEFORE + before) * KNOWN + what)) {
            if (missed < 3) missed += 1;
            continue;
          }
          if (met < 3) met += 1;
          missed = 0;
          left -= 1;
          entries[count] = entry;
          often[count] = 1 + coded.number(OFTEN + what * NUMBER);
          if (texts === null) {
            if (!coded.chosen(SAME + nth)) same = coded.number(LENGTHS + nth * NUMBER);
            lengths[count] = same;
          }
          count += 1;
        }
      }
      return [from, count];
    };
    const lists = words.map(() => fields.map((_, nth) => list(nth)));
    const [entries, often] = [entriesRoom.slice(0, count), oftenRoom.slice(0, count)];
    return { words, lists, entries, often, lengths: texts ?? lengthsRoom.slice(0, count), byEntry: texts !== null };
  }

  /** The positions of the postings in a shard's first field: by posting where its own begin, and the positions. Ids have none. */
  function positions({ words, lists, entries, often, lengths, byEntry }, odds, [text]) {
    const coded = new Coded(text, odds);
    const begins = new Uint32Array(entries.length + 1);
    const places = [];
    words.forEach((word, n) => {
      const [from, to] = lists[n][0] ?? [0, 0];
      if (word.startsWith("#")) return;
      for (let at = from; at < to; at += 1) {
        begins[at] = places.length;
        const long = min(LONG - 1, lengths[byEntry ? entries[at] : at] >> 3);
        let place = 0;
        for (let nth = 0; nth < often[at]; nth += 1) {
          place += coded.number((nth === 0 ? long : LONG + long) * NUMBER);
          places.push(place);
        }
      }
    });
    return { begins, places };
  }

  Object.assign(saksgangSok, { Numbers, frontCoded, file, odds, columns, lengths, known, shard, positions, DAY });
})();
