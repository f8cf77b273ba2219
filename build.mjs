// Builds what ships: the library (tsc: ESM and declarations under dist/lib) and the command under dist. `node build.mjs --cli`
// leaves the library out.
//
// The command is one file for what every run needs (hot.cjs, started by bin.cjs through its own V8 code cache) and chunks that are
// loaded when they are asked for. esbuild splits only ESM, so the sources are split as ESM first; then hot.cjs is bundled again from
// the pieces that src/cli.ts imports statically, and the others are turned into CommonJS one by one. Every source is in exactly one
// file: what a chunk needs of hot.cjs it takes from there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, transform } from 'esbuild';

const root = import.meta.dirname;
const dist = path.join(root, 'dist');
const inDist = (name) => path.join(dist, name);
const inRoot = (name) => path.join(root, name);

const COMMON = {
  absWorkingDir: root,
  bundle: true,
  // A path outside would be written into the bundle, and differ from place to place.
  preserveSymlinks: true,
  write: false,
  platform: 'node',
  target: 'node20',
  // Every character beyond would make V8 keep the source in two bytes each.
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
};

/** How a piece becomes CommonJS. */
const { platform, target, charset, legalComments, logLevel } = COMMON;
const CHUNK = {
  ...{ platform, target, charset, legalComments, logLevel },
  format: 'cjs',
  // As in hot.cjs: packages are all that is still imported so.
  supported: { 'dynamic-import': false },
};

/** Parts of cosmiconfig that our static loaders never reach. */
const DEAD = /^(js-yaml|parse-json|import-fresh|typescript)$/;

/** What goes into dist, by name; written when all of it is there. */
const made = new Map();

/** A bundle in one file; import() of a relative file becomes part of it. */
async function single(entry, external) {
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: [inRoot(entry)],
    format: 'cjs',
    external,
    supported: { 'dynamic-import': false },
    define: { 'import.meta.dirname': '__dirname' },
  });
  return outputFiles[0].text;
}

/** The sources split as ESM: of each piece its text, what it exports and imports; and the packages that any imports by import(). */
async function split(entry) {
  const packages = new Set();
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
    plugins: [
      {
        name: 'packages',
        setup(b) {
          b.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => {
            if (kind !== 'dynamic-import' || name.startsWith('node:')) return undefined;
            packages.add(name);
            return { path: `./${packageChunk(name)}`, external: true };
          });
        },
      },
    ],
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([name, output]) => [path.basename(name), output]));
  const pieces = new Map(
    outputFiles.map((file) => {
      const name = path.basename(file.path);
      const { exports, imports } = outputs.get(name);
      const inner = imports.filter((i) => !i.external);
      return [
        name,
        {
          text: file.text,
          exports,
          imports: inner.map((i) => ({ name: path.basename(i.path), isStatic: i.kind === 'import-statement' })),
        },
      ];
    }),
  );
  return { pieces, packages };
}

/** A package that is imported where it is needed, in a file of its own, whoever imports it. */
async function emitPackage(name) {
  const { outputFiles } = await build({
    ...COMMON,
    stdin: { contents: `module.exports = require(${JSON.stringify(name)});`, resolveDir: root },
    format: 'cjs',
    plugins: [
      {
        name: 'dead',
        setup(b) {
          b.onResolve({ filter: DEAD }, (a) => ({ path: a.path, namespace: 'dead' }));
          b.onLoad({ filter: /./, namespace: 'dead' }, () => ({ contents: 'module.exports = {};' }));
        },
      },
    ],
  });
  made.set(packageChunk(name), asFunction(outputFiles[0].text));
}

const packageChunk = (name) => `${name.replace(/\.js$/, '').replaceAll(/[^a-z0-9]+/gi, '-')}.cjs`;

/** The pieces that one imports statically, itself first. */
function staticClosure(pieces, first) {
  const names = new Set([first]);
  for (const name of names) for (const i of pieces.get(name).imports) if (i.isStatic) names.add(i.name);
  return names;
}

const asCommonJs = (name) => name.replace(/\.c?js$/, '.cjs');

