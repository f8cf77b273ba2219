/**
 * The hook under pre-commit (the Python framework), which installs it by npm: from the packed package through the mirror, and from this repository itself as
 * `.pre-commit-hooks.yaml` has it. Both need pre-commit on the PATH and a package registry; without them they say so and skip.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseScript } from '../release/load.ts';
import { BAD, type Box, box, GOOD } from '../support/built.ts';
import { npm, npmEnv, say, unreachableIn } from '../support/npm.ts';

const missing =
  spawnSync('pre-commit', ['--version']).status !== 0
    ? 'pre-commit is not on the PATH (pip install pre-commit)'
    : existsSync('.git') && existsSync('dist/lib/src/index.js')
      ? undefined
      : 'this is no built clone of the repository';

if (missing !== undefined) console.log(`under pre-commit: skipped, ${missing}`);

/** pre-commit's own words, and those of git that ran it. */
interface Hooked {
  readonly code: number | null;
  readonly told: string;
}

describe.skipIf(missing !== undefined)('under pre-commit', () => {
  let b: Box;
  beforeEach(() => {
    b = box();
  });
  afterEach(() => b.remove());

  const run = (command: string, args: readonly string[]): Hooked => {
    const env = { ...npmEnv(), ...b.env, PATH: process.env.PATH, PRE_COMMIT_HOME: join(b.folder, 'pre-commit') };
    const ended = spawnSync(command, args, { cwd: join(b.folder, 'repo'), env, encoding: 'utf8', timeout: 280_000 });
    return { code: ended.status, told: `${ended.stdout}${ended.stderr}${ended.error?.message ?? ''}` };
  };
  const commit = (...args: string[]) => run('git', ['commit', '-m', 'try', ...args]);
  const stage = (files: Readonly<Record<string, string>>) => {
    b.put(Object.fromEntries(Object.entries(files).map(([path, text]) => [`repo/${path}`, text])));
    b.git(['add', ...Object.keys(files)]);
  };
  /** Writes the configuration, commits it, and switches the hook on. The reason, where no registry answers. */
  const install = (config: string): string | undefined => {
    stage({ '.pre-commit-config.yaml': config });
    b.git(['commit', '-qm', 'configure', '--no-verify']);
    const { code, told } = run('pre-commit', ['install', '--install-hooks']);
    const unreachable = code === 0 ? undefined : unreachableIn(told);
    if (unreachable === undefined) expect([code, told]).toEqual([0, expect.stringContaining('installed')]);
    return unreachable;
  };

  const REFUSED = 'error[replace/local-path]';

  it('from the mirror that a release makes, which installs the package', async ({ skip }) => {
    const packed = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', b.folder], resolve('.'));
    if ('unreachable' in packed) return skip(say(packed.unreachable));
    const [{ filename }] = JSON.parse(packed.out) as [{ filename: string }];
    const { mirrorFiles } = await releaseScript<{
      mirrorFiles: (hooks: string, version: string, spec: string) => Record<string, string>;
    }>('mirror.mjs');
    const files = mirrorFiles(readFileSync('.pre-commit-hooks.yaml', 'utf8'), '0.0.0', join(b.folder, filename));
    b.put(Object.fromEntries(Object.entries(files).map(([path, text]) => [`mirror/${path}`, text])));
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-qm', 'x'],
      ['tag', 'v0.0.0'],
    ])
      b.git(args, { cwd: 'mirror' });
    const unreachable = install(`repos:
  - repo: file://${join(b.folder, 'mirror')}
    rev: v0.0.0
    hooks:
      - id: modwarden
      - id: modwarden-push
`);
    if (unreachable !== undefined) return skip(say(unreachable));

    // A commit that stages only go.mod, with a bad one: refused, whatever the work tree holds.
    stage({ 'go.mod': BAD });
    b.put({ 'repo/go.mod': GOOD });
    const bad = commit();
    expect([bad.code, bad.told]).toEqual([1, expect.stringContaining(REFUSED)]);
    expect(bad.told).toContain('go.mod:5:26');

    // The reverse passes.
    stage({ 'go.mod': GOOD });
    b.put({ 'repo/go.mod': BAD });
    expect(commit()).toMatchObject({ code: 0 });
    b.put({ 'repo/go.mod': GOOD });

    // Only what is named is committed, and judged.
    stage({ 'a/go.mod': BAD });
    stage({ 'b/go.mod': GOOD });
    expect(commit('b/go.mod')).toMatchObject({ code: 0 });
    expect(commit().told).toContain('a/go.mod:5:26');

    // A commit that only deletes: pre-commit lists no file, and the hook runs all the same.
    stage({ '.modwarden.yaml': 'extends: [recommended]\nrules:\n  replace/local-path: off\n' });
    expect(commit()).toMatchObject({ code: 0 });
    b.git(['rm', '-q', '.modwarden.yaml']);
    expect(commit().told).toContain(REFUSED);
    b.git(['rm', '-q', '-f', 'a/go.mod']);
    expect(commit()).toMatchObject({ code: 0 });
  }, 300_000);

  it('from this repository', ({ skip }) => {
    const clone = join(b.folder, 'clone');
    execFileSync('git', ['clone', '-q', '--no-local', resolve('.'), clone]);
    const rev = execFileSync('git', ['-C', clone, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
    const unreachable = install(`repos:
  - repo: file://${clone}
    rev: ${rev}
    hooks:
      - id: modwarden
`);
    if (unreachable !== undefined) return skip(say(unreachable));
    stage({ 'go.mod': BAD });
    const bad = commit();
    expect([bad.code, bad.told]).toEqual([1, expect.stringContaining(REFUSED)]);
    stage({ 'go.mod': GOOD });
    expect(commit('--allow-empty')).toMatchObject({ code: 0 });
  }, 600_000);
});
