/**
 * A waiver beside a line has to outlive what others do to go.mod. Tried here: `go mod edit -fmt` and `go mod tidy` of the installed go
 * command, which also is how Dependabot reads and writes go.mod (`go mod edit -json`, `go get`, `go mod tidy`). And a reader by lines as
 * Renovate has one: it takes a requirement with at most one word in the comment behind it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMod } from '../../src/go/modfile/parse-mod.ts';
import { addWaiverComment } from '../../src/policy/edit/waiver-comment.ts';
import { inlineWaivers } from '../../src/policy/inline.ts';
import { source } from '../../src/text/source.ts';
import { put } from '../support/cli.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

const version = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).stdout?.trim() ?? '';
if (version === '')
  console.log('skipped: test/differential/waiver-comment.test.ts needs the go command, which is not installed');

const scratch = mkdtempSync(join(tmpdir(), 'waiver-comment-'));
const main = join(scratch, 'main');
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', scratch]);
  rmSync(scratch, { recursive: true, force: true });
});

const MODULES = {
  'example.com/a@v1.0.0': {
    files: { 'a.go': 'package a\n\nimport _ "example.com/deep"\n' },
    mod: 'require example.com/deep v1.0.0\n',
  },
  'example.com/deep@v1.0.0': { files: { 'd.go': 'package deep\n' } },
  'example.com/gone@v1.0.0': { files: { 'g.go': 'package gone\n' } },
};

/** Not as Go formats it, and with a requirement that `go mod tidy` moves into another block. */
const GO_MOD = `module example.com/main

go 1.21

require (
\texample.com/deep v1.0.0 // indirect
\t    example.com/a v1.0.0
\texample.com/gone v1.0.0
)

exclude example.com/a v0.9.0
replace example.com/z => ./z
`;

const TERMS = { rule: 'graph/banned', reason: 'why not', until: '2026-12-31', owner: 'me' };

/** The lines that begin with these words get a waiver each. */
function waived(text: string, ...words: readonly string[]): string {
  return words.reduce((now, word) => {
    const line = now.split('\n').findIndex((at) => at.trim().startsWith(word)) + 1;
    const added = addWaiverComment(source('go.mod', now), line, TERMS);
    if ('problem' in added) throw new Error(added.problem);
    return added.text;
  }, text);
}

/** The lines that waivers are for. */
function linesWaived(text: string): string[] {
  const file = source('go.mod', text);
  const { waivers, problems } = inlineWaivers(parseMod(file).file.syntax);
  expect(problems).toEqual([]);
  return waivers.map(({ waiver: { rule, reason, until, owner }, line }) => {
    expect({ rule, reason, until, owner }).toEqual(TERMS);
    return text.split('\n')[line - 1]!.trim().replaceAll(/ +/g, ' ');
  });
}

const TEXT = waived(GO_MOD, 'example.com/deep', 'example.com/a', 'exclude', 'replace');

describe.skipIf(version === '')('the go command', () => {
  let go: (...args: string[]) => void;
  beforeAll(() => {
    const env = {
      ...process.env,
      GOPROXY: writeProxyFolder(join(scratch, 'proxy'), MODULES),
      GOMODCACHE: join(scratch, 'modcache'),
      GOCACHE: join(scratch, 'cache'),
      GOSUMDB: 'off',
      GOFLAGS: '-mod=mod',
      GOWORK: 'off',
      GOTOOLCHAIN: 'local',
    };
    go = (...args) => {
      const { status, stderr } = spawnSync('go', args, { cwd: main, env, encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    };
  });
  const written = () => readFileSync(join(main, 'go.mod'), 'utf8');
  const start = () =>
    put(main, { 'go.mod': TEXT, 'main.go': 'package main\n\nimport _ "example.com/a"\n\nfunc main() {}\n' });

  it('keeps the waiver of each line when it formats', () => {
    start();
    go('mod', 'edit', '-fmt');
    expect(linesWaived(written()).sort()).toEqual([
      'example.com/a v1.0.0',
      'example.com/deep v1.0.0 // indirect',
      'exclude example.com/a v0.9.0',
      'replace example.com/z => ./z',
    ]);
  });

  it('keeps the waiver of each line when it tidies, in whatever block that ends', () => {
    start();
    go('mod', 'tidy');
    expect(written()).not.toContain('example.com/gone');
    expect(linesWaived(written()).sort()).toEqual([
      'exclude example.com/a v0.9.0',
      'replace example.com/z => ./z',
      'require example.com/a v1.0.0',
      'require example.com/deep v1.0.0 // indirect',
    ]);
  });

  it('keeps them when a version is set', () => {
    start();
    go('mod', 'edit', '-require=example.com/a@v1.0.1');
    expect(linesWaived(written())).toContain('example.com/a v1.0.1');
  });
});

describe('a reader by lines, which takes one word of comment', () => {
  const requirement = /^(?:require)?\s+([^\s]+\/[^\s]+)\s+([^\s]+)(?:\s*\/\/\s*[^\s]+\s*)?$/;
  const read = (text: string) =>
    text.split('\n').flatMap((line) => requirement.exec(line)?.slice(1, 3).join(' ') ?? []);

  it('still sees every requirement below a waiver on a line of its own', () => {
    expect(read(TEXT)).toEqual(read(GO_MOD));
    expect(read(GO_MOD)).toHaveLength(3);
  });

  it('would miss one with the waiver behind it, which is why none is written there', () => {
    const behind = GO_MOD.replace('a v1.0.0\n', 'a v1.0.0 // modwarden:allow graph/banned until=2026-12-31 why not\n');
    expect(read(behind)).not.toContain('example.com/a v1.0.0');
  });
});
