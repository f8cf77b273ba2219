/** The pages on hooks and continuous integration: the commands that they show are run, and their YAML and JSON is read. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Box, newBox } from './support/box.ts';

const PAGES = [
  ...readdirSync('docs/ci').map((name) => `docs/ci/${name}`),
  'docs/hooks.md',
  'docs/faq.md',
  'docs/comparison.md',
  'docs/releasing.md',
];

interface Block {
  readonly page: string;
  readonly info: string;
  readonly text: string;
}

const blocks: readonly Block[] = PAGES.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({
    page,
    info,
    text,
  })),
);

/** `modwarden check …` up to a pipe or a quote, with the variables of CI as a shell would put them in. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/\bmodwarden(?:@[\d.]+)? ((?:check|render)\b[^|'"\n`}]*)/g)].map(([, words = '']) =>
    words.replace('$GITHUB_STEP_SUMMARY', 'summary.md').trim(),
  );
}

const commands = [...new Set(blocks.flatMap(({ text }) => commandsIn(text)))];

let box: Box;
beforeAll(async () => {
  box = newBox('off', { 'go.mod': 'module example.com/m\n\ngo 1.25.0\n', '.git/HEAD': '', 'results/x': '' });
  await box.run(['check', '--offline', '--format', 'json=modwarden-report.json']);
});
afterAll(() => box.remove());

it('are found', () => {
  expect(commands.length).toBeGreaterThan(8);
});

describe.each(commands)('modwarden %s', (command) => {
  it('is understood', async () => {
    const words = command.split(/ +/);
    // What these two read is git's.
    const isHook = words.includes('--staged') || words.includes('--pushed');
    const { code, err } = await box.run([
      ...words,
      ...(isHook ? ['--help'] : words[0] === 'check' ? ['--offline'] : []),
    ]);
    expect([code, err]).toEqual([0, '']);
  });
});

it.each(blocks.filter(({ info }) => info === 'yaml' || info === 'json'))('$page has $info that is read', ({ text }) => {
  expect(typeof parse(text)).toBe('object');
});

/** What a shell runs: blocks of their own, and the scripts inside of other files, with what the services put in by then. */
const scripts = blocks.flatMap(({ page, info, text }) => {
  if (info === 'sh') return [{ page, script: text }];
  if (info !== 'yaml') return [];
  const inside: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, v] of Object.entries(value)) {
      const isScript = key === 'run' || key === 'script';
      if (isScript && typeof v === 'string') inside.push(v);
      else if (isScript && Array.isArray(v)) inside.push(...v.filter((line) => typeof line === 'string'));
      else visit(v);
    }
  };
  visit(parse(text));
  return inside.map((script) => ({ page, script }));
});

it.each(scripts)('$page has a script that a shell reads', ({ script }) => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

it.each([
  ['', `pr comment 7 --body-file comment.md`],
  ['41\n42', 'api -X PATCH repos/o/r/issues/comments/41 -F body=@comment.md'],
])('the comment on a pull request is made once, then updated: %j', (known, expected) => {
  const [script] = scripts.filter(({ script: text }) => text.includes('gh pr comment'));
  box.put({
    'bin/gh': `#!/bin/sh\ncase "$*" in *--paginate*) printf '${known}';; *) echo "$*" > said;; esac\n`,
    'bin/modwarden': '#!/bin/sh\nexit 0\n',
  });
  for (const name of ['gh', 'modwarden']) chmodSync(join(box.repo, 'bin', name), 0o755);
  const env = { PATH: `${join(box.repo, 'bin')}:${process.env.PATH}`, GITHUB_REPOSITORY: 'o/r', PR: '7' };
  const { status, stderr } = spawnSync('bash', ['--norc', '-e', '-c', script!.script], {
    cwd: box.repo,
    env,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(readFileSync(join(box.repo, 'said'), 'utf8')).toBe(`${expected}\n`);
});

it('every page of continuous integration is in the table', () => {
  const table = readFileSync('docs/ci/README.md', 'utf8');
  for (const name of readdirSync('docs/ci')) if (name !== 'README.md') expect(table).toContain(`](${name})`);
});

it('the action in the workflow gets inputs that it has', () => {
  const { inputs } = parse(readFileSync('action.yml', 'utf8'));
  const [workflow] = blocks.filter(({ page, info }) => page === 'docs/ci/github.md' && info === 'yaml');
  const steps: { uses?: string; with?: object }[] = parse(workflow!.text).jobs.modwarden.steps;
  const [own] = steps.filter(({ uses }) => uses?.startsWith('modwarden/modwarden@'));
  expect(Object.keys(own!.with ?? {}).filter((name) => !(name in inputs))).toEqual([]);
});

it('links lead somewhere', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...markdownIn('docs'), ...markdownIn('examples')];
  const broken = pages.flatMap((page) =>
    [
      ...readFileSync(page, 'utf8')
        .replaceAll(/^```[\s\S]*?^```/gm, '')
        .matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)\s]*)?\)/g),
    ]
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  );
  expect(pages.length).toBeGreaterThan(15);
  expect(broken).toEqual([]);
});

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}
