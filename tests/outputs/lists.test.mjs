// The lists as JSON, held against the schemas shipped beside them, and the tables as CSV.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';

import { TASK, TITLE, sites } from './site.mjs';

let built;
before(() => (built = sites()));
after(() => built.remove());

const both = () => [built.own, built.odd];
const below = (site, address) => decodeURIComponent(address.slice(site.base.length));

/** The items of a list, of all its parts. */
function items(site, name) {
  const { parts } = site.json('api/index.json').lists.find((list) => list.name === name);
  return parts.flatMap((part) => site.json(below(site, part.url)).items);
}

test('every list keeps to its schema, and every list has one', () => {
  for (const site of both()) {
    const ajv = addFormats(new Ajv({ strict: true, allErrors: true }));
    for (const path of site.ending('.json').filter((path) => path.startsWith('api/schema/'))) ajv.addSchema(site.json(path), site.base + path);
    const lists = site.ending('.json').filter((path) => path.startsWith('api/') && !path.startsWith('api/schema/'));
    assert.ok(lists.length > 5);
    for (const path of lists) {
      const list = site.json(path);
      assert.equal(site.lost(list.$schema), undefined);
      const valid = ajv.getSchema(list.$schema);
      assert.ok(valid(list), `${path}: ${JSON.stringify(valid.errors?.slice(0, 5), null, 1)}`);
    }
    const broken = site.json('api/bodies.json');
    broken.items[0].founding_date = '2019-02-30';
    assert.ok(!ajv.getSchema(broken.$schema)(broken), 'a schema finds what is wrong');
  }
});

test('the list of lists names every file there is, with what it holds', () => {
  for (const site of both()) {
    const index = site.json('api/index.json');
    const named = new Set();
    for (const list of index.lists) {
      assert.equal(list.count, list.parts.reduce((sum, part) => sum + part.count, 0));
      for (const part of list.parts) {
        assert.equal(site.json(below(site, part.url)).items.length, part.count);
        named.add(below(site, part.url));
      }
    }
    for (const other of [...index.calendars, ...index.feeds, ...index.tables]) named.add(below(site, other.url));
    const there = [...site.ending('.ics'), ...site.ending('.atom'), ...site.ending('.csv'), ...site.ending('.json')].filter(
      (path) => /^(kalender|organ|vedtak|oppfolging|ar|api)\//.test(path) && !path.startsWith('api/schema/') && path !== 'api/index.json',
    );
    assert.deepEqual([...named].sort(), there.sort());
  }
});

test('every id and address in a list leads somewhere', () => {
  for (const site of both()) {
    const ids = Object.fromEntries(['documents', 'decisions', 'action-items', 'meetings', 'bodies'].map((name) => [name, new Set(items(site, name).map((item) => item.id))]));
    const of = { organization: 'bodies', parent: 'bodies', meeting: 'meetings', decision: 'decisions', adopted_by: 'decisions', replaces: null, repeals: 'decisions', amends: 'decisions', document: 'documents', action_item: 'action-items', announced_in: 'documents' };
    let seen = 0;
    const check = (name, value) => {
      for (const [key, inner] of Object.entries(value)) {
        const kind = key.replace(/_ids?$/, '');
        if (key === 'url' || key.endsWith('_url')) assert.equal(site.lost(inner), undefined, name);
        else if (key === 'by' && typeof inner === 'string') assert.equal(site.lost(inner), undefined, name);
        else if (kind !== key && kind in of) {
          for (const id of [inner].flat()) assert.ok(ids[of[kind] ?? name].has(id), `${name}: ${key} ${id}`);
          seen += 1;
        } else if (inner && typeof inner === 'object') check(name, inner);
      }
    };
    for (const name of Object.keys(ids)) for (const item of items(site, name)) check(name, item);
    assert.ok(seen > 10);
    for (const [name, set] of Object.entries(ids)) assert.equal(set.size, items(site, name).length, `${name}: each id once`);
  }
});

test('texts, votes and times are what the minutes say', () => {
  const decisions = items(built.odd, 'decisions');
  const [open, withheld] = ['ST 3/19', 'ST 4/19'].map((id) => decisions.find((decision) => decision.identifier === id));
  assert.equal(open.name, TITLE);
  assert.equal(open.text, 'Jf. NAV-loven § 14 og ST 1/19. En To');
  assert.deepEqual(open.vote.counts.map(({ option, value }) => [option, value]), [['yes', 2], ['no', 1], ['abstain', 0]]);
  assert.deepEqual([withheld.withheld, 'text' in withheld, 'name' in withheld], [true, false, false]);
  const meetings = items(built.odd, 'meetings');
  assert.deepEqual([meetings.find((meeting) => meeting.id === 'referat/styret/2019-03-29').end_date], ['2019-03-30T00:00']);
  const announced = meetings.find((meeting) => meeting.status === 'announced');
  assert.deepEqual([announced.id, announced.start_date], ['styret/2019-10-28', '2019-10-28T09:00']);
});

test('tables are RFC 4180, with as many rows as the lists, and no formula', () => {
  for (const site of both()) {
    for (const [path, list] of [['vedtak/vedtak', 'decisions'], ['oppfolging/oppfolging', 'action-items']]) {
      const plain = site.text(`${path}.csv`);
      const excel = site.text(`${path}-excel.csv`);
      assert.ok(!plain.startsWith('\ufeff') && excel.startsWith('\ufeff'));
      assert.ok(!/[^\r]\n/.test(plain.replace(/"[^"]*"/g, '')), 'lines end in CRLF');
      // Strict: a row with another number of cells, or a quotation mark out of place, is an error.
      const rows = parse(plain, { record_delimiter: '\r\n' });
      assert.deepEqual(parse(excel, { bom: true, delimiter: ';', record_delimiter: '\r\n' }), rows);
      assert.equal(rows.length - 1, items(site, list).length);
      for (const cell of rows.flat()) assert.ok(!/^\s*[=+\-@]/.test(cell), cell);
      const address = rows[0].indexOf('Adresse');
      for (const row of rows.slice(1)) assert.equal(site.lost(row[address]), undefined);
    }
  }
  const [, ...rows] = parse(built.odd.text('vedtak/vedtak.csv'));
  assert.equal(rows.find((row) => row[0] === 'ST 3/19')[1], `'${TITLE}`);
  assert.equal(rows.find((row) => row[0] === 'ST 4/19')[2], 'Teksten er unntatt offentlighet.');
  const [, ...tasks] = parse(built.odd.text('oppfolging/oppfolging.csv'));
  assert.ok(tasks.some((row) => row[0] === `'${TASK}`));
});
