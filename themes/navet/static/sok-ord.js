// The language of the search in the browser: how a text becomes tokens. Letter for letter the same as
// src/pages/search/language.rs; a test holds the two against each other over every token of the content.
// A plain script, not a module: modules are not loaded where a site is opened from a file share.
globalThis.saksgangSok ??= {};
(() => {
  "use strict";
  const MONTHS = ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"];
  const isSpace = (c) => c === " " || c === "\u00a0";
  const isDigit = (c) => c >= "0" && c <= "9";
  const isWord = (c) => c !== undefined && /[\p{Alphabetic}\p{N}]/u.test(c);

  /** The tokens of a text: split, stop words dropped, stemmed. */
  function tokens(text, stop) {
    return split(text)
      .filter(({ word }) => !stop.has(word))
      .map(({ word }) => stem(word))
      .filter(Boolean);
  }

  /**
   * Splits a text into words, numbers, sections and dates, not yet stemmed. Each has a position, and stands for `width` of them:
   * a compound for its parts, a date for its words.
   */
  function split(text) {
    const chars = Array.from(text.normalize("NFC").toLowerCase());
    const found = [];
    let at = 0;
    let position = 0;
    const add = (word, place, width = 1) => found.push({ word, position: place, width });
    const run = (ahead, belongs) => {
      let n = 0;
      while (at + ahead + n < chars.length && belongs(chars[at + ahead + n])) n += 1;
      return n;
    };
    const cut = (ahead, length) => chars.slice(at + ahead, at + ahead + length).join("");
    const is = (ahead, belongs) => at + ahead < chars.length && belongs(chars[at + ahead]);
    const push = (length) => {
      add(cut(0, length), position);
      position += 1;
      at += length;
    };

    function section() {
      let ahead = run(0, (c) => c === "§");
      ahead += run(ahead, isSpace);
      const digits = run(ahead, isDigit);
      if (digits === 0) {
        at += Math.max(ahead, 1);
        return;
      }
      let length = digits;
      if (is(ahead + length, (c) => c === "-")) {
        const more = run(ahead + length + 1, isDigit);
        if (more > 0) length += more + 1;
      }
      const number = `§${cut(ahead, length)}`;
      let end = ahead + length;
      const gap = is(end, isSpace) ? 1 : 0;
      if (is(end + gap, (c) => c >= "a" && c <= "z" && c !== "i") && !is(end + gap + 1, isWord)) {
        add(number + cut(end + gap, 1), position);
        end += gap + 1;
      }
      add(number, position);
      position += 1;
      at += end;
    }

    function date(digits) {
      if (digits === 4 && is(4, (c) => c === "-") && run(5, isDigit) === 2 && is(7, (c) => c === "-")) {
        return run(8, isDigit) === 2 ? [cut(0, 10), 10] : null;
      }
      if (digits > 2 || !is(digits, (c) => c === ".")) return null;
      const day = cut(0, digits);
      const monthDigits = run(digits + 1, isDigit);
      if (monthDigits === 1 || monthDigits === 2) {
        const dot = digits + 1 + monthDigits;
        const yearDigits = run(dot + 1, isDigit);
        if (!is(dot, (c) => c === ".") || (yearDigits !== 2 && yearDigits !== 4)) return null;
        return [iso(cut(dot + 1, yearDigits), cut(digits + 1, monthDigits), day), dot + 1 + yearDigits];
      }
      const nameAt = digits + 1 + run(digits + 1, isSpace);
      const letters = run(nameAt, isWord);
      const month = MONTHS.indexOf(cut(nameAt, letters)) + 1;
      if (month === 0) return null;
      const yearAt = nameAt + letters + run(nameAt + letters, isSpace);
      return run(yearAt, isDigit) === 4 ? [iso(cut(yearAt, 4), String(month), day), 0] : null;
    }

    function number() {
      const digits = run(0, isDigit);
      const dated = date(digits);
      if (dated) {
        add(dated[0], position, dated[1] > 0 ? 1 : 3);
        if (dated[1] > 0) {
          position += 1;
          at += dated[1];
          return;
        }
      }
      if (is(digits, (c) => c === "/")) {
        const more = run(digits + 1, isDigit);
        if (more >= 2 && more <= 4 && digits !== 4) {
          push(digits + 1 + more);
          return;
        }
      }
      let length = digits;
      while (is(length, (c) => c === ".") && is(length + 1, isDigit)) length += 1 + run(length + 1, isDigit);
      if (length === digits) length += run(digits, isWord);
      push(length);
    }

    function word() {
      const first = position;
      let whole = "";
      let parts = 0;
      for (;;) {
        const length = run(0, isWord);
        whole += cut(0, length);
        parts += 1;
        push(length);
        if (!(is(0, (c) => c === "-") && is(1, (c) => isWord(c) && !isDigit(c)))) break;
        at += 1;
      }
      if (parts > 1) add(whole, first, parts);
    }

    while (at < chars.length) {
      const c = chars[at];
      if (c === "§") section();
      else if (isDigit(c)) number();
      else if (isWord(c)) word();
      else at += 1;
    }
    return found;
  }

  function iso(year, month, day) {
    const full = year.length === 2 ? String((Number(year) < 50 ? 2000 : 1900) + Number(year)) : year;
    return `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }

  // Snowball's Norwegian stemmer, from its published description: a region R1 after the first consonant that follows a vowel
  // (at least three letters in), then three steps, each removing the longest ending that lies in R1.
  const VOWELS = "aeiouyæåø";
  const isVowel = (c) => VOWELS.includes(c);
  const DELETED = [
    "hetenes", "hetene", "hetens", "endes", "heten", "heter", "edes", "enes", "ande", "ende", "ast", "ede", "ane", "ene", "ens", "ers",
    "ets", "het", "as", "ar", "en", "er", "es", "et", "a", "e",
  ];
  const FIRST = [...DELETED, "erte", "ert", "s"].sort((a, b) => b.length - a.length);
  const S_ENDING = "bcdfghjlmnoprtvyz";
  const OTHERS = ["hetslov", "eleg", "elig", "elov", "slov", "leg", "eig", "lig", "els", "lov", "ig"];

  /** The stem of a word. */
  function stem(word) {
    const chars = Array.from(word);
    let r1 = chars.length;
    if (chars.length >= 3) {
      let n = chars.findIndex(isVowel);
      if (n >= 0) {
        while (n < chars.length && isVowel(chars[n])) n += 1;
        if (n < chars.length) r1 = Math.max(n + 1, 3);
      }
    }
    const ends = (ending) => {
      const from = chars.length - ending.length;
      return from >= r1 && chars.slice(from).join("") === ending;
    };
    const drop = (length) => chars.splice(chars.length - length, length);

    // The longest ending decides, also where its condition then fails.
    const longest = FIRST.find(ends);
    if (longest === "erte" || longest === "ert") {
      drop(longest.length - 2);
    } else if (longest === "s") {
      const before = chars[chars.length - 2];
      const beforeThat = chars[chars.length - 3];
      if (S_ENDING.includes(before) || (before === "k" && beforeThat !== undefined && !isVowel(beforeThat))) drop(1);
    } else if (longest !== undefined) {
      drop(longest.length);
    }
    if (ends("dt") || ends("vt")) drop(1);
    const other = OTHERS.find(ends);
    if (other !== undefined) drop(other.length);
    return chars.join("");
  }

  /**
   * Whether this language is the one that the data was made with: the hash of what a sample becomes, and of the stop words, as
   * the builder has it (FNV-1a, 32 bits).
   */
  function key(sample, stop) {
    const text = `${tokens(sample, new Set(stop)).join(" ")}|${stop.join(" ")}`;
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, "0");
  }

  Object.assign(saksgangSok, { split, stem, tokens, key });
})();