/**
 * The entry of hot.cjs: `main` and `watch`, and `piece`, from which the chunks take what they share with it. What no chunk asks for costs nothing.
 */
function hotEntry(pieces, shared) {
  const names = [...shared].sort();
  const values = (i, { exports }) => exports.map((e) => `${e}: p${i}.${e}`).join(', ');
  return [
    "export { main, watch } from './main.js';",
    ...names.map((name, i) => `import * as p${i} from './${name}';`),
    'export function piece(name) {',
    '  switch (name) {',
    ...names.map((name, i) => `    case '${name}': return { ${values(i, pieces.get(name))} };`),
    '  }',
    '}',
  ].join('\n');
}

/** What hot.cjs takes of modules that are slow to load, and that not every run needs. A name that is missing here fails the build. */
const LAZY = {
  'node:crypto': ['createHash', 'hash'],
  'node:child_process': ['spawnSync'],
  'node:zlib': ['inflateSync'],
};

const lazily = (module) =>
  LAZY[module].map((name) => `export const ${name} = (...args) => require('${module}').${name}(...args);`).join('\n');

/** As src/launcher.cjs compiles it: a function, whose code V8 can keep. */
const asFunction = (text) => `(function (exports, require, module, __filename, __dirname) {${text}\n})`;

async function emitHot(pieces, hot, shared) {
  const { outputFiles } = await build({
    ...COMMON,
    stdin: { contents: hotEntry(pieces, shared), resolveDir: dist, sourcefile: 'hot.cjs' },
    format: 'cjs',
    // A real import() inside vm.Script has nobody to answer it.
    supported: { 'dynamic-import': false },
    plugins: [
      {
        name: 'pieces',
        setup(b) {
          b.onResolve({ filter: /^\.\// }, ({ path: to }) => {
            const name = to.slice(2);
            return hot.has(name)
              ? { path: name, namespace: 'piece', pluginData: pieces.get(name).text }
              : { path: `./${asCommonJs(name)}`, external: true };
          });
          b.onResolve({ filter: /^node:/ }, ({ path: module, kind }) =>
            kind === 'import-statement' && module in LAZY
              ? { path: module.slice('node:'.length), namespace: 'piece', pluginData: lazily(module) }
              : undefined,
          );
          b.onLoad({ filter: /./, namespace: 'piece' }, (a) => ({ contents: a.pluginData, loader: 'js' }));
        },
      },
    ],
  });
  made.set('hot.cjs', asFunction(outputFiles[0].text));
}

/**
 * A piece as CommonJS. What it imports of others becomes constants, because the getters that esbuild makes are called at each use, and
 * making them is most of what a small chunk costs. That needs an order in which each piece is whole before others import it, which
 * split pieces have. Of Node's modules esbuild reads each function anew: gather/repeat/watch-files.ts exchanges them.
 */
async function emitChunk(pieces, name, hot) {
  const { text, imports } = pieces.get(name);
  const from = (to) => (hot.has(to) ? `require('./hot.cjs').piece('${to}')` : `require('./${asCommonJs(to)}')`);
  const names = (list, as) =>
    list.replaceAll(/([\w$]+)(?: as ([\w$]+))?/g, (_, first, second) => (second ? as(first, second) : first));
  let left = imports.filter(({ isStatic }) => isStatic).length;
  const contents = text
    .replaceAll(/^import (?:\{([^}]*)\} from )?"\.\/([\w.-]+\.js)";$/gm, (_, list, to) => {
      left--;
      if (list === undefined) return hot.has(to) ? '' : `${from(to)};`;
      return `const {${names(list, (own, here) => `${own}: ${here}`)}} = ${from(to)};`;
    })
    .replaceAll(/\bimport\("\.\/([\w.-]+\.js)"\)/g, (_, to) => `Promise.resolve().then(() => ${from(to)})`)
    .replace(
      /^export \{([^}]*)\};$/m,
      (_, list) => `module.exports = {${names(list, (own, there) => `${there}: ${own}`)}};`,
    );
  if (left !== 0) throw new Error(`${name}: ${left} imports are not of the form that is known`);
  const { code } = await transform(contents, { ...CHUNK, sourcefile: name });
  made.set(asCommonJs(name), asFunction(code));
}

