// `npm run bench`: what modwarden costs, as ratios to a reference run in the same minute. Never bare times.
// `npm run bench -- hook parse` runs only those.
import { existsSync } from 'node:fs';
import path from 'node:path';

const BENCHES = ['hook', 'parse', 'graph', 'licenses'];
const root = path.resolve(import.meta.dirname, '../..');
if (!existsSync(path.join(root, 'dist/bin.cjs'))) {
  console.error('build first: npm run build');
  process.exit(2);
}
const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : BENCHES;
for (const name of wanted) {
  if (!BENCHES.includes(name)) {
    console.error(`unknown bench ${name}; there are ${BENCHES.join(', ')}`);
    process.exit(2);
  }
  const { bench } = await import(`./${name}.mjs`);
  await bench(root);
}
