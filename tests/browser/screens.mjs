// Takes the pictures in docs/screens/ and writes the page that shows them. Builds the site first, as it was on one day, so that the same
// site gives the same pictures:
//
//   tests/run screens

import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { open, serve, visit } from "./site.mjs";

/** The day that `tests/run screens` builds the site for, and that the pages' own scripts take for today. */
const DAY = process.env.SAKSGANG_AS_OF ?? "2019-03-08";
const FOLDER = fileURLToPath(new URL("../../docs/screens/", import.meta.url));
/** All pictures together, in bytes. */
const LIMIT = 1_000_000;

/** Name of the file, address, what to see in it. */
const PICTURES = [
  ["front", "", "The front page: the next meetings, minutes open for comments, what was decided last, who owes what"],
  ["minutes", "referat/styringsgruppa/2019-03-01/", "Minutes: their state, the agenda, decisions in their items"],
  ["decision", "vedtak/sg-2-17/", "A decision: the text, whether it stands, and its chain"],
  ["decisions", "vedtak/", "The register of decisions"],
  ["actions", "oppfolging/", "Action items, the late ones first"],
  ["case", "sak/partnerskapskonferansen-2019/", "A case on its way through the meetings"],
  ["body", "organ/styringsgruppa/", "A body, with its members over the years"],
  ["plan", "organisasjonsplan/nav-indre-namdal/", "An organisation plan: the chart is SVG with real links"],
  ["mandate", "mandat/nav-i-nordland/", "A mandate, with the decision that adopted it"],
  ["search", "sok/?q=" + encodeURIComponent("partnerskapskonferansen"), "Search, with Norwegian inflections"],
];
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };
/** Those that are telling on a phone, and in the dark. */
const VARIANTS = [
  ["-320", { viewport: NARROW }, ["front", "minutes", "decisions", "plan"], "at 320 px"],
  ["-dark", { viewport: WIDE, colorScheme: "dark" }, ["minutes"], "in dark colours"],
];

async function take(site, options, names) {
  const browser = await open(site, { colorScheme: "light", reducedMotion: "reduce", ...options });
  const taken = new Map();
  try {
    await browser.page.clock.setFixedTime(new Date(`${DAY}T10:00:00`));
    const devtools = await browser.context.newCDPSession(browser.page);
    for (const [name, path] of PICTURES.filter(([name]) => names.includes(name))) {
      await visit(browser.page, site, path);
      if (name === "search") await browser.page.locator(".results a[href]").first().waitFor();
      const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 55 });
      taken.set(name, Buffer.from(data, "base64"));
    }
  } finally {
    await browser.close();
  }
  if (browser.troubles.length) throw new Error(browser.troubles.join("\n"));
  return taken;
}

const site = await serve();
const files = [];
try {
  const all = PICTURES.map(([name]) => name);
  for (const [suffix, options, names, how] of [["", { viewport: WIDE }, all, ""], ...VARIANTS]) {
    for (const [name, bytes] of await take(site, options, names)) {
      const [, , what] = PICTURES.find(([known]) => known === name);
      files.push({ file: `${name}${suffix}.webp`, bytes, what: how ? `${what.split(":")[0]}, ${how}` : what });
    }
  }
} finally {
  await site.close();
}

const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
if (total > LIMIT) throw new Error(`${total} bytes of pictures; ${LIMIT} are allowed`);
await mkdir(FOLDER, { recursive: true });
for (const old of await readdir(FOLDER)) if (old.endsWith(".webp")) await rm(join(FOLDER, old));
for (const { file, bytes } of files) await writeFile(join(FOLDER, file), bytes);
const shown = files.map(({ file, what }) => `## ${what}\n\n![${what}](${file})\n`);
await writeFile(
  join(FOLDER, "README.md"),
  `# The site in pictures\n\nThe documents in content/, as their site was on ${DAY}. Made by \`tests/run screens\`.\n\n${shown.join("\n")}`,
);
console.log(`${files.length} pictures, ${total} bytes`);
