// Untrusted words through every text field into every template, opened in a real Chromium: nothing of it may run. The content security
// policy is taken out of the pages first, so that what is tested is the escaping alone.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { after, before, test } from "node:test";
import { open } from "./site.mjs";
import { FIELDS, TEXTS } from "./vectors.mjs";

/** Documents of each type; each field of each gets another share of the vectors, so that over them every field gets every vector. */
const SHARES = 12;
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };

let folder;
let site;
let browser;
const marked = [];

/** One share of the vectors as a YAML scalar, another for every field that asks. */
function fields(share) {
  let nth = 0;
  return () => {
    const own = FIELDS.filter((_, n) => n % SHARES === (share + nth) % SHARES);
    nth += 1;
    return JSON.stringify(`x ${own.join(" ")}`.replaceAll(/[\u0001]/g, ""));
  };
}

function texts(share) {
  return TEXTS.filter((_, n) => n % SHARES === share).join("\n\n");
}

/** A site with a vector wherever words can stand. */
function files() {
  const made = {};
  const registers = { personer: "", organer: "", enheter: "", lover: "", saksganger: "" };
  for (let share = 0; share < SHARES; share += 1) {
    const x = fields(share);
    const text = `${texts(share)}\n\n[@p${share}] [@o${share}] [@e${share}], NAV-loven § 14, [O${share} 1/19], [x][notat/n${share}]\n`;
    registers.personer += `p${share}:\n  navn: ${x()}\n  også: [${x()}]\n  roller:\n    - {rolle: ${x()}, enhet: e${share}, fra: 2015-01-01}\n`;
    registers.organer += `o${share}:\n  navn: ${x()}\n  kode: O${share}\n  opprettet: 2015-01-01\n  medlemmer:\n    - {person: p${share}, rolle: leder, fra: 2015-01-01}\n`;
    registers.enheter += `e${share}: {navn: ${x()}, type: ${x()}}\n`;
    registers.lover += `l${share}: {navn: ${x()}, kortnavn: [${x()}], lovdata: lov/2006-06-16-${share + 1}}\n`;
    registers.saksganger += `s${share}: {tittel: ${x()}, sammendrag: ${x()}}\n`;
    const common = () =>
      `tittel: ${x()}\nsammendrag: ${x()}\ntema: [${JSON.stringify(FIELDS[share * 5])}, felles]\narkivref: ${x()}\nansvarlig: p${share}\nhjemmel: ${x()}\n` +
      `rettelser:\n  - {dato: 2019-02-01, hva: ${x()}, hjemmel: ${x()}}\nvedlegg:\n  - {fil: felles.txt, tittel: ${x()}, rolle: ${x()}}\n`;
    const put = (type, name, own, body = text) => {
      made[`content/${type}/${name}.md`] = `---\ntype: ${type}\ndato: 2019-01-${10 + share}\n${common()}${own}---\n\n${body}`;
      made[`content/${type}/felles.txt`] = "Vedlegg.\n";
    };
    put(
      "referat",
      `r${share}`,
      `organ: o${share}\nsted: ${x()}\nmøteleder: {navn: ${x()}, rolle: ${x()}, enhet: {navn: ${x()}}}\nreferent: p${share}\ntil_stede:\n  - p${share}\n` +
        `  - {person: {navn: ${x()}, rolle: ${x()}}, rolle: ${x()}, merknad: ${x()}}\nforfall:\n  - {navn: ${x()}}\ngjester:\n  - {navn: ${x()}, rolle: ${x()}, enhet: {navn: ${x()}}}\n` +
        `neste_møte: {dato: 2019-03-01, sted: ${x()}, merknad: ${x()}}\nvedtak:\n  - {id: O${share} 1/19, sak: 1, tittel: ${x()}, tekst: ${x()}, hjemmel: ${x()}}\n` +
        `oppfølging:\n  - {sak: 1, tekst: ${x()}, ansvarlig: {navn: ${x()}}, frist: 2019-05-01}\n  - {sak: 1, tekst: ${x()}, ansvarlig: p${share}, frist: neste møte}\n`,
      `## Sak 1 ${JSON.parse(x())} {saksgang=s${share}}\n\n${text}`,
    );
    put(
      "mandat",
      `m${share}`,
      `organ: o${share}\nvedtatt: O${share} 1/19\noppdragsgiver: {navn: ${x()}}\noppdragstaker: {navn: ${x()}}\ngodkjent_av: [{navn: ${x()}}]\nperiode: {fra: 2019-01-01, til: 2019-12-31}\n` +
        `deltakere:\n  - {navn: ${x()}, rolle: ${x()}, enhet: {navn: ${x()}}, andel: 50}\nfaser:\n  - {navn: ${x()}, fra: 2019-01-01, til: 2019-02-01, leveranse: ${x()}}\nbudsjett: {poster: [{post: ${x()}, beløp: 12}], sum: 12}\n`,
      `## Oppdrag\n\n1. ${JSON.parse(x())}\n\n${text}`,
    );
    put(
      "organisasjonsplan",
      `p${share}`,
      `enhet: e${share}\nvedtatt: O${share} 1/19\norganisasjon:\n  navn: ${x()}\n  leder: {navn: ${x()}}\n  under:\n    - {navn: ${x()}, stillinger: 2, ansatte: [{navn: ${x()}}]}\n` +
        `bemanning: {rader: [{enhet: {navn: ${x()}}, statlig: 1, kommunal: 2}], sum: {statlig: 1, kommunal: 2}}\nfremdrift:\n  - {navn: ${x()}, fra: 2019-01-01, til: 2019-02-01}\n`,
    );
    put("avtale", `a${share}`, `parter:\n  - {enhet: e${share}, representert_ved: {navn: ${x()}}}\n  - {enhet: {navn: ${x()}}, representert_ved: p${share}}\nfølger: veileder/v${share}\nsignert: 2019-01-01\n`, `## 1 ${JSON.parse(x())}\n\n${text}`);
    put("veileder", `v${share}`, `versjon: ${x()}\nutgiver: ${x()}\nkrever_vedlegg: [${x()}]\n`, `## 1 ${JSON.parse(x())}\n\nTil vurdering\n\n- ${JSON.parse(x())}\n\n${text}`);
    put("rapport", `r${share}`, "");
    put("notat", `n${share}`, "");
    put("side", `s${share}`, "");
    put("eget", `e${share}`, "");
    made[`content/notat/<img src=x onerror=mark()> ${share}.md`] = `---\ntype: notat\ntittel: T\ndato: 2019-01-01\n---\nSe [x][notat/n${share}].\n`;
  }
  for (const [name, yaml] of Object.entries(registers)) made[`content/register/${name}.yaml`] = yaml;
  const x = fields(3);
  made["site.toml"] = `format = 1\ntitle = ${x()}\nowner = ${x()}\nbase_url = "https://example.org/"\n[types.eget]\nlabel = ${x()}\n`.replaceAll("\\/", "/");
  return made;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "saksgang-xss-"));
  for (const [path, text] of Object.entries(files())) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const program = process.env.SAKSGANG_BIN ?? new URL("../../target/debug/saksgang", import.meta.url).pathname;
  const quiet = ["a11y", "act", "agr", "allow", "att", "date", "dec", "fm", "id", "lang", "num", "per", "priv", "ref", "sum"].flatMap((family) => ["-A", family]);
  const ran = spawnSync(program, ["build", "--site", folder, "--as-of", "2019-06-01", ...quiet], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(ran.status, 0, ran.stdout.slice(0, 3000) + ran.stderr.slice(0, 3000));
  const server = createServer(async (request, response) => {
    try {
      let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      if (path.endsWith("/")) path += "index.html";
      let body = await readFile(join(folder, "public", path));
      if (extname(path) === ".html") {
        body = body.toString().replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, "");
        assert.doesNotMatch(body, /Content-Security-Policy"/i);
      }
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
  browser = await open(site);
  await browser.context.exposeFunction("mark", () => marked.push(browser.page.url()));
  browser.page.on("dialog", (dialog) => dialog.dismiss());
});

after(async () => {
  await browser?.close();
  site?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function pages() {
  const all = await readdir(join(folder, "public"), { recursive: true });
  return all.filter((path) => path.endsWith(".html")).sort();
}

/** What in a page could run, other than the site's own scripts. Runs in the page. */
function dangers() {
  const found = [];
  const runs = /^[\u0000-\u0020]*(j[\s]*a[\s]*v[\s]*a[\s]*s[\s]*c[\s]*r[\s]*i[\s]*p[\s]*t|vbscript|data)[\s]*:/i;
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (["iframe", "object", "embed", "base", "frame", "applet", "marquee", "math", "template"].includes(name)) found.push(`<${name}>`);
    if (name === "meta" && /refresh/i.test(element.httpEquiv) && !/^\d+;\s*url=[^:]*$/i.test(element.content)) found.push(`refresh ${element.content}`);
    if (name === "script" && !/json/.test(element.type)) {
      // The theme's own scripts, and the parts of the search index.
      const from = element.src ? new URL(element.src) : null;
      const own = from?.origin === location.origin && (from.pathname.startsWith("/_/") || /^\/sok\/[\w/-]+\.js$/.test(from.pathname));
      if (!own || element.textContent) found.push(`script ${element.outerHTML.slice(0, 80)}`);
    }
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name)) found.push(`${name} ${attribute.name}`);
      if (/^(href|src|action|formaction|xlink:href|srcdoc|data|poster|background|ping)$/i.test(attribute.name) && runs.test(attribute.value)) {
        found.push(`${name} ${attribute.name}=${attribute.value.slice(0, 60)}`);
      }
    }
  }
  return found;
}

