/** The pages on hooks and continuous integration: the commands that they show are run, and their YAML and JSON is read. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Box, newBox } from './support/box.ts';

const PAGES = [...readdirSync('docs/ci').map((name) => `docs/ci/${name}`), 'docs/hooks.md', 'docs/faq.md'];

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
