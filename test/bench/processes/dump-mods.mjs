// The whole dump of each go.mod file, as `oracle batch` writes it: `node dump-mods.mjs CASES`, CASES being lines of `{ id, kind, input }`.
import { readFileSync, writeSync } from 'node:fs';
import { parse } from '../../corpus/gomod.mjs';

/** Characters that are written at a time. */
const CHUNK = 1 << 20;

let out = '';
for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const { id, kind, input } = JSON.parse(line);
  const { strict, lax, modulePath } = parse(input, kind);
  const [one, two] = [JSON.stringify(strict), JSON.stringify(lax)];
  const dump = `"strict":${one},"lax":${one === two ? '"same"' : two},"kind":"${kind}","modulePath":${JSON.stringify(modulePath)}}`;
  out += `{"id":${JSON.stringify(id)},"kind":"${kind}","expected":{${dump}}\n`;
  if (out.length < CHUNK) continue;
  writeSync(1, out);
  out = '';
}
writeSync(1, out);
