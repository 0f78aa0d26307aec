// Asks both searches the same questions in Chromium and writes what came of it into docs/benchmarks.md. Run by bench/search.

import { createRequire } from "node:module";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { cpus, loadavg } from "node:os";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";

const [work, documents] = process.argv.slice(2);
const { chromium } = createRequire(new URL("../tests/browser/site.mjs", import.meta.url))("playwright-core");
const REPEATS = Number(process.env.QUERIES ?? 40);
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const read = (name) => JSON.parse(readFileSync(join(work, name), "utf8"));

/** Pagefind's page: its module is there and initialised before the query, as its own interface does. */
const PAGEFIND_PAGE = `<!doctype html><html lang="no"><meta charset="utf-8"><title>Pagefind</title><ol id="list"></ol><script type="module">
const pagefind = await import("/pagefind/pagefind.js");
await pagefind.init();
window.ask = async (query) => {
  const began = performance.now();
  const found = await pagefind.search(query);
  const rows = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  document.getElementById("list").replaceChildren(...rows.map((row) => {
    const item = document.createElement("li");
    item.innerHTML = row.excerpt;
    item.prepend(row.meta.title);
    return item;
  }));
  return { ms: performance.now() - began, rows: rows.length };
};
</script>`;

/** What the server sent, as it counts itself: Pagefind asks from a worker, which a page's own network log does not show. */
const bytes = { data: 0, pages: 0 };
const ofSearch = (path) => /^\/(sok|pagefind)\/./.test(path) || /^\/_\/sok/.test(path);

