// `npm run bench`: what modwarden costs, as ratios to a reference run in the same minute. Never bare times.
// `npm run bench -- hook parse` runs only those. `--json FILE` keeps the figures, `--compare FILE` says what became slower since.
// `npm run bench -- guard` fails when the hook exceeds its recorded ratio by a quarter.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { changes } from './compare.mjs';
import { measured } from './cpu.mjs';
import { machine } from './machine.mjs';

/** Not run unless it is named: it measures again what `hook` does. */
const GUARD = 'guard';
const BENCHES = ['hook', 'settings', 'parse', 'graph', 'licenses', 'integrity'];

function fail(message) {
  console.error(message);
  process.exit(2);
}

const root = path.resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, compare: { type: 'string' } },
});
if (!existsSync(path.join(root, 'dist/bin.cjs'))) fail('build first: npm run build');
const unknown = positionals.find((name) => name !== GUARD && !BENCHES.includes(name));
if (unknown !== undefined) fail(`unknown bench ${unknown}; there are ${BENCHES.join(', ')}`);
const old = values.compare && JSON.parse(readFileSync(values.compare, 'utf8'));

const here = machine();
console.log(Object.values(here).join(', '));
for (const name of positionals.length > 0 ? positionals : BENCHES) await (await import(`./${name}.mjs`)).bench(root);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine: here, measured }, undefined, 2)}\n`);
if (old) for (const said of changes(old.measured, measured)) console.log(said);
