// The feeds, the sitemap and IIS's settings, read by parsers of XML and of Atom.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseAtomFeed } from 'feedsmith';

import { TITLE, sites } from './site.mjs';

let built;
before(() => (built = sites()));
after(() => built.remove());

const both = () => [built.own, built.odd];
const feeds = () => both().flatMap((site) => site.ending('.atom').map((path) => ({ site, path, text: site.text(path), feed: parseAtomFeed(site.text(path)) })));

test('everything that ought to be XML is', () => {
  for (const site of both()) {
    const files = [...site.ending('.atom'), ...site.ending('.xml'), 'web.config'];
    assert.ok(files.length > 4);
    for (const path of files) assert.equal(XMLValidator.validate(site.text(path)), true, path);
  }
});

test('every feed has what RFC 4287 asks for', () => {
  const instant = /^\d{4}-\d\d-\d\dT00:00:00Z$/;
  assert.ok(feeds().length > 4);
  for (const { site, path, feed } of feeds()) {
    assert.equal(feed.id, site.base + path);
    assert.ok(feed.title.value && feed.authors?.[0]?.name, path);
    assert.match(feed.updated, instant);
    assert.equal(feed.links.find((link) => link.rel === 'self').href, feed.id);
    const entries = feed.entries ?? [];
    assert.equal(new Set(entries.map((entry) => entry.id)).size, entries.length, path);
    assert.ok(entries.length <= 50);
    const days = entries.map((entry) => entry.updated);
    assert.deepEqual(days, days.toSorted().toReversed(), `${path}: what changed last comes first`);
    if (entries.length > 0) assert.equal(feed.updated, days[0]);
    for (const entry of entries) {
      assert.match(entry.updated, instant);
      assert.ok(entry.title.value && entry.published <= entry.updated && entry.categories?.[0]?.term, entry.id);
      assert.equal(entry.links[0].href, entry.id);
    }
  }
});

test('every address in a feed leads somewhere', () => {
  let seen = 0;
  for (const { site, path, feed } of feeds()) {
    const inside = (html) => [...(html ?? '').matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, address]) => address).filter((address) => address.startsWith(site.base));
    const entries = feed.entries ?? [];
    const all = [...feed.links, ...entries.flatMap((entry) => entry.links)].map((link) => link.href);
    for (const address of [...all, ...entries.flatMap((entry) => inside(entry.content?.value))]) {
      assert.equal(site.lost(address), undefined, path);
      seen += 1;
    }
  }
  assert.ok(seen > 100, String(seen));
});

test('a title comes out as it was, a text as HTML, a withheld text not at all', () => {
  const feed = parseAtomFeed(built.odd.text('vedtak/vedtak.atom'));
  const entry = (slug) => feed.entries.find((entry) => entry.id.endsWith(`/${slug}/`));
  assert.equal(entry('st-3-19').title.value, `ST 3/19 ${TITLE}`);
  const content = entry('st-3-19').content.value;
  assert.ok(content.includes('<strong>') && content.includes('<li>En</li>'), content);
  assert.ok(content.includes('<a href="https://example.org/prove/vedtak/st-1-19/">'), content);
  assert.equal(entry('st-4-19').title.value, 'ST 4/19');
  for (const path of built.odd.files.filter((path) => /\.(atom|ics|json|csv|html)$/.test(path))) {
    assert.ok(!built.odd.text(path).includes('Lukket tekst'), path);
  }
});

test('the sitemap names pages that are there, each once, and robots.txt names the sitemap', () => {
  for (const site of both()) {
    const { urlset } = new XMLParser({ ignoreAttributes: false }).parse(site.text('sitemap.xml'));
    assert.equal(urlset['@_xmlns'], 'http://www.sitemaps.org/schemas/sitemap/0.9');
    const addresses = urlset.url.map((url) => url.loc);
    assert.ok(addresses.length > 20 && addresses.length <= 50000 && new Set(addresses).size === addresses.length);
    for (const address of addresses) assert.equal(site.lost(address), undefined);
    assert.ok(site.text('robots.txt').includes(`Sitemap: ${site.base}sitemap.xml`));
  }
});
