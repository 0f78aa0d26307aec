// The search page as people use it: address, history, choices, keyboard, proposals, excerpts, and without a server.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { OUTPUT, open, serve, visit } from "./site.mjs";

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

const results = (page) => page.locator("#_sok-treff > li > a");
const status = (page) => page.locator("#_sok-status");
const query = (page) => new URL(page.url()).searchParams;

test("the address carries query and choices, and steps back and forth", async () => {
  const { page } = browser;
  await visit(page, site, "sok/?q=budsjett");
  await results(page).first().waitFor();
  const all = await status(page).innerText();
  const type = page.locator('select[name="type"]');
  await type.selectOption("decision");
  await page.waitForFunction((before) => document.getElementById("_sok-status").textContent !== before, all);
  assert.equal(query(page).get("type"), "decision");
  const chosen = await status(page).innerText();
  assert.match(await type.locator("option:checked").innerText(), /^Vedtak \(\d+\)$/);
  await page.goBack();
  await page.waitForFunction((text) => document.getElementById("_sok-status").textContent === text, all);
  assert.equal(await type.inputValue(), "");
  await page.goForward();
  await page.waitForFunction((text) => document.getElementById("_sok-status").textContent === text, chosen);
  assert.equal(await type.inputValue(), "decision");
});

test("typing answers without Enter, and keeps focus", async () => {
  const { page } = browser;
  await visit(page, site, "sok/");
  const field = page.locator("#_sok-ord");
  await field.pressSequentially("SG 3/17");
  await page.locator('#_sok-treff > li:first-child > a[href*="vedtak/sg-3-17"]').waitFor();
  assert.equal(query(page).get("q"), "SG 3/17");
  assert.ok(await field.evaluate((element) => element === document.activeElement));
  assert.equal(await status(page).getAttribute("role"), "status");
});

test("arrows go through the results and back, Escape leads to the field, Enter follows", async () => {
  const { page } = browser;
  await visit(page, site, "sok/?q=kartlegging");
  await results(page).nth(1).waitFor();
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await page.locator("#_sok-ord").focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), await results(page).first().innerText());
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "_sok-ord");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "_sok-ord");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("/sok/"));
});

test("a misspelt word has a proposal that can be taken", async () => {
  const { page } = browser;
  await visit(page, site, "sok/?q=partnerskapsavtalle");
  const proposal = page.locator("#_sok-mente a");
  await proposal.click();
  await results(page).first().waitFor();
  assert.match(query(page).get("q"), /^partnerskapsavtale/);
});

test("excerpts have the words marked, and a small site's answer asks for no second file", async () => {
  const { page } = browser;
  await visit(page, site, "sok/");
  await page.waitForFunction(() => globalThis.saksgangSok.data);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.locator("#_sok-ord").fill("kontorstruktur");
  await page.locator("#_sok-treff .excerpt mark").first().waitFor();
  assert.match(await page.locator("#_sok-treff mark").first().innerText(), /kontorstruktur/i);
  assert.deepEqual(asked, []);
});

test("amounts and days hold together in rows, cut from the start file or from the page", async () => {
  const { page } = browser;
  const before = page.viewportSize();
  // High enough for the first rows to be seen, which is when they get their excerpts.
  await page.setViewportSize({ width: 320, height: 2000 });
  await visit(page, site, "sok/");
  await page.waitForFunction(() => globalThis.saksgangSok?.parts?.has("e"));
  const found = {};
  for (const from of ["start file", "page"]) {
    // A large site has no texts in its start file.
    if (from === "page") await page.evaluate(() => saksgangSok.parts.delete("e"));
    for (const [query, title] of [['"23 000 kroner"', "Økonomien"], ['"1. juni 2018"', "Prosjektregnskap 2018"]]) {
      await page.locator("#_sok-ord").fill("");
      await page.locator("#_sok-ord").fill(query);
      const row = page.locator("#_sok-treff > li", { hasText: title }).first();
      await row.locator(".excerpt mark").first().waitFor();
      found[`${query} of the ${from}`] = await row.locator(".excerpt").textContent();
    }
    // What stands on two lines has two rectangles.
    const parted = await page.locator("#_sok-treff").evaluate((list) => {
      const parted = [];
      const walker = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data } = walker.currentNode;
        for (const { 0: words, index } of data.matchAll(/(?<!\d)(\d{1,3}\s\d{3}(?!\d)|\d{1,2}\.\s(januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember))/g)) {
          const range = document.createRange();
          range.setStart(walker.currentNode, index);
          range.setEnd(walker.currentNode, index + words.length);
          const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          if (words.includes(" ") || tops.size > 1) parted.push(words);
        }
      }
      return parted;
    });
    assert.deepEqual(parted, [], from);
  }
  await page.setViewportSize(before);
  for (const [of, text] of Object.entries(found)) assert.match(text, of.includes("kroner") ? /23\u00a0000 kroner/ : /\d\.\u00a0[a-z]{3,} 201\d/, of);
});

