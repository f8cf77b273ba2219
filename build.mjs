// Builds what ships: the library (tsc: ESM and declarations under dist/lib) and the command (esbuild: dist/hot.cjs with lazily
// loaded chunks, started by dist/bin.cjs through its own V8 code cache). `node build.mjs --cli` leaves the library out.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;
const dist = path.join(root, 'dist');
const inDist = (name) => path.join(dist, name);

/** Parts of cosmiconfig that our static loaders never reach. */
const DEAD = /^(js-yaml|parse-json|import-fresh|typescript)$/;

/** A chunk's file name: src/policy/entry.ts → policy-entry.cjs. */
const chunkName = (file) =>
  `${path
    .relative(root, file)
    .replace(/^src\//, '')
    .replace(/\.ts$/, '')
    .replaceAll(/[^a-z0-9]+/gi, '-')}.cjs`;

/** Bundles one entry; relative dynamic imports become requires of chunks, which are returned to be built in turn. */
async function bundle(entry, name, more = {}) {
  const chunks = new Set();
  await build({
    entryPoints: [entry],
    outfile: inDist(name),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.dirname': '__dirname' },
    ...more,
    plugins: [
      {
        name: 'chunks',
        setup(b) {
          b.onResolve({ filter: DEAD }, (a) => ({ path: a.path, namespace: 'dead' }));
          b.onLoad({ filter: /.*/, namespace: 'dead' }, () => ({ contents: 'module.exports = {};' }));
          b.onResolve({ filter: /^\.{1,2}\// }, (a) => {
            if (a.kind !== 'dynamic-import') return undefined;
            const file = path.resolve(a.resolveDir, a.path);
            if (file.includes('node_modules')) return undefined;
            chunks.add(file);
            return { path: `./${chunkName(file)}`, external: true };
          });
        },
      },
    ],
  });
  return chunks;
}

async function bundleAll(entry, name) {
  const done = new Set();
  const waiting = [...(await bundle(entry, name))];
  while (waiting.length > 0) {
    const file = waiting.pop();
    if (done.has(file)) continue;
    done.add(file);
    waiting.push(...(await bundle(file, chunkName(file))));
  }
}

function library() {
  const tsc = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.json')], { stdio: ['ignore', 2, 2] });
  if (run.status !== 0) throw new Error('the types do not check: see above');
}

/** The launcher carries the bundle's hash, so that a start need not load node:crypto to find its code cache. */
function launcher() {
  const id = createHash('sha256')
    .update(readFileSync(inDist('hot.cjs')))
    .digest('hex')
    .slice(0, 32);
  const text = readFileSync(path.join(root, 'src/launcher.cjs'), 'utf8').replace('@BUILD_ID@', id);
  writeFileSync(inDist('bin.cjs'), text, { mode: 0o755 });
}

async function licenseIndex() {
  await bundle(path.join(root, 'src/license/compile-main.ts'), 'compile-licenses.cjs', {
    external: ['spdx-license-list/*'],
  });
  createRequire(import.meta.url)(inDist('compile-licenses.cjs')).buildLicenseIndex(inDist('license-index.bin'));
  rmSync(inDist('compile-licenses.cjs'));
}

mkdirSync(dist, { recursive: true });
rmSync(inDist('.cache'), { recursive: true, force: true });
await bundleAll(path.join(root, 'src/cli.ts'), 'hot.cjs');
await bundle(path.join(root, 'src/commands/dev.ts'), 'dev.cjs', { external: ['esbuild', '@valibot/to-json-schema'] });
launcher();
if (!process.argv.includes('--cli')) {
  rmSync(inDist('lib'), { recursive: true, force: true });
  library();
}
await licenseIndex();
