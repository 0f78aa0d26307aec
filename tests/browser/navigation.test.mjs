// The way that people take: from a mandate to the decision that adopted it, to the minutes where it was made; and the search.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { MAIN_PAGES, htmlPages, open, serve, stayingPages, visit } from "./site.mjs";

let site;
let browser;
before(async () => {
  site = await serve();
  browser = await open(site);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

test("from a mandate to the decision that adopted it, to the minutes where it was made", async () => {
  const { page } = browser;
  await visit(page, site, MAIN_PAGES.mandate);
  await page.locator("main a", { hasText: "SG 2/17" }).first().click();
  await page.waitForURL(site.address("vedtak/sg-2-17/"));
  assert.match(await page.locator("h1").innerText(), /SG\s2\/17/);
  await page.locator('main a[href*="referat/styringsgruppa/2017-09-08"]').first().click();
  await page.waitForURL((url) => url.pathname.endsWith("/referat/styringsgruppa/2017-09-08/"));
  const decision = page.locator("#sg-2-17");
  assert.match(await decision.innerText(), /SG\s2\/17/);
  if (new URL(page.url()).hash) {
    assert.ok(await page.locator(new URL(page.url()).hash).isVisible(), "the fragment leads to something that is shown");
  }
});

test("the search finds a word in an inflection that no page has, and the result leads there", async () => {
  const { page } = browser;
  const inflected = "kartleggingenes";
  for (const path of await htmlPages()) {
    const html = await (await page.request.get(site.address(path))).text();
    assert.ok(!html.toLowerCase().includes(inflected), `${path} has the very word; choose another`);
  }
  await visit(page, site, "");
  const field = page.getByRole("searchbox").first();
  await field.fill(inflected);
  await field.press("Enter");
  await page.waitForURL((url) => url.pathname.endsWith("/sok/"));
  const result = page.locator("main a[href]", { hasText: /kartlegging/i }).first();
  await result.waitFor();
  await result.click();
  await page.waitForURL((url) => !url.pathname.endsWith("/sok/"));
  assert.match(await page.locator("main").innerText(), /kartlegging/i);
});

test("the search says so when nothing is found", async () => {
  const { page } = browser;
  await visit(page, site, "sok/?q=xyzzyplugh");
  await page.getByText(/ingen treff|fant ingen/i).first().waitFor();
  assert.equal(await page.locator("#_sok-treff a").count(), 0);
});

test("the search goes to a decision by its id", async () => {
  const { page } = browser;
  await visit(page, site, "sok/?q=" + encodeURIComponent("SG 3/17"));
  const first = page.locator('main a[href*="vedtak/sg-3-17"]').first();
  await first.waitFor({ timeout: 15_000 });
  await first.click();
  await page.waitForURL(site.address("vedtak/sg-3-17/"));
});

test("/ moves to the search field, and the first tab reaches the skip link", async () => {
  const { page } = browser;
  await visit(page, site, MAIN_PAGES.minutes);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => ({ text: document.activeElement.textContent, href: document.activeElement.getAttribute("href") }));
  assert.match(first.text, /Hopp til/);
  assert.ok(await page.locator(":focus").isVisible(), "the skip link is shown when it has focus");
  await page.keyboard.press("Enter");
  const target = page.locator(first.href);
  assert.equal(await target.count(), 1, "the skip link leads somewhere");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate((id) => document.querySelector(id).contains(document.activeElement), first.href);
  assert.ok(inside, "the next tab is inside the content");
  await visit(page, site, MAIN_PAGES.minutes);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
});

test("every link and button can be reached by keyboard and shows that it has focus", async () => {
  const { page } = browser;
  await visit(page, site, MAIN_PAGES.minutes);
  const count = await page.locator("a[href]:visible, button:visible, input:visible, summary:visible").count();
  const seen = new Set();
  const unmarked = [];
  for (let n = 0; n < count + 5; n += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      const number = [...document.querySelectorAll("*")].indexOf(element);
      return { number, marked: marked || style.boxShadow !== "none", name: element.outerHTML.slice(0, 80) };
    });
    if (!focus) break;
    seen.add(focus.number);
    if (!focus.marked) unmarked.push(focus.name);
  }
  assert.deepEqual(unmarked, []);
  assert.ok(seen.size >= count - 1, `${seen.size} of ${count} were reached`);
});

