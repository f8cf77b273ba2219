/** Generated files through the installed go command and through us: the same bytes out, on standard output and standard error. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { editFile } from '../../src/go/edit/edit.ts';
import { decode, encode } from '../../src/text/bytes.ts';
import { source } from '../../src/text/source.ts';

const version = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout?.trim() ?? '';
// Messages and Unicode tables are those of one release; others differ in known ways.
const why =
  version === ''
    ? 'there is no go command'
    : version.startsWith('go1.26')
      ? ''
      : `the go command is ${version}, not go1.26`;
if (why) console.log(`skipped: ${why}`);
const differs = why ? it.skip : it;

const dir = why ? '' : mkdtempSync(join(tmpdir(), 'gomod-'));
afterAll(() => dir && rmSync(dir, { recursive: true }));

type Kind = 'mod' | 'work';

/** What go says: standard output, or without its newline standard error. */
function ask(kind: Kind, text: string, flags: readonly string[]) {
  const name = `go.${kind}`;
  writeFileSync(join(dir, name), encode(text));
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: '', GOENV: 'off' };
  const { status, stdout, stderr } = spawnSync('go', [kind, 'edit', ...flags, name], { cwd: dir, env });
  return status === 0 ? { value: decode(stdout) } : { error: decode(stderr).replace(/\n$/, '') };
}

/** Whether go took it. */
function same(kind: Kind, text: string, flags: readonly string[]): boolean {
  const ours = editFile(source(`go.${kind}`, text), kind, flags, { goVersion: version.slice(2) });
  expect(ours, JSON.stringify({ text, flags })).toEqual(ask(kind, text, flags));
  return ours.error === undefined;
}