test("no vector runs on any page, and nothing in it could", { timeout: 900_000 }, async () => {
  const all = await pages();
  assert.ok(all.length > 150, `${all.length} pages were made`);
  const wrong = [];
  for (const path of all) {
    await browser.page.goto(`${site.origin}/${path.split("/").map(encodeURIComponent).join("/")}`);
    if (path.includes("redirect")) continue;
    for (const danger of await browser.page.evaluate(dangers)) wrong.push(`${path}: ${danger}`);
    // What waits for somebody to point at it.
    await browser.page.evaluate(() => {
      for (const element of document.querySelectorAll("main *")) {
        for (const kind of ["mouseover", "mouseenter", "focus", "animationstart", "toggle"]) element.dispatchEvent(new Event(kind));
      }
    });
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(marked, []);
  console.log(`XSS vectors: ${FIELDS.length} in fields and ${TEXTS.length} in texts, on ${all.length} pages; marked: ${marked.length}`);
});

test("no vector runs in the search, as question or as answer", { timeout: 300_000 }, async () => {
  for (const asked of ["x", "felles", ...FIELDS.slice(0, 12), ...FIELDS.slice(42, 54)]) {
    await browser.page.goto(`${site.origin}/sok/?q=${encodeURIComponent(asked)}`);
    await browser.page.waitForTimeout(150);
    assert.deepEqual(await browser.page.evaluate(dangers), [], asked);
  }
  assert.deepEqual(marked, []);
});

test("the marks are seen where they are let through", async () => {
  await browser.page.goto(`${site.origin}/`);
  await browser.page.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=mark()><a href='javascript:mark()'>x</a>"));
  await browser.page.waitForTimeout(300);
  assert.equal(marked.length, 1);
  assert.equal((await browser.page.evaluate(dangers)).length, 2);
});