test("more results are added once, however often they are asked for, and not to another answer", async () => {
  const { page } = browser;
  await visit(page, site, "sok/?q=NAV");
  await results(page).nth(9).waitFor();
  await page.evaluate(() => {
    const more = document.getElementById("_sok-flere");
    more.click();
    more.click();
  });
  await results(page).nth(19).waitFor();
  const links = await results(page).evaluateAll((all) => all.map((link) => link.href));
  assert.equal(links.length, 20);
  assert.equal(new Set(links).size, 20);
  const own = await page.evaluate(async () => {
    document.getElementById("_sok-flere").click();
    const field = document.getElementById("_sok-ord");
    field.value = "";
    field.dispatchEvent(new Event("input"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    return document.getElementById("_sok-treff").children.length;
  });
  assert.equal(own, 0);
});

test("what is not shown of a document is shown when asked for, and focus goes to the first of it", async () => {
  const { page } = browser;
  await visit(page, site, "sok/?q=prosjekt");
  const button = page.locator("#_sok-treff ul button").first();
  await button.waitFor();
  const hidden = Number(/^og (\d+) til i samme dokument$/.exec(await button.innerText())[1]);
  const group = page.locator("#_sok-treff > li", { has: page.locator("ul button") }).first();
  await group.evaluate((element) => (element.id = "proven"));
  const links = page.locator("#proven ul a");
  const before = await links.count();
  await button.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((count) => document.querySelectorAll("#proven ul a").length > count, before);
  assert.equal(await links.count(), before + Math.min(hidden, 10));
  assert.equal(await page.locator("#proven ul button").count(), hidden > 10 ? 1 : 0);
  assert.ok(await links.nth(before).evaluate((element) => element === document.activeElement));
  const rows = await links.evaluateAll((all) => all.map((one) => `${one.href} ${one.textContent}`));
  assert.equal(new Set(rows).size, rows.length, "none twice");
});

test("what nothing is chosen by stands whole in its list at 320 px", async () => {
  const { page } = browser;
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await visit(page, site, "sok/?q=budsjett");
  await results(page).first().waitFor();
  // Beside the padding, Chromium keeps 20 px for the arrow and itself.
  const room = await page.locator("#_sok-valg select").evaluateAll((all) =>
    all.map((select) => {
      const style = getComputedStyle(select);
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = style.font;
      const words = pen.measureText(select.selectedOptions[0].label).width;
      return select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 20 - words;
    }),
  );
  await page.setViewportSize(before);
  assert.ok(room.length === 4 && room.every((left) => left >= 0), `${room}`);
});

test("it works from a file share, and so do the site's links", async () => {
  const { page } = browser;
  await page.goto(`${pathToFileURL(OUTPUT)}/sok/index.html?q=${encodeURIComponent("SG 3/17")}`);
  await results(page).first().click();
  await page.waitForURL((url) => url.pathname.endsWith("/vedtak/sg-3-17/index.html"));
  await page.locator('main a[href*="referat/"]').first().click();
  await page.waitForURL((url) => /\/referat\/.*\/index\.html$/.test(url.pathname));
  await page.locator("form.search input").fill("kartlegging");
  await page.keyboard.press("Enter");
  await results(page).first().waitFor();
  assert.ok(page.url().startsWith("file:"));
});
