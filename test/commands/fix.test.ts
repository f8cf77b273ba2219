/** `modwarden fix` through the command line on small repositories. */
import { spawn, spawnSync } from 'node:child_process';
import { lstatSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goModHash } from '../../src/go/graph/files/sums.ts';
import type { JsonReport } from '../../src/report/report-schema.ts';
import { type Box, newBox } from '../support/box.ts';
import { type GitBox, newGitBox } from '../support/git-box.ts';

const HASH = 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
const POLICY = `extends: []
rules:
  replace/unused: error
  gomod/toolchain: error
  sum/syntax: { level: error, repeated: report }
`;
const MOD = `module example.com/main

go 1.25

toolchain go1.24.1

// The fork has a fix.
replace example.com/a => github.com/acme/a v1.0.1

replace (
	example.com/b => ../b
	example.com/c => ../c // local
)
`;
const SUM = `example.com/a v1.0.0 ${HASH}\nexample.com/a v1.0.0 ${HASH}\nexample.com/a v1.0.0 h2:AAAA\n`;
const FIXED_MOD = 'module example.com/main\n\ngo 1.25\n';
const FIXED_SUM = `example.com/a v1.0.0 ${HASH}\n`;

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo) console.log('skipped: part of test/commands/fix.test.ts needs the go command, which is not installed');

let box: Box;
beforeEach(() => {
  box = newBox('off', { '.modwarden.yaml': POLICY, 'go.mod': MOD, 'go.sum': SUM });
});
afterEach(() => box.remove());

const text = (path: string) => readFileSync(join(box.repo, path), 'utf8');
const run = (...argv: string[]) => box.run(argv);

async function findings(...argv: string[]): Promise<JsonReport['findings']> {
  return (JSON.parse((await run('check', '--format', 'json', ...argv)).out) as JsonReport).findings;
}

