// The corpora beside the repository as one more test of a fault: they run the built library, so the fault is put there too.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformSync } from 'esbuild';

/** Which corpus knows about which sources. */
const OF = [
  ['src/license/', 'licenses'],
  ['src/go/{modfile,edit,version,path}/', 'gomod'],
  ['src/go/graph/', 'graph'],
  ['src/go/{sumdb,dirhash,sum}/', 'sumdb'],
  ['src/gather/gozip/', 'sumdb'],
  ['src/{go/env,env}/', 'goenv'],
  ['src/vuln/', 'vuln'],
  ['src/report/sarif/', 'sarif'],
];

const CORPORA = resolve('../shared/corpus');

/** The corpus of a source; undefined where none knows about it, or none is here. */
export function corpusOf(file) {
  const found = OF.find(([folders]) => expanded(folders).some((folder) => file.startsWith(folder)));
  return found !== undefined && existsSync(join(CORPORA, found[1])) ? found[1] : undefined;
}

/** `a/{b,c}/`: both. */
function expanded(text) {
  const [, before, inner, after] = /^(.*)\{(.*)\}(.*)$/.exec(text) ?? [];
  return inner === undefined ? [text] : inner.split(',').map((one) => before + one + after);
}

const usual = new Map();

/** Whether a corpus has another result with `text` in place of the source `file`. `folder`: a copy of the tree, with the built library. */
export async function corpusNotices(folder, file, text) {
  const corpus = corpusOf(file);
  if (corpus === undefined) return false;
  if (!usual.has(corpus)) usual.set(corpus, lastLine(folder, corpus));
  const expected = await usual.get(corpus);
  const built = join(folder, 'dist/lib', file.replace(/\.ts$/, '.js'));
  const before = readFileSync(built, 'utf8');
  const { code } = transformSync(text, { loader: 'ts', format: 'esm', target: 'es2023' });
  writeFileSync(built, code.replaceAll(/(['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2'));
  try {
    return (await lastLine(folder, corpus)) !== expected;
  } finally {
    writeFileSync(built, before);
  }
}

/** `35817 passed, 0 failed, 0 skipped`; `time` where it does not end. */
function lastLine(folder, corpus) {
  return new Promise((done) => {
    const args = [join(CORPORA, corpus, 'check.mjs'), '--impl', join(folder, 'test/corpus', `${corpus}.mjs`)];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.on('data', (piece) => {
      out = (out + piece).slice(-10_000);
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), 600_000);
    child.on('close', () => {
      clearTimeout(timer);
      done(out.trimEnd().split('\n').at(-1) || 'time');
    });
  });
}
