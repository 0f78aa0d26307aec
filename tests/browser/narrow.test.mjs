// Narrow screens and paper: nothing scrolls sideways at 320 px, and nothing is cut off.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { MAIN_PAGES, open, serve, stayingPages, visit } from "./site.mjs";

let site;
before(async () => {
  site = await serve();
});
after(() => site?.close());

test("no page scrolls sideways at 320 px", async () => {
  const browser = await open(site, { viewport: { width: 320, height: 640 } });
  try {
    const wide = [];
    for (const path of await stayingPages()) {
      await visit(browser.page, site, path);
      const excess = await browser.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (excess > 0) wide.push(`${path}: ${excess} px`);
      const cut = await browser.page.evaluate(() => [...document.querySelectorAll(".cards")].some((box) => box.scrollWidth > box.clientWidth));
      if (cut) wide.push(`${path}: a card's words go beyond it`);
    }
    assert.deepEqual(wide, []);
  } finally {
    await browser.close();
  }
});

test("on a wide screen a register's head stays in sight", async () => {
  const browser = await open(site, { viewport: { width: 1280, height: 600 } });
  try {
    await visit(browser.page, site, MAIN_PAGES["decision register"]);
    await browser.page.locator("tbody tr").last().scrollIntoViewIfNeeded();
    const { y } = await browser.page.locator("thead th").first().boundingBox();
    assert.ok(y >= 0 && y < 10, `the head is ${y} px down`);
  } finally {
    await browser.close();
  }
});

test("the first screen of a phone tells what is next, and what was decided", async () => {
  const browser = await open(site, { viewport: { width: 320, height: 640 } });
  try {
    const seen = async (path, selector) => {
      await visit(browser.page, site, path);
      const first = browser.page.locator(selector).first();
      if (!(await first.count())) return false;
      const { y, height } = await first.boundingBox();
      assert.ok(y + height <= 640, `${path}: ${selector} ends ${y + height} px down`);
      return true;
    };
    assert.ok(await seen("", "#_kommende + ul time"));
    const minutes = (await stayingPages()).filter((path) => /^referat\/.+\/\d{4}-/.test(path));
    const told = [];
    for (const path of minutes) if (await seen(path, ".made li")) told.push(path);
    assert.ok(told.length > 5, `${told.length} of ${minutes.length} sets of minutes have decisions`);
  } finally {
    await browser.close();
  }
});

test("text can be twice as large without scrolling sideways", async () => {
  const browser = await open(site, { viewport: { width: 1280, height: 900 } });
  try {
    const wide = [];
    for (const [name, path] of Object.entries(MAIN_PAGES)) {
      await visit(browser.page, site, path);
      await browser.page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      });
      const excess = await browser.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (excess > 0) wide.push(`${name}: ${excess} px`);
    }
    assert.deepEqual(wide, []);
  } finally {
    await browser.close();
  }
});

test("paper has the text and not the menus", async () => {
  const browser = await open(site);
  try {
    await visit(browser.page, site, MAIN_PAGES.minutes);
    await browser.page.emulateMedia({ media: "print" });
    assert.ok(await browser.page.locator("h1").isVisible());
    const [minutes, register] = [MAIN_PAGES.minutes, MAIN_PAGES["decision register"]];
    for (const path of [register, minutes]) {
      await visit(browser.page, site, path);
      for (const screen of ["nav", "form", "input", "button:not(thead button)", ".more"]) {
        assert.equal(await browser.page.locator(`${screen}:visible`).count(), 0, `${path}: ${screen} is not printed`);
      }
    }
    const after = (selector) => browser.page.locator(selector).first().evaluate((link) => getComputedStyle(link, "::after").content);
    assert.match(await after("main a[data-to]"), /referat|mandat|vedtak|vedlegg/, "an author's own words have their address");
    assert.equal(await after("dl.facts a"), "none", "a title is what it is found by");
    const end = await browser.page.locator("footer .printed").innerText();
    assert.match(end.replaceAll("\u00a0", " "), /Godkjent i møtet 29\. november 2018, sak 1\n+Kildeadresse: https:/, "its state, and where it is");
  } finally {
    await browser.close();
  }
});

test("a guide prints without its folded checklist, and its checklist without the guide", async () => {
  const browser = await open(site);
  try {
    await visit(browser.page, site, MAIN_PAGES.guide);
    await browser.page.evaluate(() => {
      window.print = () => document.body.append("printed");
    });
    const text = browser.page.locator("article > p").first();
    const question = browser.page.locator(".checklist li").first();
    await browser.page.emulateMedia({ media: "print" });
    assert.deepEqual([await text.isVisible(), await browser.page.locator("#_sjekkliste").isVisible()], [true, false]);
    await browser.page.emulateMedia({ media: "screen" });
    await browser.page.locator("a[data-print]").click();
    await browser.page.getByText("printed").waitFor({ state: "attached" });
    await browser.page.emulateMedia({ media: "print" });
    assert.deepEqual([await text.isVisible(), await question.isVisible()], [false, true]);
  } finally {
    await browser.close();
  }
});
