// `npm run bench`: what modwarden costs, as ratios to a reference run in the same minute. Never bare times.
// `npm run bench -- hook parse` runs only those. `--json FILE` keeps the figures, `--compare FILE` says what became slower since,
// `--markdown FILE` writes them into a document. `npm run bench -- guard` fails where the hook or a warm check exceeds its recorded ratio by a quarter.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { changes } from './compare.mjs';
import { grown, measured } from './cpu.mjs';
import { machine } from './machine.mjs';
import { intoDocument } from './markdown.mjs';

/** Not run unless it is named: it measures again what `hook` and `check` do. */
const GUARD = 'guard';
const BENCHES = [
  ...[
    'start',
    'hook',
    'base',
    'settings',
    'check',
    'cold',
    'parse',
    'graph',
    'updates',
    'integrity',
    'licenses',
    'growth',
    'editor',
  ],
];

function fail(message) {
  console.error(message);
  process.exit(2);
}

const root = path.resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    compare: { type: 'string' },
    markdown: { type: 'string' },
  },
});
if (!existsSync(path.join(root, 'dist/bin.cjs'))) fail('build first: npm run build');
const unknown = positionals.find((name) => name !== GUARD && !BENCHES.includes(name));
if (unknown !== undefined) fail(`unknown bench ${unknown}; there are ${BENCHES.join(', ')}`);
const old = values.compare && JSON.parse(readFileSync(values.compare, 'utf8'));

const here = machine();
console.log(Object.values(here).join(', '));
for (const name of positionals.length > 0 ? positionals : BENCHES) await (await import(`./${name}.mjs`)).bench(root);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine: here, measured, grown }, undefined, 2)}\n`);
if (values.markdown) intoDocument(values.markdown, { machine: here, measured, grown });
if (old) for (const said of changes(old.measured, measured)) console.log(said);