/** Serves a folder with gzip; Pagefind's own files are compressed already. */
function serve() {
  const kept = new Map();
  const file = (path) => {
    if (path === "/pagefind.html") return [Buffer.from(PAGEFIND_PAGE), ".html"];
    const base = path.startsWith("/pagefind/") ? work : join(work, "site");
    const full = join(base, path.endsWith("/") ? `${path}index.html` : path);
    return [readFileSync(full), extname(full)];
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    try {
      if (!kept.has(path)) {
        const [bytes, extension] = file(path);
        const packed = TYPES[extension] ? gzipSync(bytes) : undefined;
        kept.set(path, { body: packed ?? bytes, headers: { "content-type": TYPES[extension] ?? "application/octet-stream", ...(packed ? { "content-encoding": "gzip" } : {}) } });
      }
      const { body, headers } = kept.get(path);
      bytes[ofSearch(path) ? "data" : "pages"] += body.length;
      response.writeHead(200, { ...headers, "content-length": body.length, "cache-control": "max-age=3600" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Words as they stand in the corpus, four letters or more; a third of the queries cut short, as by somebody who types. */
function queries() {
  let state = 1;
  const pick = (below) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % 65536 % below;
  const files = readdirSync(join(work, "corpus/content"), { recursive: true }).filter((name) => name.endsWith(".md")).sort();
  const word = () => {
    for (;;) {
      const text = readFileSync(join(work, "corpus/content", files[pick(files.length)]), "utf8").split("\n---\n").pop();
      const words = [...text.matchAll(/\p{L}{4,}/gu)].map(([one]) => one);
      if (words.length > 0) return words[pick(words.length)];
    }
  };
  return Array.from({ length: REPEATS }, (_, n) => {
    const asked = n % 2 === 0 ? word() : `${word()} ${word()}`;
    return n % 3 === 0 ? asked.slice(0, Math.max(4, asked.length - 2)) : asked;
  });
}

const OURS = {
  page: "/sok/",
  ready: () => Boolean(globalThis.saksgangSok?.data),
  ask: (query) =>
    new Promise((resolve) => {
      const list = document.getElementById("_sok-treff");
      const field = document.getElementById("_sok-ord");
      list.replaceChildren();
      const began = performance.now();
      new MutationObserver((_, observer) => {
        if (list.children.length === 0) return;
        observer.disconnect();
        resolve({ ms: performance.now() - began, rows: list.children.length });
      }).observe(list, { childList: true });
      field.value = query;
      field.dispatchEvent(new Event("input"));
      setTimeout(() => resolve({ ms: performance.now() - began, rows: 0 }), 20000);
    }),
};
const PAGEFIND = { page: "/pagefind.html", ready: () => Boolean(globalThis.ask), ask: (query) => globalThis.ask(query) };

/** Each query in a browser with nothing kept, then once more. */
async function measure(browser, origin, search, asked, link) {
  const results = [];
  for (const query of asked) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(120000);
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    if (link) await session.send("Network.emulateNetworkConditions", { offline: false, latency: link.ms, downloadThroughput: (link.mbit * 1e6) / 8, uploadThroughput: (link.mbit * 1e6) / 8 });
    Object.assign(bytes, { data: 0, pages: 0 });
    await page.goto(origin + search.page);
    await page.waitForFunction(search.ready);
    await page.waitForLoadState("networkidle");
    const before = { ...bytes };
    const cold = await page.evaluate(search.ask, query);
    await page.waitForTimeout(300);
    await page.waitForLoadState("networkidle");
    const after = { ...bytes };
    const warm = await page.evaluate(search.ask, query);
    results.push({ query, cold: cold.ms, warm: warm.ms, rows: cold.rows, before: before.data, data: after.data - before.data, excerpts: after.pages - before.pages });
    await context.close();
  }
  return results;
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)];
const both = (results, key, digits = 0) => `${at(results.map((r) => r[key]), 0.5).toFixed(digits)} / ${at(results.map((r) => r[key]), 0.95).toFixed(digits)}`;
const kb = (results, key) => {
  const values = results.map((r) => r[key] / 1000);
  return `${at(values, 0.5).toFixed(0)} / ${at(values, 0.95).toFixed(0)}`;
};

/** Files and bytes of a folder: as they lie, and as a server that compresses sends them. The list for lost addresses is no part of search. */
function weigh(folder) {
  const isOther = (name) => name.endsWith("index.html") || name.endsWith("adresser.json");
  const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((name) => statSync(name).isFile() && !isOther(name));
  const sent = (name, bytes) => (TYPES[extname(name)] ? gzipSync(bytes).length : bytes.length);
  let [raw, packed] = [0, 0];
  for (const name of files) {
    const bytes = readFileSync(name);
    raw += bytes.length;
    packed += sent(name, bytes);
  }
  return { files: files.length, raw: (raw / 1e6).toFixed(1), packed: (packed / 1e6).toFixed(1) };
}

const server = await serve();
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.SAKSGANG_CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const asked = queries();
const load = [loadavg()[0]];
const LINK = { mbit: 10, ms: 20 };
await measure(browser, origin, OURS, asked.slice(0, 3), undefined);
await measure(browser, origin, PAGEFIND, asked.slice(0, 3), undefined);
const figures = {
  ours: await measure(browser, origin, OURS, asked, undefined),
  pagefind: await measure(browser, origin, PAGEFIND, asked, undefined),
  oursFar: await measure(browser, origin, OURS, asked, LINK),
  pagefindFar: await measure(browser, origin, PAGEFIND, asked, LINK),
};
load.push(loadavg()[0]);
const version = browser.version();
await browser.close();
server.close();
writeFileSync(join(work, "figures.json"), JSON.stringify(figures, null, 1));

const index = existsSync(join(work, "index.json")) ? read("index.json") : undefined;
const made = read("pagefind.json");
const [own, other] = [weigh(join(work, "site/sok")), weigh(join(work, "pagefind"))];
const entries = Number(readFileSync(join(work, "site/sok/indeks.js"), "utf8").match(/"entries":(\d+)/)[1]);
const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, " ");
const table = `| ${thousands(documents)} documents, ${thousands(entries)} entries | Saksgang | Pagefind 1.6.0 |
| --- | --- | --- |
| index made, s of processor / s | ${index ? `${index.cpu} / ${index.wall}` : "–"} | ${made.cpu} / ${made.wall} |
| memory for it, MB | ${index ? index.peak_mb - index.held_mb : "–"} | ${made.peak_mb} |
| shipped, files | ${own.files} | ${other.files} |
| shipped, MB (as sent) | ${own.raw} (${own.packed}) | ${other.raw} (${other.packed}) |
| before the first query, KB | ${kb(figures.ours, "before")} | ${kb(figures.pagefind, "before")} |
| for a query, KB | ${kb(figures.ours, "data")} | ${kb(figures.pagefind, "data")} |
| for its excerpts, KB | ${kb(figures.ours, "excerpts")} | in the above |
| first answer on loopback, ms | ${both(figures.ours, "cold")} | ${both(figures.pagefind, "cold")} |
| first answer at 10 Mbit/s + 20 ms, ms | ${both(figures.oursFar, "cold")} | ${both(figures.pagefindFar, "cold")} |
| the same query again, ms | ${both(figures.ours, "warm", 1)} | ${both(figures.pagefind, "warm", 1)} |`;
console.log(table);

const section = `<!-- search -->
## Search

\`bench/search\` lays out ${thousands(documents)} documents with \`bench/corpus.py\`, builds the site, lets Pagefind read the pages of the
documents, and asks both the same ${REPEATS} queries (one or two words of four letters or more, a third of them cut short) in headless
Chromium ${version}, each in a browser with nothing kept. Pairs are the median and the 95th percentile. An answer is there when
ten rows are in the page: Pagefind's with their excerpts, ours without, as excerpts are cut from the found pages afterwards.
Bytes are as sent, without headers, by a server that compresses. Measured on ${cpus().length} cores (${cpus()[0]?.model.trim()})
with a load of ${load.map((one) => one.toFixed(0)).join(" before and ")} after: beyond the number of cores, times are those of a machine that other work shared, and only what
stands side by side can be compared. *How near the corpus is to real text* is
told below.

${table}
<!-- /search -->`;
const file = new URL("../docs/benchmarks.md", import.meta.url);
let text = "# Benchmarks\n";
try {
  text = readFileSync(file, "utf8");
} catch {
  // The first section that is written makes the file.
}
const old = /<!-- search -->[^]*<!-- \/search -->/;
writeFileSync(file, old.test(text) ? text.replace(old, () => section) : `${text.trimEnd()}\n\n${section}\n`);
