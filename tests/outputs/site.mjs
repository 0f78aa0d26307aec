// Builds the sites that these tests read: the repository's own, and a small one whose texts are made to go wrong.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.SAKSGANG_BIN;

/** What a title, a place and a task are in the small site: everything that a format gives a meaning to. */
export const TITLE = '=HYPERLINK("x"); a, b; \\n «æøå» 🙂 <b>&amp; ]]>';
export const VENUE = 'Salen, 2. etg.; inngang \\ bak';
export const TASK = '+47 er ikke et tall; "det, er" en oppgave som er så lang at den ikke får plass i overskriften til en oppføring i en kalender på telefonen';

const quoted = (text) => JSON.stringify(text);
const MINUTES = `---
type: referat
tittel: ${quoted(TITLE)}
dato: 2019-03-29
organ: styret
tid: 23.00–24.00
sted: ${quoted(VENUE)}
referent: sekretaeren
til_stede: [lederen, medlem-a, medlem-b, sekretaeren]
merknadsfrist: 2019-06-20
neste_møte: {dato: 2019-10-28, tid: 09.00–10.00}
vedtak:
  - id: ST 3/19
    sak: 1
    tittel: ${quoted(TITLE)}
    stemmer: {for: 2, mot: 1}
    tekst: |
      Jf. **NAV-loven § 14** og [ST 1/19].

      - En
      - To
  - {id: ST 4/19, sak: 1, tekst: Lukket tekst., unntatt: ja, hjemmel: offentleglova § 13}
oppfølging:
  - {sak: 1, tekst: ${quoted(TASK)}, ansvarlig: sekretaeren, frist: 2019-06-15}
---

## Sak 1 Sak; med, tegn

Tekst.
`;

/** A built site: its files, read as text. */
class Site {
  constructor(folder, base) {
    this.folder = folder;
    this.base = base;
    this.files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
      .sort();
  }

  text(path) {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  json(path) {
    return JSON.parse(this.text(path));
  }

  ending(end) {
    return this.files.filter((path) => path.endsWith(end) && !path.startsWith('_/') && !path.startsWith('.'));
  }

  /** Why an address does not lead to a file of the site, and to a place in it; nothing where it does. */
  lost(address) {
    if (!address.startsWith(this.base)) return `${address} is not of this site`;
    const url = new URL(address);
    const below = decodeURIComponent(url.pathname).slice(new URL(this.base).pathname.length);
    const path = below === '' || below.endsWith('/') ? `${below}index.html` : below;
    if (!this.files.includes(path)) return `${address}: there is no ${path}`;
    const fragment = decodeURIComponent(url.hash.slice(1));
    if (fragment && !this.text(path).includes(` id="${fragment}"`)) return `${address}: ${path} has no such place`;
    return undefined;
  }
}

function build(source, base, workplace, name) {
  const output = join(workplace, name);
  const ran = spawnSync(program, ['build', '--site', source, '--output', output, '--as-of', '2019-06-01'], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${ran.stdout}\n${ran.stderr}`);
  return new Site(output, base);
}

/** Builds both sites; `remove` takes them away. */
export function sites() {
  if (!program) throw new Error('SAKSGANG_BIN names the program');
  const workplace = mkdtempSync(join(tmpdir(), 'saksgang-outputs-'));
  const source = join(workplace, 'kilde');
  cpSync(join(here, '../base'), source, { recursive: true });
  const file = join(source, 'content/referat/styret/2019-03-29.md');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, MINUTES);
  return {
    own: build(join(here, '../..'), 'https://example.org/styringsdokumenter/', workplace, 'egne'),
    odd: build(source, 'https://example.org/prove/', workplace, 'rare'),
    remove: () => rmSync(workplace, { recursive: true, force: true }),
  };
}
