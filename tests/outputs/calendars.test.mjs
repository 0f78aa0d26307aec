// The calendars, read by ical.js (Thunderbird's), strictly.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import ICAL from 'ical.js';

import { TASK, TITLE, VENUE, sites } from './site.mjs';

let built;
before(() => (built = sites()));
after(() => built.remove());

const calendars = () => [built.own, built.odd].flatMap((site) => site.ending('.ics').map((path) => ({ site, path, text: site.text(path) })));

/** A calendar's events, its zone known to the reader. */
function events(text) {
  ICAL.design.strict = true;
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

test('every calendar keeps to RFC 5545, line by line and as a whole', () => {
  assert.ok(calendars().length > 5);
  for (const { path, text } of calendars()) {
    assert.ok(text.endsWith('END:VCALENDAR\r\n') && !/[^\r]\n|\r[^\n]/.test(text), `${path}: lines end in CRLF`);
    for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `${path}: ${line}`);
    const calendar = new ICAL.Component(ICAL.parse(text));
    assert.equal(calendar.name, 'vcalendar');
    for (const name of ['version', 'prodid', 'calscale', 'method']) assert.equal(calendar.getAllProperties(name).length, 1, `${path}: ${name}`);
    assert.ok(calendar.getAllSubcomponents().length > 0, `${path} holds something`);
    for (const event of calendar.getAllSubcomponents('vevent')) {
      for (const name of ['uid', 'dtstamp', 'dtstart', 'summary', 'status']) {
        assert.equal(event.getAllProperties(name).length, 1, `${path}: ${name}`);
      }
      assert.equal(event.getFirstPropertyValue('dtstamp').zone, ICAL.Timezone.utcTimezone);
    }
  }
});

test('no two events have one name, and a body’s calendar is a part of the whole', () => {
  for (const site of [built.own, built.odd]) {
    const all = events(site.text('kalender/kalender.ics')).map((event) => event.uid);
    assert.equal(new Set(all).size, all.length);
    for (const path of site.ending('.ics').filter((path) => path.startsWith('organ/'))) {
      for (const { uid } of events(site.text(path))) assert.ok(all.includes(uid), `${path}: ${uid}`);
    }
  }
});

test('every event leads to its page', () => {
  for (const { site, path, text } of calendars()) {
    for (const event of events(text)) assert.equal(site.lost(event.component.getFirstPropertyValue('url')), undefined, path);
  }
});

test('times are those of the clock on the wall, in winter and in summer', () => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'short' });
  let timed = 0;
  for (const { text } of calendars()) {
    for (const event of events(text).filter((event) => !event.startDate.isDate)) {
      const { year, month, day, hour, minute } = event.startDate;
      const two = (n) => String(n).padStart(2, '0');
      assert.equal(clock.format(event.startDate.toJSDate()), `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`);
      timed += 1;
    }
  }
  assert.ok(timed > 5);
  const announced = events(built.odd.text('organ/styret/kalender.ics')).find((event) => event.uid.includes('2019-10-28'));
  assert.equal(announced.startDate.toJSDate().toISOString(), '2019-10-28T08:00:00.000Z');
});

test('what an author wrote comes out as it was', () => {
  const found = events(built.odd.text('kalender/kalender.ics'));
  const meeting = found.find((event) => event.uid.startsWith('meeting-styret-2019-03-29'));
  assert.equal(meeting.location, VENUE);
  assert.equal(meeting.description, 'Sak 1 Sak; med, tegn');
  assert.equal(meeting.endDate.toString(), '2019-03-30T00:00:00');
  const task = found.find((event) => event.uid.startsWith('action-referat/styret/2019-03-29'));
  assert.ok(task.startDate.isDate && task.startDate.toString() === '2019-06-15');
  assert.ok(task.summary.startsWith('Frist: +47 er ikke et tall; "det, er"') && task.summary.endsWith(' …'), task.summary);
  assert.equal(task.description.split('\n')[0], TASK);
  const comments = found.find((event) => event.uid.startsWith('comments-referat/styret/2019-03-29'));
  assert.equal(comments.summary, `Merknadsfrist: ${TITLE}`);
});