/** Throws where pieces import each other in a circle. */
function checkOrder(pieces) {
  const whole = new Set();
  const visit = (name, above) => {
    if (above.has(name)) throw new Error(`${[...above, name].join(' imports ')}: a circle of pieces`);
    if (whole.has(name)) return;
    for (const { name: to, isStatic } of pieces.get(name).imports) if (isStatic) visit(to, new Set([...above, name]));
    whole.add(name);
  };
  for (const name of pieces.keys()) visit(name, new Set());
}

async function command() {
  const { pieces, packages } = await split('src/cli.ts');
  checkOrder(pieces);
  for (const name of packages) await emitPackage(name);
  const hot = staticClosure(pieces, 'main.js');
  const others = [...pieces.keys()].filter((name) => !hot.has(name));
  const shared = new Set(
    others.flatMap((name) => pieces.get(name).imports.map((i) => i.name)).filter((name) => hot.has(name)),
  );
  await emitHot(pieces, hot, shared);
  for (const name of others) await emitChunk(pieces, name, hot);
}

/** The launcher carries the hash of what it starts, so that a start need not load node:crypto to find its code cache. */
async function launcher() {
  const hash = createHash('sha256');
  for (const name of [...made.keys()].sort()) hash.update(made.get(name));
  // As imports the sources it requires become part of it without a function around each.
  const text = readFileSync(inRoot('src/launcher.cjs'), 'utf8')
    .replaceAll(/^const (\{.*\}) = require\(('\.\/.*\.ts')\);$/gm, 'import $1 from $2;')
    .replace('@BUILD_ID@', hash.digest('hex').slice(0, 32));
  const stdin = { contents: text, resolveDir: inRoot('src'), sourcefile: 'launcher.mjs' };
  const { outputFiles } = await build({ ...COMMON, stdin, format: 'cjs', minifyWhitespace: true, minifySyntax: true });
  made.set('bin.cjs', outputFiles[0].text);
}

/** Compiles the license list. The step is a bundle too, in dist because it looks for its package from where it lies. */
async function licenseIndex() {
  const step = inDist('.compile-licenses.cjs');
  try {
    writeFileSync(step, await single('src/commands/dev/compile-licenses.ts', ['spdx-license-list/*']));
    createRequire(import.meta.url)(step).buildLicenseIndex(inDist('license-index.bin'));
  } finally {
    rmSync(step, { force: true });
  }
}

function library() {
  const tsc = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  const args = ['-p', inRoot('tsconfig.json'), '--noEmitOnError', '--outDir', inDist('.lib')];
  rmSync(inDist('.lib'), { recursive: true, force: true });
  const run = spawnSync(process.execPath, [tsc, ...args], { stdio: ['ignore', 2, 2] });
  if (run.status !== 0) throw new Error('the types do not check: see above');
  rmSync(inDist('lib'), { recursive: true, force: true });
  renameSync(inDist('.lib'), inDist('lib'));
}

function writeMade() {
  const old = readdirSync(dist).filter((name) => name.endsWith('.cjs') && !made.has(name));
  for (const name of ['.cache', ...old]) rmSync(inDist(name), { recursive: true, force: true });
  for (const [name, text] of made) writeFileSync(inDist(name), text, { mode: name === 'bin.cjs' ? 0o755 : 0o644 });
}

async function all() {
  mkdirSync(dist, { recursive: true });
  await command();
  await launcher();
  // As it is: the other files have no import() of their own.
  made.set('import-module.cjs', readFileSync(inRoot('src/gather/plugins/import-module.cjs'), 'utf8'));
  made.set('cache-worker.cjs', await single('src/gather/modcache/worker.ts', []));
  made.set('action.cjs', await single('src/commands/action/action.ts', []));
  made.set('dev.cjs', await single('src/commands/dev/dev.ts', ['esbuild', '@valibot/to-json-schema']));
  writeMade();
  await licenseIndex();
  if (!process.argv.includes('--cli')) library();
}

await all().catch((error) => {
  // esbuild has told its own.
  if (!('errors' in error)) console.error(error.message);
  process.exitCode = 1;
});