/** Mostly what go takes. */
const mostly = (good: readonly string[], odd: readonly string[]) =>
  fc.oneof({ weight: 15, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const path = mostly(['a.example/x', 'b.example/y', '"d e"', 'example.com/é', 'c'], ['b.example/y/v2', 'f/v1', "g'"]);
const release = mostly(
  ['v1.2.3', 'v1', 'v0.1.0-rc.1', 'v2.0.0+incompatible', 'v0.0.0-20200101000000-0123456789ab', '"v1.0.0"'],
  ['v2.0.0', 'main'],
);
const target = mostly(['./x', '../x', '"./x y"', 'c.example/z v1.0.0'], ['c.example/z', '.\\x', '/x v1.0.0']);
const join2 = (a: fc.Arbitrary<string>, b: fc.Arbitrary<string>, by = ' ') =>
  fc.tuple(a, b).map((pair) => pair.join(by));
const left = fc.oneof(path, join2(path, release));
const body = {
  require: join2(path, release),
  exclude: join2(path, release),
  replace: join2(left, target, ' => '),
  retract: fc.oneof(
    release,
    join2(release, release, ' , ').map((pair) => `[${pair}]`),
  ),
  tool: path,
  ignore: path,
  godebug: mostly(['x=y', 'default=go1.25', 'x=y=z'], ['x']),
  use: fc.constantFrom('./a', '"./b c"', './a', '../d'),
};
const comment = fc.constantFrom('', '', '', ' // indirect', ' // indirect; why', ' // <&>', ' // Deprecated: d', ' //');
const above = fc.constantFrom('', '', '', '\n', '// c\n', '\n// Deprecated: d\n', '// x\n\n');

/** A line or a block of one directive. */
function directive(verb: keyof typeof body): fc.Arbitrary<string> {
  const line = fc
    .tuple(above, body[verb], comment)
    .map(([before, text, after]) => [before, `${text}${after}\n`] as const);
  const single = line.map(([before, text]) => `${before}${verb} ${text}`);
  const block = fc
    .tuple(above, comment, fc.array(line, { maxLength: 4 }), comment)
    .map(
      ([before, open, lines, close]) =>
        `${before}${verb} (${open}\n${lines.map((l) => `\t${l.join('\t')}`).join('')})${close}\n`,
    );
  return fc.oneof({ weight: 2, arbitrary: single }, block);
}

const goLine = mostly(['', 'go 1.20\n', 'go 1.21rc1\n', 'go 1.26.1\n'], ['go 1.x\n']);
const toolchainLine = mostly(['', '', 'toolchain go1.26.8\n'], ['go 1.20\n']);
const moduleLine = mostly(['module a.example/x\n', 'module c/v2 // c\n', ''], ['module a b\n']);
const noise = mostly([''], ['foo bar\n', '/* */', '"', 'x (\n', ')\n', '\u00a0', '\udcff\n']);

function fileOf(first: fc.Arbitrary<string>, verbs: readonly (keyof typeof body)[]): fc.Arbitrary<string> {
  const parts = fc.array(fc.oneof(...verbs.map(directive)), { maxLength: 6 }).map((list) => list.join(''));
  return fc.tuple(first, goLine, parts, toolchainLine, noise).map((list) => list.join(''));
}

const modFile = fileOf(moduleLine, [
  'require',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
  'godebug',
]);
const workFile = fileOf(fc.constant(''), ['use', 'use', 'replace', 'godebug']);

const name = mostly(
  ['a.example/x', 'b.example/y', 'c', 'new.example/n'],
  ['b.example/y/v2', 'd e', 'toolchain', 'x/../y', '-l'],
);
const at = mostly(['@v1.2.3', '@v0.1.0-rc.1', '@v2.0.0+incompatible'], ['', '@v2.0.0', '@v1', '@main', '@', '@/x']);
const maybe = mostly(['', '', '@v1.2.3'], ['@', '@main']);
const dirs = mostly(['./x', '../new', '/a b', 'c.example/z@v1.0.0', './y@v1'], ['>x', 'c', '.\\x']);
const named = join2(name, at, '');
const interval = fc.constantFrom(
  'v1.2.3',
  '[v1.0.0, v1.1.0]',
  '[v1.0.0',
  '[v1.0.0]',
  'v2',
  'v2.0.0',
  '',
  '[v1.2.3,v1.2.3]',
);
const values = {
  module: name,
  go: mostly(['1.26', '1.20', 'none', ''], ['v1']),
  toolchain: mostly(['go1.26.8', 'default', 'none'], ['local']),
  require: named,
  droprequire: name,
  exclude: named,
  dropexclude: named,
  replace: join2(join2(name, maybe, ''), dirs, '='),
  dropreplace: fc.oneof(join2(name, maybe, ''), dirs),
  retract: interval,
  dropretract: interval,
  tool: name,
  droptool: name,
  ignore: fc.constantFrom('./x', 'a b', 'c', 'a.example/x'),
  dropignore: fc.constantFrom('./x', 'c', 'a.example/x'),
  use: fc.constantFrom('./a', 'a/../b', '../d', 'b c', '.'),
  dropuse: fc.constantFrom('./a', 'a', 'd', './b c'),
  godebug: mostly(['x=y', 'x=1=2', 'new=1'], ['x', "a='b'"]),
  dropgodebug: fc.constantFrom('x', 'default', 'none'),
};

function flagsOf(verbs: readonly (keyof typeof values)[]): fc.Arbitrary<string[]> {
  const flag = fc.oneof(...verbs.map((verb) => values[verb].map((value) => `-${verb}=${value}`)));
  return fc.array(flag, { minLength: 1, maxLength: 3 });
}

const SHARED = ['go', 'toolchain', 'replace', 'dropreplace', 'godebug', 'dropgodebug'] as const;
const modFlags = flagsOf([
  ...SHARED,
  ...(['module', 'require', 'droprequire', 'exclude', 'dropexclude', 'retract', 'dropretract'] as const),
  ...(['tool', 'droptool', 'ignore', 'dropignore'] as const),
]);
const workFlags = flagsOf([...SHARED, 'use', 'dropuse']);
const form = fc.constantFrom('-json', '-print');

/** Holds all of them, of which some must be files and flags that go takes. */
function hold(kind: Kind, file: fc.Arbitrary<string>, flags: fc.Arbitrary<string[]>, numRuns: number) {
  let taken = 0;
  const property = fc.property(file, flags, form, (text, list, last) => {
    if (same(kind, text, [...list, last])) taken++;
  });
  fc.assert(property, { numRuns });
  expect(taken).toBeGreaterThan(numRuns / 20);
}

describe('go mod edit', () => {
  differs('reads and prints the same', () => hold('mod', modFile, fc.constant([]), 150));
  differs('edits the same', () => hold('mod', modFile, modFlags, 150));
});

describe('go work edit', () => {
  differs('reads and prints the same', () => hold('work', workFile, fc.constant([]), 60));
  differs('edits the same', () => hold('work', workFile, workFlags, 60));
});
