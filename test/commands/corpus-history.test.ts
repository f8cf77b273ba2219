/** `check --base` over a real repository made into a history of 20 commits: each planted change is told at its own commit, and nothing else. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GitBox, newGitBox } from '../support/git-box.ts';

const ARCHIVE = resolve('../shared/corpus/projects/caddy.tar.gz');
const hasCorpus = existsSync(ARCHIVE);
if (!hasCorpus) console.log('skipped: test/commands/corpus-history.test.ts needs ../shared/corpus, which is not there');

type Edit = (text: string) => string;
interface Commit {
  readonly file: string;
  readonly edit: Edit;
  /** `rule subject` of what it brings. */
  readonly brings: readonly string[];
}

const append =
  (more: string): Edit =>
  (text) =>
    `${text}${more}`;
const put =
  (whole: string): Edit =>
  () =>
    whole;
const harmless = (file: string, edit: Edit): Commit => ({ file, edit, brings: [] });

/** Of a real line: other comments, another order, another place. */
const COMMITS: readonly Commit[] = [
  harmless('NOTES.md', put('one\n')),
  { file: 'go.mod', edit: append('\nexclude example.com/bad v1.0.0\n'), brings: ['gomod/exclude example.com/bad'] },
  harmless('go.mod', (text) => `// A comment above all.\n\n${text}`),
  {
    file: 'go.mod',
    edit: append('\nreplace example.com/local => ../outside\n'),
    brings: ['replace/local-path example.com/local'],
  },
  harmless('NOTES.md', put('two\n')),
  {
    file: 'Dockerfile',
    edit: put('FROM golang:1.25\nENV GOSUMDB=off\n'),
    brings: ['env/sumdb-off GOSUMDB'],
  },
  harmless('Dockerfile', (text) => text.replace('ENV', '# why\nENV')),
  {
    file: 'go.mod',
    edit: append('\nreplace example.com/lib => github.com/fork/lib v1.0.0\n'),
    brings: ['replace/target example.com/lib'],
  },
  harmless('NOTES.md', put('three\n')),
  {
    file: 'go.sum',
    edit: (text) => text.replace(/ h1:.{43}=\n/, ` h1:${'A'.repeat(43)}=\n`),
    brings: ['sum/changed *'],
  },
  harmless('go.sum', (text) => `${text.split('\n').slice(1).join('\n')}${text.split('\n')[0]}\n`),
  {
    file: 'go.mod',
    edit: (text) => text.replace(/\ngo 1\.[\d.]+\n/, (line) => `${line}\ntoolchain default\n`),
    brings: ['gomod/toolchain toolchain'],
  },
  harmless('go.mod', (text) =>
    text.replace('exclude example.com/bad v1.0.0\n', 'exclude   example.com/bad   v1.0.0\n'),
  ),
  {
    file: 'sub/go.mod',
    edit: put('module example.com/sub\n\ngo 1.25\n\nretract v1.0.0\n'),
    brings: ['gomod/retract-reason v1.0.0'],
  },
  harmless('NOTES.md', put('four\n')),
  { file: 'Dockerfile', edit: append('ENV GOINSECURE=*\n'), brings: ['env/insecure GOINSECURE'] },
  harmless('sub/go.mod', (text) => text.replace('retract', '\nretract')),
  {
    file: 'go.mod',
    edit: (text) => text.replace('github.com/fork/lib v1.0.0', 'github.com/fork/lib v1.1.0'),
    brings: ['replace/target example.com/lib'],
  },
  harmless('NOTES.md', put('five\n')),
  harmless('go.mod', (text) => text.replace(/\nexclude .*\n/, '\n')),
];

const POLICY = `extends: []
rules:
  gomod/exclude: warning
  gomod/toolchain: warning
  gomod/retract-reason: warning
  replace/local-path: error
  replace/target: error
  env/sumdb-off: error
  env/insecure: error
  sum/changed: error
  sum/conflict: error
  sum/syntax: error
`;

describe.skipIf(!hasCorpus)('a history of 20 commits', () => {
  let box: GitBox;
  const ids: string[] = [];

  beforeAll(() => {
    box = newGitBox({ '.modwarden.yaml': POLICY });
    if (spawnSync('tar', ['-xzf', ARCHIVE, '-C', box.repo]).status !== 0) throw new Error(`cannot unpack ${ARCHIVE}`);
    ids.push(box.commit({}));
    for (const { file, edit } of COMMITS) {
      const at = join(box.repo, file);
      ids.push(box.commit({ [file]: edit(existsSync(at) ? readFileSync(at, 'utf8') : '') }));
    }
  }, 120_000);
  afterAll(() => box?.remove());

  const open = async (...args: readonly string[]) => {
    const report = await box.report('--offline', ...args);
    return report.findings
      .filter(({ state }) => state === 'new')
      .map(({ rule, subject }) => (rule === 'sum/changed' ? `${rule} *` : `${rule} ${subject}`));
  };

  it('has 20 of them, and the repository has findings of its own', async () => {
    expect(COMMITS).toHaveLength(20);
    expect(COMMITS.filter(({ brings }) => brings.length > 0).length).toBeGreaterThanOrEqual(8);
  });

  it('tells each planted change at the commit that made it, and nothing else', async () => {
    const told: string[][] = [];
    for (const [i] of COMMITS.entries()) told.push(await open('--rev', ids[i + 1]!, '--base', `${ids[i + 1]!}~1`));
    expect(told).toEqual(COMMITS.map(({ brings }) => brings));
  });

  it('does the same over the whole history, and from the work tree', async () => {
    const all = await open('--base', ids[0]!);
    expect(new Set(all)).toEqual(
      new Set(COMMITS.flatMap(({ brings }) => brings).filter((one) => !one.startsWith('gomod/exclude'))),
    );
    expect(await open('--base', 'HEAD~1')).toEqual([]);
  });
});
