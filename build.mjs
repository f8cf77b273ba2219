// Builds what ships: the library (tsc: ESM and declarations under dist/lib) and the command under dist. `node build.mjs --cli`
// leaves the library out.
//
// The command is one file for what every run needs (hot.cjs, started by bin.cjs through its own V8 code cache) and chunks that are
// loaded when they are asked for. esbuild splits only ESM, so the sources are split as ESM first; then hot.cjs is bundled again from
// the pieces that src/cli.ts imports statically, and the others are turned into CommonJS one by one. Every source is in exactly one
// file: what a chunk needs of hot.cjs it takes from there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;
const dist = path.join(root, 'dist');
const inDist = (name) => path.join(dist, name);
const inRoot = (name) => path.join(root, name);

const COMMON = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  // Every character beyond would make V8 keep the source in two bytes each.
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
};

/** Parts of cosmiconfig that our static loaders never reach. */
const dead = {
  name: 'dead',
  setup(b) {
    b.onResolve({ filter: /^(js-yaml|parse-json|import-fresh|typescript)$/ }, (a) => ({
      path: a.path,
      namespace: 'dead',
    }));
    b.onLoad({ filter: /.*/, namespace: 'dead' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** A bundle in one file; import() of a relative file becomes part of it. */
async function single(entry, name, external) {
  await build({
    ...COMMON,
    write: true,
    entryPoints: [inRoot(entry)],
    outfile: inDist(name),
    format: 'cjs',
    external,
    supported: { 'dynamic-import': false },
    define: { 'import.meta.dirname': '__dirname' },
  });
}

/** The sources split as ESM: of each piece its text, and which others it imports. */
async function split(entry) {
  const { outputFiles, metafile } = await build({
    ...COMMON,
    entryPoints: [inRoot(entry)],
    outdir: dist,
    entryNames: 'main',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    metafile: true,
    define: { 'import.meta.dirname': '__dirname' },
    plugins: [dead],
  });
  const imports = new Map(
    Object.entries(metafile.outputs).map(([name, output]) => [
      path.basename(name),
      output.imports.filter((i) => !i.external),
    ]),
  );
  return new Map(
    outputFiles.map((file) => {
      const name = path.basename(file.path);
      return [
        name,
        {
          text: file.text,
          imports: imports
            .get(name)
            .map((i) => ({ name: path.basename(i.path), isStatic: i.kind === 'import-statement' })),
        },
      ];
    }),
  );
}

/** The pieces that one imports statically, itself first. */
function staticClosure(pieces, first) {
  const names = new Set([first]);
  for (const name of names) for (const i of pieces.get(name).imports) if (i.isStatic) names.add(i.name);
  return names;
}

const asCommonJs = (name) => name.replace(/\.js$/, '.cjs');
/** What hot.cjs calls a piece that others take from it. */
const inHot = (name) => name.replace(/\.js$/, '').replaceAll(/[^a-z0-9]/gi, '_');

async function emit(name, contents, resolve) {
  const { outputFiles } = await build({
    ...COMMON,
    stdin: { contents, resolveDir: dist, sourcefile: name },
    outfile: inDist(name),
    format: 'cjs',
    // A real import() inside vm.Script has nobody to answer it.
    supported: { 'dynamic-import': false },
    plugins: [
      {
        name: 'pieces',
        setup(b) {
          b.onResolve({ filter: /^\.\// }, ({ path: to }) => resolve(to.slice(2)));
          b.onLoad({ filter: /./, namespace: 'piece' }, (a) => ({ contents: a.pluginData, loader: 'js' }));
        },
      },
    ],
  });
  writeFileSync(inDist(name), outputFiles[0].text);
}

async function command() {
  const pieces = await split('src/cli.ts');
  const hot = staticClosure(pieces, 'main.js');
  const others = [...pieces.keys()].filter((name) => !hot.has(name));
  const chunk = (name) => ({ path: `./${asCommonJs(name)}`, external: true });
  const shared = new Set(
    others.flatMap((name) => pieces.get(name).imports.map((i) => i.name)).filter((name) => hot.has(name)),
  );
  await emit(
    'hot.cjs',
    [
      "export { main } from './main.js';",
      ...[...shared].sort().map((name) => `export * as ${inHot(name)} from './${name}';`),
    ].join('\n'),
    (name) => (hot.has(name) ? { path: name, namespace: 'piece', pluginData: pieces.get(name).text } : chunk(name)),
  );
  for (const name of others) {
    await emit(asCommonJs(name), pieces.get(name).text, (to) =>
      to === 'hot.cjs'
        ? { path: './hot.cjs', external: true }
        : hot.has(to)
          ? { path: to, namespace: 'piece', pluginData: `module.exports = require('./hot.cjs').${inHot(to)};` }
          : chunk(to),
    );
  }
}

function library() {
  const tsc = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', inRoot('tsconfig.json')], { stdio: ['ignore', 2, 2] });
  if (run.status !== 0) throw new Error('the types do not check: see above');
}

/** The launcher carries the hash of what it starts, so that a start need not load node:crypto to find its code cache. */
function launcher() {
  const hash = createHash('sha256');
  for (const name of bundles().sort()) hash.update(readFileSync(inDist(name)));
  const text = readFileSync(inRoot('src/launcher.cjs'), 'utf8').replace('@BUILD_ID@', hash.digest('hex').slice(0, 32));
  writeFileSync(inDist('bin.cjs'), text, { mode: 0o755 });
}

const bundles = () => readdirSync(dist).filter((name) => name.endsWith('.cjs'));

async function licenseIndex() {
  await single('src/license/compile-main.ts', 'compile-licenses.cjs', ['spdx-license-list/*']);
  createRequire(import.meta.url)(inDist('compile-licenses.cjs')).buildLicenseIndex(inDist('license-index.bin'));
  rmSync(inDist('compile-licenses.cjs'));
}

mkdirSync(dist, { recursive: true });
for (const name of ['.cache', ...bundles()]) rmSync(inDist(name), { recursive: true, force: true });
await command();
launcher();
await single('src/commands/dev.ts', 'dev.cjs', ['esbuild', '@valibot/to-json-schema']);
if (!process.argv.includes('--cli')) {
  rmSync(inDist('lib'), { recursive: true, force: true });
  library();
}
await licenseIndex();
