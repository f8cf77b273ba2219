import { expect, it } from 'vitest';
import { goMod, linesOf } from '../run.ts';

const SUM = (version: string) => `example.com/a ${version} h1:RfrALnSNXzmXLbGct/P2b4xkFz4e8Gmj/0Vj9M9xC1o=\n`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const from = (url: string) =>
  `  origin: { vcs: git, url: "${url}", ref: refs/tags/v1, hash: ${COMMIT} }\n  tag: { hash: ${COMMIT} }\n`;
const facts = (now: string, before: string) =>
  `example.com/a@v1.1.0:\n  mod: module example.com/a\n${from(now)}example.com/a@v1.0.0:\n${from(before)}`;
const change = (now: string, before: string) =>
  linesOf('sum/retagged', {
    'go.mod': goMod('a v1.1.0'),
    'go.sum': SUM('v1.1.0'),
    'base go.mod': goMod('a v1.0.0'),
    'base go.sum': SUM('v1.0.0'),
    facts: facts(now, before),
  });

it('warns where a new version comes from another repository than the one before the change', async () => {
  expect(await change('https://git.example/other', 'https://git.example/a')).toEqual([
    'go.mod:5:23-5:29 warning example.com/a comes from another repository than v1.0.0 did',
    '  help: find out whether its authors moved it (was: https://git.example/a, now: https://git.example/other)',
  ]);
});

it('says nothing where the repository is the same', async () => {
  expect(await change('https://git.example/a', 'https://git.example/a')).toEqual([]);
});