describe('modwarden fix', () => {
  it('fixes all that it can, and says what', async () => {
    const { code, out, err } = await run('fix');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(
      'fixed go.mod: replace/unused: the replacement of example.com/a is unused (remove the line)\n',
    );
    expect(out).toMatch(/\nfixed 6 findings in 2 files\n$/);
    expect([text('go.mod'), text('go.sum')]).toEqual([FIXED_MOD, FIXED_SUM]);
    expect(await findings()).toEqual([]);
  });

  it('has nothing to do the second time', async () => {
    await run('fix');
    expect(await run('fix')).toMatchObject({ code: 0, out: 'nothing to fix\n', err: '' });
  });

  it('writes nothing with --dry-run, and prints a diff that git can apply', async () => {
    const { code, out, err } = await run('fix', '--dry-run');
    expect([code, err]).toEqual([1, '']);
    expect([text('go.mod'), text('go.sum')]).toEqual([MOD, SUM]);
    expect(out).toContain('--- a/go.mod\n+++ b/go.mod\n@@ -1,13 +1,3 @@\n');
    const applied = spawnSync('git', ['apply', '-'], { cwd: box.repo, input: out });
    expect(applied.status).toBe(0);
    expect([text('go.mod'), text('go.sum')]).toEqual([FIXED_MOD, FIXED_SUM]);
    expect(await run('fix', '--dry-run')).toMatchObject({ code: 0, out: 'nothing to fix\n' });
  });

  it('makes a fix that needs a review only with --unsafe', async () => {
    const mod = `${FIXED_MOD}\nreplace example.com/a v1.0.0 => example.com/fork v1.0.0\n\nrequire example.com/a v1.1.0\n`;
    box.remove();
    const git: GitBox = newGitBox({ '.modwarden.yaml': POLICY, 'go.mod': mod }, { 'example.com/a@v1.1.0': {} });
    box = git;
    expect(await git.run(['fix'])).toMatchObject({
      code: 0,
      out: 'nothing to fix; 1 finding left (1 with a fix that needs a review: --unsafe)\n',
    });
    expect(text('go.mod')).toBe(mod);
    expect(await git.run(['fix', '--unsafe'])).toMatchObject({ code: 0 });
    expect(text('go.mod')).toBe(`${FIXED_MOD}\nrequire example.com/a v1.1.0\n`);
  });

  it('needs a review to remove a replacement that vendor/modules.txt lists too', async () => {
    const mod = `${FIXED_MOD}\nreplace example.com/a v1.0.0 => example.com/fork v1.0.0\n`;
    const listed = '# example.com/a v1.0.0 => example.com/fork v1.0.0\n';
    box.put({ 'go.mod': mod, 'go.sum': '', 'vendor/modules.txt': listed });
    await run('fix');
    expect(text('go.mod')).toBe(mod);
    await run('fix', '--unsafe');
    expect(text('go.mod')).toBe(FIXED_MOD);
  });

  it('undoes a fix that adds a finding, says so, and makes the others', async () => {
    const waiver = '{ rule: replace/local-path, module: example.com/b, reason: r, until: 2026-12-31 }';
    box.put({
      '.modwarden.yaml': `${POLICY}  replace/local-path: error\n  policy/unused-waiver: error\nwaivers:\n  - ${waiver}\n`,
    });
    const { code, out, err } = await run('fix');
    expect(code).toBe(0);
    expect(err).toMatch(
      /^modwarden: undone: go\.mod: replace\/unused: the replacement of example\.com\/b is unused: the fix would add policy\/unused-waiver: .+\n$/,
    );
    expect(out).toContain('fixed 5 findings in 2 files; 1 finding left\n');
    expect(text('go.mod')).toBe(`${FIXED_MOD}\nreplace (\n\texample.com/b => ../b\n)\n`);
  });

  it('leaves waived findings and those of the baseline alone', async () => {
    await run('baseline');
    expect(await run('fix')).toMatchObject({ code: 0, out: 'nothing to fix\n' });
    expect(text('go.mod')).toBe(MOD);
    await run('fix', '--no-baseline');
    expect(text('go.mod')).toBe(FIXED_MOD);
  });

  it('fixes nothing while the policy has errors', async () => {
    box.put({ '.modwarden.yaml': `${POLICY}  no/such: error\n` });
    expect((await run('fix')).code).toBe(2);
    expect(text('go.mod')).toBe(MOD);
  });

  it('never writes through a symbolic link', async () => {
    renameSync(join(box.repo, 'go.sum'), join(box.repo, 'real'));
    symlinkSync('real', join(box.repo, 'go.sum'));
    const { code, err } = await run('fix');
    expect(code).toBe(1);
    expect(err).toContain('go.sum is reached through a symbolic link');
    expect(lstatSync(join(box.repo, 'go.sum')).isSymbolicLink()).toBe(true);
    expect(text('real')).toBe(SUM);
  });

  it('refuses an archive, which it cannot edit', async () => {
    const tar = spawnSync('tar', ['-cf', join(box.root, 'a.tar'), '-C', box.repo, '.']);
    expect(tar.status).toBe(0);
    expect(await run('fix', '../a.tar')).toMatchObject({
      code: 2,
      err: 'modwarden: only files of a work tree can be fixed\n',
    });
  });

  it('fixes only what is in the paths that are named', async () => {
    box.put({ 'sub/go.mod': MOD.replace('/main', '/sub') });
    await run('fix', 'sub');
    expect([text('go.mod'), text('sub/go.mod')]).toEqual([MOD, FIXED_MOD.replace('/main', '/sub')]);
  });

  it('reads a policy from a pipe once for all of its passes', async () => {
    box.put({ '.modwarden.yaml': 'extends: []\n' });
    const pipe = join(box.root, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    // A second reader would get nothing, and wait.
    const writer = spawn('sh', ['-c', 'printf %s "$0" > "$1"', POLICY, pipe]);
    const { code, out } = await run('fix', '--policy', pipe);
    writer.kill();
    expect([code, out]).toEqual([0, expect.stringContaining('\nfixed 6 findings in 2 files\n')]);
    expect([text('go.mod'), text('go.sum')]).toEqual([FIXED_MOD, FIXED_SUM]);
  });

  it('corrects settings in committed files, and changes nothing else in them', async () => {
    const file =
      'FROM golang:1.25\nENV GOPROXY=https://goproxy.example,Direct,off GOPRIVATE="https://git.corp.example/,corp.example/x"\n';
    box.put({
      '.modwarden.yaml': 'extends: []\nrules: { env/proxy-value: error, env/private-value: error }\n',
      Dockerfile: file,
    });
    expect((await run('fix')).out).toContain('nothing to fix; 2 findings left (2 with a fix that needs a review');
    const { code, out } = await run('fix', '--unsafe');
    expect([code, out]).toEqual([0, expect.stringContaining('fixed 3 findings in 1 file\n')]);
    expect(text('Dockerfile')).toBe(
      file.replace('Direct,off', 'direct').replace('https://git.corp.example/,', 'git.corp.example,'),
    );
    expect(await findings()).toEqual([]);
  });

  it('moves off a retracted version, and says what completes that', async () => {
    box.remove();
    const mod = `${FIXED_MOD}\nrequire (\n\texample.com/a v1.0.0 // pinned\n\texample.com/b v1.1.0\n)\n`;
    const storedMod = (path: string, more: string) => `module example.com/${path}\n\ngo 1.21\n${more}`;
    const sumOf = (path: string, version: string, more = '') =>
      `example.com/${path} ${version}/go.mod ${goModHash(storedMod(path, more))}\n`;
    const sums = sumOf('a', 'v1.0.0') + sumOf('b', 'v1.1.0', 'retract v1.1.0\n');
    const git: GitBox = newGitBox(
      {
        '.modwarden.yaml': 'extends: []\nrules: { freshness/retracted: error, sum/missing: error }\n',
        'go.mod': mod,
        'go.sum': sums,
      },
      {
        'example.com/a@v1.0.0': {},
        'example.com/a@v1.0.1': { mod: 'retract v1.0.0\n' },
        // It retracts itself, so that go get goes down.
        'example.com/b@v1.0.0': {},
        'example.com/b@v1.1.0': { mod: 'retract v1.1.0\n' },
      },
    );
    box = git;
    expect((await git.run(['fix'])).out).toContain('2 with a fix that needs a review');
    const { code, out } = await git.run(['fix', '--unsafe']);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/fixed 2 findings in 1 file[\s\S]*\nthen run: go mod tidy\n$/),
    ]);
    expect(text('go.mod')).toBe(mod.replace('a v1.0.0', 'a v1.0.1').replace('b v1.1.0', 'b v1.0.0'));
  });

  it('gives the edits in the JSON report', async () => {
    const fix = (await findings()).find(({ subject }) => subject === 'example.com/a')!.fix!;
    expect(fix).toMatchObject({ what: 'remove the line', safe: true });
    expect(fix.edits).toEqual([
      { place: { path: 'go.mod', start: { line: 7, column: 1 }, end: { line: 10, column: 1 } }, text: '' },
    ]);
  });
});

