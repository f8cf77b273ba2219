/** The package as it is published: it holds what runs and nothing else, and runs where it is installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAD, type Box, box, GOOD } from '../support/built.ts';
import { npm, say } from '../support/npm.ts';

const BUILT = existsSync('dist/lib/src/index.js');
const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  dependencies: Record<string, string>;
};

/** Every file of the package is one of these. */
const SHIPPED: readonly RegExp[] = [
  /^(?:package\.json|README\.md|LICENSE)$/,
  /^dist\/(?:bin|hot|[\w-]+)\.cjs$/,
  /^dist\/license-index\.bin$/,
  /^dist\/lib\/(?:src|rules)\/[\w/-]+\.(?:js|d\.ts)$/,
  /^rules\/(?:[a-z-]+\/){0,2}README\.md$/,
  /^schemas\/[a-z-]+\.schema\.json$/,
];

if (!BUILT) console.log('the package: skipped, dist/lib is not built (npm run build)');

describe.skipIf(!BUILT)('the package', () => {
  let b: Box;
  let files: string[];
  let tarball: string;
  let unpacked: string;

  beforeAll(() => {
    b = box();
    b.put({ 'repo/go.mod': BAD });
    const packed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', b.folder], resolve('.'));
    if ('unreachable' in packed) throw new Error(packed.unreachable);
    const [told] = JSON.parse(packed.out) as { filename: string; files: { path: string }[] }[];
    files = told!.files.map(({ path }) => path).sort();
    tarball = join(b.folder, told!.filename);
    mkdirSync(join(b.folder, 'unpacked'));
    execFileSync('tar', ['-xzf', tarball, '-C', join(b.folder, 'unpacked')]);
    unpacked = join(b.folder, 'unpacked/package');
  });
  afterAll(() => b.remove());

  const run = (bin: string, args: readonly string[], command = process.execPath) => {
    const { status, stdout, stderr } = spawnSync(command, command === bin ? args : [bin, ...args], {
      cwd: join(b.folder, 'repo'),
      env: b.env,
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  };

  it('holds what runs', () => {
    for (const wanted of [
      'dist/bin.cjs',
      'dist/hot.cjs',
      'dist/license-index.bin',
      'dist/lib/src/index.js',
      'dist/lib/src/index.d.ts',
    ])
      expect(files).toContain(wanted);
    for (const id of ['replace/local-path', 'gomod/syntax']) expect(files).toContain(`rules/${id}/README.md`);
    expect(files).toEqual(expect.arrayContaining(readdirSync('schemas').map((name) => `schemas/${name}`)));
  });

  it('holds nothing else', () => {
    expect(files.filter((file) => !SHIPPED.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(files).not.toContain('dist/dev.cjs');
  });

  it('has a command that needs no other package', () => {
    const bin = join(unpacked, 'dist/bin.cjs');
    expect(run(bin, ['--version'])).toEqual({ code: 0, out: `modwarden ${version}\n`, err: '' });
    expect(run(bin, ['explain', 'replace/local-path']).out).toMatch(/^replace\/local-path\n/);
    b.put({
      'repo/.modwarden.yaml':
        'extends: [recommended]\noverrides:\n  - files: ["x/**"]\n    rules: { replace/local-path: off }\nrules:\n  license/policy: { allow: [MIT] }\ngaps: { license: report }\n',
    });
    b.git(['add', '.']);
    for (const args of [['--offline'], ['--staged'], ['--rev', b.git(['write-tree']).trim(), '--offline']]) {
      const { code, out, err } = run(bin, ['check', ...args, '--format', 'sarif']);
      expect([args, code, err]).toEqual([args, 1, '']);
      expect(out).toContain('"ruleId": "replace/local-path"');
    }
    // The license list is read, and its texts are told apart.
    b.put({
      'repo/go.mod': `${GOOD}\nrequire example.com/lib v1.0.0\n`,
      'repo/vendor/modules.txt': '# example.com/lib v1.0.0\n## explicit; go 1.25\nexample.com/lib\n',
      'repo/vendor/example.com/lib/LICENSE': readFileSync('LICENSE'),
    });
    expect(run(bin, ['list', 'licenses', '--offline']).out).toMatch(/^example\.com\/lib +v1\.0\.0 +Apache-2\.0\b/m);
    expect(existsSync(join(unpacked, 'dist/.cache'))).toBe(true);
  });

  it('is a library', () => {
    const modules = join(b.folder, 'repo/node_modules');
    mkdirSync(modules);
    symlinkSync(unpacked, join(modules, 'modwarden'));
    mkdirSync(join(unpacked, 'node_modules'));
    for (const name of Object.keys(dependencies))
      symlinkSync(resolve('node_modules', name), join(unpacked, 'node_modules', name));
    b.put({
      'repo/use.mjs': `import { createRequire } from 'node:module';
import { lint, memoryTree, renderText, VERSION } from 'modwarden';
import { parseMod, source } from 'modwarden/go';
import { defineRule } from 'modwarden/rule';
const report = await lint(memoryTree({ 'go.mod': ${JSON.stringify(BAD)} }), { today: '2026-06-01' });
const { file } = parseMod(source('go.mod', ${JSON.stringify(BAD)}));
const schema = createRequire(import.meta.url)('modwarden/schemas/policy.schema.json');
console.log(VERSION, file.replace.length, typeof defineRule, typeof schema.properties, /replace\\/local-path/.test(renderText(report, { color: false })));
`,
    });
    expect(run(join(b.folder, 'repo/use.mjs'), [])).toEqual({
      code: 0,
      out: `${version} 1 function object true\n`,
      err: '',
    });
  });

  it('installs for all folders, and then runs by its name', ({ skip }) => {
    const prefix = join(b.folder, 'prefix');
    const installed = npm(['install', '--global', '--prefix', prefix, tarball], b.folder);
    if ('unreachable' in installed) return skip(say(installed.unreachable));
    const bin = process.platform === 'win32' ? join(prefix, 'modwarden.cmd') : join(prefix, 'bin/modwarden');
    expect(run(bin, ['check', '--staged'], bin).code).toBe(1);
  });
});