test("what is folded opens and closes by keyboard, and focus is seen on it", async () => {
  const narrow = await open(site, { viewport: { width: 320, height: 640 } });
  try {
    await visit(narrow.page, site, MAIN_PAGES.minutes);
    const summary = narrow.page.locator("details.toc-small > summary");
    for (let n = 0; n < 60 && !(await summary.evaluate((element) => element === document.activeElement)); n += 1) {
      await narrow.page.keyboard.press("Tab");
    }
    assert.ok(parseFloat(await summary.evaluate((element) => getComputedStyle(element).outlineWidth)) > 0, "reached, and seen to be");
    const folded = narrow.page.locator("details.toc-small a").first();
    assert.ok(!(await folded.isVisible()));
    await narrow.page.keyboard.press("Enter");
    assert.ok(await folded.isVisible(), "opened");
    await narrow.page.keyboard.press("Enter");
    assert.ok(!(await folded.isVisible()), "closed");
  } finally {
    await narrow.close();
  }
});

test("a heading's sign copies its link and how it is cited", async () => {
  const { page, context } = browser;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = async (path, id) => {
    await visit(page, site, path);
    const sign = page.locator(`#${id} a.permalink`);
    await sign.focus();
    await sign.click();
    await sign.getByText("Kopiert").waitFor();
    return (await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\u00a0", " ").split("\n");
  };
  assert.deepEqual(await copied(MAIN_PAGES.minutes, "sak-4"), [
    "Styringsgruppa for NAV i Nordland i en ny tid 14. september 2018, sak 4",
    site.address(MAIN_PAGES.minutes) + "#sak-4",
  ]);
  assert.deepEqual(await copied(MAIN_PAGES.mandate, "bakgrunn"), [
    "Mandat for prosjektet NAV i Nordland i en ny tid 8. september 2017, «Bakgrunn»",
    site.address(MAIN_PAGES.mandate) + "#bakgrunn",
  ]);
  assert.deepEqual(await copied(MAIN_PAGES.minutes, "_vedlegg"), [
    "Styringsgruppa for NAV i Nordland i en ny tid 14. september 2018, «Vedlegg»",
    site.address(MAIN_PAGES.minutes) + "#_vedlegg",
  ]);
});

test("without JavaScript every main page shows its title, its text and its links", async () => {
  const plain = await open(site, { javaScriptEnabled: false });
  try {
    for (const [name, path] of Object.entries(MAIN_PAGES)) {
      await visit(plain.page, site, path);
      assert.ok(await plain.page.locator("h1").isVisible(), `${name}: a title`);
      assert.ok(await plain.page.locator("main a[href]:visible").count(), `${name}: links`);
    }
    await visit(plain.page, site, MAIN_PAGES.minutes);
    for (const part of ["#sak-1", "#sak-2"]) assert.ok(await plain.page.locator(part).isVisible(), part);
    await visit(plain.page, site, MAIN_PAGES["decision register"]);
    assert.ok((await plain.page.locator("main tr:visible").count()) > 10, "the register's rows");
    assert.deepEqual(plain.troubles, []);
  } finally {
    await plain.close();
  }
});

test("no page logs an error, breaks the content security policy, or asks anybody else for anything", async () => {
  const { page, troubles } = browser;
  const pages = await stayingPages();
  assert.ok(pages.length > 100, `${pages.length} pages`);
  const without = [];
  for (const path of pages) {
    await visit(page, site, path);
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').first().getAttribute("content").catch(() => null);
    if (!policy || /unsafe-|\*/.test(policy)) without.push(`${path}: ${policy}`);
  }
  assert.deepEqual(without, [], "every page carries a strict policy");
  assert.deepEqual(troubles, []);
});
