// What every test here needs: the built site on loopback below a path of its own, and a Chromium that tells what went wrong.

import { createServer } from "node:http";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, sep } from "node:path";
import { chromium } from "playwright-core";

/** The built site; `tests/run` makes it. */
export const OUTPUT = given("SAKSGANG_OUTPUT");

/** The site is served below the path that site.toml's `base_url` says, as an intranet would. */
export const BASE = "/styringsdokumenter/";

/** The pages that tests look at closely: one of each kind. */
export const MAIN_PAGES = {
  "front page": "",
  minutes: "referat/styringsgruppa/2018-09-14/",
  mandate: "mandat/nav-i-nordland/",
  "organisation plan": "organisasjonsplan/nav-indre-namdal/",
  agreement: "avtale/partnerskapsavtale/",
  guide: "veileder/partnerskapsavtale/",
  "hearing answer": "horingssvar/partnerskapsavtale-versjon-3/",
  "decision register": "vedtak/",
  decision: "vedtak/sg-2-17/",
  "action items": "oppfolging/",
  "late action items": "oppfolging/over-fristen/",
  "action items of one": "oppfolging/ansvarlig/knut-erik-dahlmo/",
  body: "organ/styringsgruppa/",
  person: "person/knut-erik-dahlmo/",
  unit: "enhet/nav-nordland/",
  case: "sak/partnerskapskonferansen-2019/",
  statute: "lov/nav-loven/",
  topic: "tema/partnerskap/",
  year: "ar/2018/",
  note: "notat/budskapsnotat/",
  calendar: "kalender/",
  cases: "sak/",
  bodies: "organ/",
  people: "person/",
  units: "enhet/",
  statutes: "lov/",
  topics: "tema/",
  "documents of a type": "notat/",
  "data and feeds": "api/",
  search: "sok/",
  "open findings": "kvalitet/",
  "accessibility statement": "tilgjengelighet/",
  "not found": "404.html",
};

/** A former address, whose page sends readers on. */
export const REDIRECT = "om/";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
};

function given(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run tests/run browser`);
  return value;
}

/** Serves the output on a free port of loopback, as a plain web server would. */
export async function serve() {
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      if (!path.startsWith(BASE)) throw new Error("outside the site");
      let file = join(OUTPUT, path.slice(BASE.length));
      if (!(file + sep).startsWith(join(OUTPUT, sep))) throw new Error("outside the site");
      if ((await stat(file)).isDirectory()) {
        if (!path.endsWith("/")) throw new Error("a folder's address ends with a slash");
        file = join(file, "index.html");
      }
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/html; charset=utf-8" });
      response.end(await readFile(join(OUTPUT, "404.html")).catch(() => "404"));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, address: (page) => origin + BASE + page, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A Chromium with a fresh profile; `options` are playwright's for a context. */
export async function open(site, options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "saksgang-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: given("SAKSGANG_CHROMIUM"),
    headless: true,
    chromiumSandbox: false,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const troubles = [];
  watch(context, site, troubles);
  const page = context.pages()[0] ?? (await context.newPage());
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { page, context, troubles, close };
}

/** Opens one of the site's pages, which must be there. */
export async function visit(page, site, path) {
  const response = await page.goto(site.address(path));
  if (!response.ok()) throw new Error(`${response.status()} for ${path}`);
}

/** Notes console errors, broken content security policies, failed answers and requests to anybody else. */
function watch(context, site, troubles) {
  context.on("console", (message) => {
    if (message.type() === "error" || /content security policy/i.test(message.text())) {
      troubles.push(`console at ${message.page()?.url()}: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => troubles.push(`error at ${error.page()?.url()}: ${error.error()}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site.origin + BASE) && !url.startsWith("data:") && !url.startsWith("about:")) {
      troubles.push(`request to ${url} from ${request.frame()?.url()}`);
    }
  });
  context.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} for ${response.url()}`);
  });
}

/** Every HTML page of the output, as addresses below the site's root. */
export async function htmlPages() {
  const names = await readdir(OUTPUT, { recursive: true });
  const pages = names.map((name) => name.split(sep).join("/")).filter((name) => name.endsWith(".html"));
  return pages.sort().map((name) => name.replace(/(^|\/)index\.html$/, "$1"));
}

/** The same without those that send a browser on while a test looks at them. */
export async function stayingPages() {
  return (await htmlPages()).filter((path) => path !== REDIRECT);
}
