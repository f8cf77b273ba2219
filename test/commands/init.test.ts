/** `modwarden init` through the command line: what it proposes fits the repository, and every proposal can be used. */
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JsonReport } from '../../src/report/report-schema.ts';
import { indexBytes, textOf } from '../license/index-fixture.ts';
import { type GitBox, newGitBox } from '../support/git-box.ts';
import type { StoredVersion } from '../support/proxy-folder.ts';

vi.mock('../../src/gather/license-index.ts', () => ({
  licenseIndex: async () => ({ index: indexBytes, known: undefined, save: () => {} }),
}));

const MODULES: Readonly<Record<string, StoredVersion>> = {
  'example.com/a@v1.0.0': { mod: 'require example.com/b v1.0.0\n', files: { LICENSE: textOf('MIT') } },
  'example.com/b@v1.0.0': { mod: 'require example.com/c v1.0.0\n', files: { LICENSE: textOf('ISC') } },
  'example.com/c@v1.0.0': { files: { LICENSE: textOf('MIT') } },
  'fork.example/d@v1.0.0': { files: { LICENSE: textOf('MIT') } },
};

const SERVICE = {
  'go.mod': `module git.acme.example/pay/api

go 1.24

require example.com/a v1.0.0

require (
	example.com/b v1.0.0 // indirect
	example.com/c v1.0.0 // indirect
	example.com/d v1.0.0 // indirect
)

replace example.com/d => fork.example/d v1.0.0
`,
  Dockerfile: 'FROM golang:1.26\nENV GOPRIVATE=secret.example\n',
  '.gitlab-ci.yml': 'test:\n  script: [go test ./...]\n',
};

const LIBRARY = { 'go.mod': 'module github.com/acme/lib\n\ngo 1.22\n\nrequire example.com/c v1.0.0\n' };

const WORKSPACE = {
  'go.work': 'go 1.25\n\nuse (\n\t./api\n\t./tools\n)\n',
  'api/go.mod': 'module example.org/api\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n',
  'tools/go.mod': 'module example.org/tools\n\ngo 1.24\n\nreplace example.org/api => ../api\n',
};

let box: GitBox;
afterEach(() => box.remove());

const policy = () => readFileSync(join(box.repo, '.modwarden.yaml'), 'utf8');

/** Lines in a row that begin with # and no space. */
function proposals(text: string): number[][] {
  const found: number[][] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (!/^ *#[^ #]/.test(line)) continue;
    if (found.at(-1)?.at(-1) === i - 1) found.at(-1)!.push(i);
    else found.push([i]);
  }
  return found;
}

const without = (text: string, lines: readonly number[]) =>
  text
    .split('\n')
    .map((line, i) => (lines.includes(i) ? line.replace('#', '') : line))
    .join('\n');

async function report(): Promise<JsonReport> {
  return JSON.parse((await box.run(['check', '--format', 'json'])).out) as JsonReport;
}

it('writes numbers and lists that fit, with reasons', async () => {
  box = newGitBox(SERVICE, MODULES);
  box.git('remote', 'add', 'origin', 'https://u:topsecret@git.acme.example/pay/api.git');
  await box.run(['check']);
  expect((await box.run(['init'])).code).toBe(0);
  expect(policy()).toMatchInlineSnapshot(`
    "# Policy for the Go modules of this repository. Proposed by modwarden init, which found:
    # 1 module, go 1.24.
    # \`modwarden\` applies it, \`modwarden explain RULE\` explains a rule.
    # A line that begins with # and no space is a proposal: remove the # to use it.

    # recommended: rules for common mistakes and risks. strict: more rules.
    extends: [recommended]

    # Modules that are never requested from a public server. Patterns as in GOPRIVATE, including all modules below.
    # Guessed from module paths, git remotes and settings: please check.
    private:
      - "git.acme.example" # the name of the host
      - "secret.example" # GOPRIVATE in Dockerfile:2

    # Rules that need your decision, with values that fit this repository.
    rules:
      # The lowest go line is 1.24.
      #gomod/go-version: { min: "1.24" }
      # The deepest dependency is example.com/c, at depth 3.
      #graph/max-depth: { max: 3 }
      # The licenses of 4 modules in use.
      #license/policy: { allow: [ISC, MIT] }
      # Accepts the replacement by other modules.
      #replace/target: { allow: [{ old: [example.com/*], new: fork.example/* }] }
      # Two years without a release are a common limit.
      #freshness/stale: { max-age: 2y }

    # Accept a finding until a date: modwarden waive RULE MODULE --reason TEXT --until YYYY-MM-DD
    # Check every commit: modwarden hook install
    # Check in GitLab CI: docs/ci/gitlab.md of modwarden has the job.
    "
  `);
});

