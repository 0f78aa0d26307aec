// axe-core on one page of each kind, narrow and wide, light and dark: no violation of WCAG 2.1 A and AA or of axe's good practice.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { MAIN_PAGES, REDIRECT, open, serve, visit } from "./site.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let site;
before(async () => {
  site = await serve();
});
after(() => site?.close());

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], resultTypes: ["violations"] }),
  );
  return result.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.html.slice(0, 160)}`));
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    test(`accessible in ${colorScheme} at ${width} px`, async () => {
      const browser = await open(site, { colorScheme, viewport: { width, height: 900 } });
      try {
        const found = [];
        for (const [name, path] of Object.entries(MAIN_PAGES)) {
          await visit(browser.page, site, path);
          found.push(...(await violations(browser.page)).map((violation) => `${name}: ${violation}`));
        }
        await visit(browser.page, site, "sok/?q=" + encodeURIComponent("partnerskap"));
        await browser.page.locator("main a[href]").first().waitFor();
        found.push(...(await violations(browser.page)).map((violation) => `search results: ${violation}`));
        assert.deepEqual(found, []);
      } finally {
        await browser.close();
      }
    });
  }
}

test("the page at a former address is accessible, for those whom it does not send on", async () => {
  const browser = await open(site);
  try {
    await browser.page.route(site.address(REDIRECT), async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, "");
      await route.fulfill({ response, body });
    });
    await visit(browser.page, site, REDIRECT);
    assert.ok(await browser.page.locator("main a[href]").isVisible(), "it stayed, and leads on");
    assert.deepEqual(await violations(browser.page), []);
  } finally {
    await browser.close();
  }
});

test("forced colours and reduced motion leave nothing out", async () => {
  const browser = await open(site, { forcedColors: "active", reducedMotion: "reduce" });
  try {
    for (const path of Object.values(MAIN_PAGES)) {
      await visit(browser.page, site, path);
      const behaviour = await browser.page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
      assert.equal(behaviour, "auto", `${path}: nothing moves by itself`);
    }
    await visit(browser.page, site, MAIN_PAGES["organisation plan"]);
    const drawn = await browser.page.evaluate(() => {
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      return { ink: style("body").color, text: style(".chart text").fill, box: style(".chart .box").stroke };
    });
    assert.deepEqual([drawn.text, drawn.box], [drawn.ink, drawn.ink], "drawings take the reader's colours");
  } finally {
    await browser.close();
  }
});

for (const colorScheme of ["light", "dark"]) {
  test(`words that were found and the search's button can be read in forced colours, ${colorScheme}`, async () => {
    const browser = await open(site, { forcedColors: "active", colorScheme });
    try {
      await visit(browser.page, site, "sok/?q=" + encodeURIComponent("partnerskap"));
      await browser.page.locator("main mark").first().waitFor();
      const colours = await browser.page.evaluate(() => {
        const of = (element) => (({ color, backgroundColor }) => ({ color, backgroundColor }))(getComputedStyle(element));
        const all = (selector) => [...document.querySelectorAll(selector)].map(of);
        return { canvas: of(document.body).backgroundColor, marks: all("main mark"), buttons: all("form button") };
      });
      assert.ok(colours.marks.length > 0 && colours.buttons.length > 1);
      for (const { color, backgroundColor } of colours.marks) assert.notEqual(color, backgroundColor);
      // Browsers paint the canvas behind words, whatever a button's own colour is.
      for (const { color } of colours.buttons) assert.notEqual(color, colours.canvas);
    } finally {
      await browser.close();
    }
  });
}

test("a fault is seen", async () => {
  const browser = await open(site);
  try {
    await visit(browser.page, site, "");
    await browser.page.evaluate(() => document.querySelector("main").append(document.createElement("select")));
    assert.match((await violations(browser.page)).join(), /^select-name /);
  } finally {
    await browser.close();
  }
});
