// html-validate on every built page.

import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { OUTPUT, htmlPages } from "./site.mjs";

const config = {
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // Pages are written by a program: line length and white space are nobody's concern.
    "no-trailing-whitespace": "off",
    "long-title": "off",
    // Typographic no-break spaces inside phone numbers and attribute order are style, not validity.
    "tel-non-breaking": "off",
  },
};

test("every page is valid HTML", async () => {
  const validator = new HtmlValidate(new FileSystemConfigLoader({ root: true, ...config }));
  const faults = new Map();
  const pages = await htmlPages();
  assert.ok(pages.length > 10, `${pages.length} pages`);
  for (const page of pages) {
    const path = join(OUTPUT, page);
    const file = page === "" || (await stat(path)).isDirectory() ? join(path, "index.html") : path;
    const report = await validator.validateString(await readFile(file, "utf8"), file, { root: true, ...config });
    for (const message of report.results.flatMap((result) => result.messages)) {
      const fault = `${message.ruleId}: ${message.message}`;
      if (!faults.has(fault)) faults.set(fault, `${page || "/"}:${message.line}:${message.column}`);
    }
  }
  assert.deepEqual([...faults].map(([fault, place]) => `${fault} (${place})`), []);
});
