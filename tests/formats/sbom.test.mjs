// The list of dependencies with licences (`cargo run --example sbom`), held against CycloneDX's own schema, and against Cargo.lock.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '../..');
const schema = (name) => JSON.parse(readFileSync(join(here, 'node_modules/@cyclonedx/cyclonedx-library/res/schema', name), 'utf8'));
const bill = () =>
  execFileSync('cargo', ['run', '--locked', '--quiet', '--example', 'sbom'], { cwd: repository, encoding: 'utf8', maxBuffer: 1 << 26 });

test('the list of dependencies is valid CycloneDX 1.6, whole, and the same each time', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  ajv.addFormat('iri-reference', true);
  ajv.addFormat('idn-email', true);
  ajv.addSchema(schema('spdx.SNAPSHOT.schema.json'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json');
  ajv.addSchema(schema('jsf-0.82.SNAPSHOT.schema.json'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
  const validate = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));
  assert.ok(!validate({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ name: 'x' }] }), 'the schema can refuse');

  const text = bill();
  const bom = JSON.parse(text);
  assert.ok(validate(bom), JSON.stringify(validate.errors, null, 2));
  assert.equal(bill(), text);

  const locked = [...readFileSync(join(repository, 'Cargo.lock'), 'utf8').matchAll(/name = "(.+)"\nversion = "(.+)"/g)];
  const known = new Set(locked.map(([, name, version]) => `pkg:cargo/${name}@${version}`));
  const listed = new Set(bom.components.map((component) => component.purl));
  for (const purl of listed) assert.ok(known.has(purl), `${purl} is not in Cargo.lock`);
  for (const { ref, dependsOn } of bom.dependencies) {
    for (const purl of dependsOn) assert.ok(listed.has(purl), `${ref} needs ${purl}, which is not listed`);
  }
  const unlicensed = bom.components.filter((component) => !component.licenses?.length).map((component) => component.purl);
  assert.deepEqual(unlicensed, [], 'every dependency says its licence');
  console.log(`dependencies listed: ${listed.size}`);
});
