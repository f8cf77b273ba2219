/** What is not known stays in every table, and the exit code is 3. */
import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';

const GO_MOD = 'module example.com/m\n\ngo 1.25.0\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.2.0\n)\n';
const boxes: Box[] = [];
afterEach(() => {
  for (const box of boxes.splice(0)) box.remove();
});

function boxWith(files: Readonly<Record<string, string>> = {}): Box {
  const box = newBox('off', { 'go.mod': GO_MOD, ...files });
  boxes.push(box);
  return box;
}

function staged(box: Box): Box {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: box.repo, stdio: 'ignore' });
  git('init', '-q');
  git('add', '.');
  return box;
}

const env = { PATH: process.env.PATH ?? '' };
const NOT_LOADED =
  'modwarden: go.mod: the module graph is not loaded for staged files: only the requirements in go.mod are known\n';

describe('with --staged', () => {
  it('list modules says that the graph is not loaded', async () => {
    const { code, out, err } = await staged(boxWith()).run(['list', 'modules', '--staged', '--format', 'json'], {
      env,
    });
    expect([code, err]).toEqual([3, NOT_LOADED]);
    expect(JSON.parse(out)).toMatchObject([
      { path: 'example.com/a', graph: 'not-wanted' },
      { path: 'example.com/b', graph: 'not-wanted' },
    ]);
  });

  it('list licenses keeps every row, without a license', async () => {
    const { code, out, err } = await staged(boxWith()).run(['list', 'licenses', '--staged', '--format', 'json'], {
      env,
    });
    expect(code).toBe(3);
    expect(err).toContain(NOT_LOADED);
    expect(JSON.parse(out)).toMatchObject([
      { path: 'example.com/a', expression: null },
      { path: 'example.com/b', expression: null },
    ]);
  });

  it('list waivers keeps those of rules that are left out', async () => {
    const policy =
      'waivers:\n  - rule: graph/max-depth\n    module: example.com/a\n    reason: agreed upon\n    until: 2026-12-01\n';
    const box = staged(boxWith({ '.modwarden.yaml': policy }));
    const { code, out, err } = await box.run(['list', 'waivers', '--staged', '--format', 'json'], { env });
    expect([code, err]).toEqual([3, 'modwarden: cannot tell whether a waiver is used\n']);
    expect(JSON.parse(out)).toMatchObject([
      { rule: 'graph/max-depth', for: 'example.com/a', state: 'unknown', at: '.modwarden.yaml:2' },
    ]);
  });
});

describe('offline', () => {
  it('health keeps the dependencies that have no score', async () => {
    const { code, out, err } = await boxWith().run(['health', '--offline', '--format', 'json']);
    expect(code).toBe(3);
    expect(err).toContain('unknown: example.com/m: the module graph is incomplete');
    const rows = JSON.parse(out) as { path: string; score: null; reasons: string[] }[];
    expect(rows.map(({ path, score }) => [path, score])).toEqual([
      ['example.com/a', null],
      ['example.com/b', null],
    ]);
    expect(rows[0]!.reasons[0]).toMatch(/^unknown: the module graph is incomplete/);
  });

  it('the notices say that modules may be missing', async () => {
    const { code, out } = await boxWith().run(['notice', '--offline']);
    expect(code).toBe(3);
    expect(out).toContain('These notices are not complete, modules may be missing:');
  });

  it.each([['plan'], ['fetch', '-o', '../facts.json']])('%s says that Go refuses a go.mod', async (...args) => {
    const { code, err } = await boxWith({ 'go.mod': 'module example.com/m\n\nnonsense x\n' }).run(args);
    expect(code).toBe(3);
    expect(err).toContain('go.mod: Go cannot read it: unknown directive: nonsense\n');
  });
});
