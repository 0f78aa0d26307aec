// Narrow screens and paper: nothing scrolls sideways at 320 px, and nothing is cut off.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { MAIN_PAGES, htmlPages, open, serve, visit } from "./site.mjs";

let site;
before(async () => {
  site = await serve();
});
after(() => site?.close());

test("no page scrolls sideways at 320 px", async () => {
  const browser = await open(site, { viewport: { width: 320, height: 640 } });
  try {
    const wide = [];
    for (const path of await htmlPages()) {
      await visit(browser.page, site, path);
      const excess = await browser.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (excess > 0) wide.push(`${path}: ${excess} px`);
    }
    assert.deepEqual(wide, []);
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
    assert.equal(await browser.page.locator("nav:visible").count(), 0, "no menu is printed");
    assert.equal(await browser.page.getByRole("searchbox").count(), 0, "no search field is printed");
  } finally {
    await browser.close();
  }
});