describe.each([
  ['a service', SERVICE],
  ['a library', LIBRARY],
  ['a workspace', WORKSPACE],
])('%s', (_, files) => {
  it('takes every proposal, alone and with the others, without a new error', async () => {
    box = newGitBox(files, MODULES);
    await box.run(['check']);
    await box.run(['init']);
    const text = policy();
    const errors = ({ findings }: JsonReport) => findings.filter(({ level }) => level === 'error').map(({ id }) => id);
    const before = errors(await report());
    const all = proposals(text);
    expect(all.length).toBeGreaterThan(2);
    for (const lines of [...all, all.flat()]) {
      writeFileSync(join(box.repo, '.modwarden.yaml'), without(text, lines));
      const now = await report();
      expect(now.problems).toEqual([]);
      expect(errors(now).filter((id) => !before.includes(id))).toEqual([]);
    }
  });
});

it('differs where repositories differ', async () => {
  const texts: string[] = [];
  for (const files of [SERVICE, LIBRARY, WORKSPACE]) {
    box = newGitBox(files, MODULES);
    texts.push((await box.run(['init', '--print'])).out);
    if (files !== WORKSPACE) box.remove();
  }
  expect(new Set(texts).size).toBe(3);
});

it('adds hook and workflow only when asked', async () => {
  box = newGitBox(LIBRARY);
  await box.run(['init']);
  expect(existsSync(join(box.repo, '.git/hooks/pre-commit'))).toBe(false);
  expect(existsSync(join(box.repo, '.github'))).toBe(false);
  const { code, out } = await box.run(['init', '--force', '--hook', '--workflow']);
  expect(code).toBe(0);
  expect(out).toContain('wrote .github/workflows/modwarden.yml\n');
  expect(out).toContain('pre-commit is installed');
  expect(readFileSync(join(box.repo, '.git/hooks/pre-commit'), 'utf8')).toContain('modwarden');
  expect(readFileSync(join(box.repo, '.github/workflows/modwarden.yml'), 'utf8')).toContain('check --format github');
  const again = await box.run(['init', '--force', '--workflow']);
  expect(again.code).toBe(2);
  expect(again.err).toContain('.github/workflows/modwarden.yml already exists');
});

it('names the page of another CI service', async () => {
  box = newGitBox(SERVICE);
  const { out } = await box.run(['init', '--workflow']);
  expect(out).toContain('GitLab CI: nothing was written; add the job that docs/ci/gitlab.md shows\n');
  expect(existsSync(join(box.repo, '.github'))).toBe(false);
});

it('writes nothing where there is no git for the hook', async () => {
  box = newGitBox(LIBRARY);
  rmSync(join(box.repo, '.git'), { recursive: true });
  const { code, err } = await box.run(['init', '--hook']);
  expect([code, err]).toEqual([2, 'modwarden: "." is in no git repository: leave out --hook\n']);
  expect(existsSync(join(box.repo, '.modwarden.yaml'))).toBe(false);
});

it('makes no folder through a link', async () => {
  box = newGitBox(LIBRARY);
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  symlinkSync(outside, join(box.repo, '.github'));
  const { code, err } = await box.run(['init', '--workflow']);
  expect([code, err]).toEqual([2, 'modwarden: .github is not a folder; leave out --workflow\n']);
  expect(existsSync(join(outside, 'workflows'))).toBe(false);
  expect(existsSync(join(box.repo, '.modwarden.yaml'))).toBe(false);
  rmSync(outside, { recursive: true });
});