describe('modwarden fix --staged', () => {
  let git: GitBox;
  beforeEach(() => {
    box.remove();
    git = newGitBox({ '.modwarden.yaml': POLICY, 'go.mod': 'module example.com/main\n\ngo 1.25\n' });
    box = git;
    git.put({ 'go.sum': SUM });
    git.git('add', 'go.sum');
  });

  it('fixes the file, says what to stage, and stages nothing', async () => {
    const { code, out } = await git.run(['fix', '--staged']);
    expect(code).toBe(0);
    expect(out).toContain('\nstage the changes: git add -- "go.sum"\n');
    expect(text('go.sum')).toBe(FIXED_SUM);
    expect(git.git('show', ':go.sum')).toBe(SUM.trimEnd());
  });

  it('leaves a file alone that has other changes than those staged', async () => {
    git.put({ 'go.sum': `${SUM}\n` });
    const { code, err } = await git.run(['fix', '--staged']);
    expect(code).toBe(1);
    expect(err).toContain('go.sum is not as it was checked');
    expect(text('go.sum')).toBe(`${SUM}\n`);
  });
});

/** A go.mod of lines in random layouts, some of which are unused replacements. */
const goMods = fc
  .array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      before: fc.constantFrom('', '\n', '// note\n', '\n// note\n\n'),
      behind: fc.constantFrom('', ' // why'),
      block: fc.boolean(),
      kind: fc.constantFrom('replace', 'replace', 'retract'),
    }),
    { maxLength: 6 },
  )
  .map((lines) => {
    const parts = lines.map(({ name, before, behind, block, kind }, i) => {
      const of = kind === 'replace' ? `example.com/${name}${i} => ../${name}` : `v1.0.${i}`;
      return block ? `${before}${kind} (\n\t${of}${behind}\n)\n` : `${before}${kind} ${of}${behind}\n`;
    });
    return `module example.com/main\n\ngo 1.25\n${parts.join('')}`;
  });

describe('files of any layout', () => {
  it('have none of the fixed findings afterwards, and every other line as it was; Go reads them', async () => {
    await fc.assert(
      fc.asyncProperty(goMods, async (mod) => {
        box.put({ 'go.mod': mod, 'go.sum': '' });
        const before = await findings();
        const { code } = await run('fix');
        expect(code).toBe(0);
        const after = text('go.mod');
        expect((await findings()).filter(({ fix }) => fix?.safe)).toEqual([]);
        expect(after.match(/=>/g) ?? []).toHaveLength(before.filter(({ fix }) => fix === undefined).length);
        expect(after.match(/v1\.0\.\d/g)).toEqual(mod.match(/v1\.0\.\d/g));
        if (hasGo) {
          const { status, stderr } = spawnSync('go', ['mod', 'edit', '-json'], { cwd: box.repo, encoding: 'utf8' });
          expect([status, stderr]).toEqual([0, '']);
        }
      }),
      { numRuns: 15 },
    );
  });
});
