/** The workflows of this repository, its action, its hooks, and the workflows that docs/ci shows, by zizmor and actionlint. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { say } from '../support/npm.ts';

const WORKFLOWS = '.github/workflows';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  mkdirSync(join(folder, WORKFLOWS), { recursive: true });
  for (const name of readdirSync(WORKFLOWS)) copyFileSync(join(WORKFLOWS, name), join(folder, WORKFLOWS, name));
  for (const name of ['action.yml', '.pre-commit-hooks.yaml']) copyFileSync(name, join(folder, name));
  const page = readFileSync('docs/ci/github.md', 'utf8');
  const recipes = [...page.matchAll(/^```yaml\n(name: [\s\S]*?)^```$/gm)];
  expect(recipes.length).toBeGreaterThan(0);
  for (const [i, [, text = '']] of recipes.entries()) writeFileSync(join(folder, WORKFLOWS, `recipe-${i}.yml`), text);
  // actionlint wants to know where the repository begins.
  spawnSync('git', ['init', '-q', folder]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;

const zizmor = isThere('zizmor') ? undefined : say('zizmor: it is not on the PATH (pip install zizmor)');
const actionlint = isThere('actionlint') ? undefined : say('actionlint: it is not on the PATH');

describe.skipIf(zizmor !== undefined)('zizmor', () => {
  const run = () => {
    const args = ['--offline', '--no-progress', '--persona', 'auditor', '--collect=all', '--format=json', '.'];
    const { stdout, stderr } = spawnSync('zizmor', args, { cwd: folder, encoding: 'utf8' });
    expect(stderr).toContain('recipe-0.yml');
    return (JSON.parse(stdout) as ZizmorFinding[])
      .filter(({ ignored }) => !ignored)
      .map(
        ({ ident, locations }) =>
          `${ident}: ${locations.map((l) => l.concrete.feature.replaceAll(/\s+/g, ' ')).join(' ')}`,
      );
  };

  it('has nothing to say, but that the recipe names a tag of ours', () => {
    // The commit of a release that is not made yet is not known.
    expect(run().filter((line) => !/^unpinned-uses: .*modwarden\/modwarden@v/.test(line))).toEqual([]);
  });

  it('would find what is wrong', () => {
    writeFileSync(
      join(folder, WORKFLOWS, 'bad.yml'),
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: echo ${{ github.event.head_commit.message }}\n',
    );
    try {
      expect(run().map((line) => line.split(':', 1)[0])).toEqual(
        expect.arrayContaining(['unpinned-uses', 'template-injection', 'excessive-permissions']),
      );
    } finally {
      rmSync(join(folder, WORKFLOWS, 'bad.yml'));
    }
  });
});

interface ZizmorFinding {
  readonly ident: string;
  readonly ignored: boolean;
  readonly locations: readonly { readonly concrete: { readonly feature: string } }[];
}

it.skipIf(actionlint !== undefined)('actionlint has nothing to say', () => {
  const { status, stdout, stderr } = spawnSync('actionlint', [], { cwd: folder, encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([0, '', '']);
});

describe('the workflows', () => {
  const all = readdirSync(WORKFLOWS).map((name) => ({
    name,
    text: readFileSync(join(WORKFLOWS, name), 'utf8'),
  }));

  it.each(all)('$name starts without permissions and pins every action by its commit', ({ text }) => {
    const workflow = parse(text);
    expect(workflow.permissions).toEqual({});
    const uses = [...text.matchAll(/\buses: (\S+)/g)].map(([, name = '']) => name);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((name) => !/^\.\/|@[0-9a-f]{40}$/.test(name))).toEqual([]);
  });

  it('pin the same action by the same commit, in the recipes too', () => {
    const pins = new Map<string, Set<string>>();
    for (const text of [...all.map((w) => w.text), readFileSync('docs/ci/github.md', 'utf8')])
      for (const [, name = '', commit = ''] of text.matchAll(/\buses: ([\w./-]+)@([0-9a-f]{40} # v\S+)/g))
        pins.set(name, (pins.get(name) ?? new Set()).add(commit));
    expect(pins.size).toBeGreaterThan(4);
    expect([...pins].filter(([, commits]) => commits.size > 1)).toEqual([]);
  });

  it('run scripts that are there', () => {
    const named = all.flatMap(({ text }) => [...text.matchAll(/(?:node |- run: )((?:release|\.ci)\/[\w.]+)/g)]);
    expect(named.map(([, path = '']) => path).sort()).toEqual(['.ci/run', 'release/make.mjs']);
    for (const [, path = ''] of named) readFileSync(path);
  });
});
