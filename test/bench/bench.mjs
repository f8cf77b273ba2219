// `npm run bench`: what modwarden costs, as ratios to a reference run in the same minute. Never bare times.
// `npm run bench -- hook parse` runs only those. `--json FILE` keeps the figures, `--compare FILE` says what became slower since,
// `--markdown FILE` writes them into a document, `--guard` fails where a command that people wait for became too slow.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { changes } from './compare.mjs';
import { grown, measured } from './cpu.mjs';
import { guard } from './guard.mjs';
import { machine } from './machine.mjs';
import { intoDocument } from './markdown.mjs';

const BENCHES = ['start', 'hook', 'settings', 'check', 'parse', 'graph', 'updates', 'integrity', 'licenses', 'growth'];

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
    guard: { type: 'boolean' },
  },
});
if (!existsSync(path.join(root, 'dist/bin.cjs'))) fail('build first: npm run build');
const unknown = positionals.find((name) => !BENCHES.includes(name));
if (unknown !== undefined) fail(`unknown bench ${unknown}; there are ${BENCHES.join(', ')}`);
const old = values.compare && JSON.parse(readFileSync(values.compare, 'utf8'));

if (values.guard) process.exit(await guard(root));

const here = machine();
console.log(Object.values(here).join(', '));
for (const name of positionals.length > 0 ? positionals : BENCHES) await (await import(`./${name}.mjs`)).bench(root);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine: here, measured, grown }, undefined, 2)}\n`);
if (values.markdown) intoDocument(values.markdown, { machine: here, measured, grown });
if (old) for (const said of changes(old.measured, measured)) console.log(said);
