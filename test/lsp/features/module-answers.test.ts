/** What answers of the caches come to for one module. The answers are given. */
import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import type { Checked } from '../../../src/lsp/checks/repository.ts';
import { moduleFacts } from '../../../src/lsp/features/module-facts.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';
import type { MainModule, ModuleInUse } from '../../../src/model/repo.ts';
import { indexBytes } from '../../license/index-fixture.ts';

vi.mock('../../../src/gather/license-index.ts', () => ({
  licenseIndex: async () => ({ index: indexBytes, known: undefined, save: () => {} }),
}));

const MODULE = { dir: '', source: { path: 'go.mod' } } as unknown as MainModule;
const use = (version: string, replace?: object) =>
  ({ path: 'x.example/x', version, replace }) as unknown as ModuleInUse;
const known = (value: unknown, more: object = {}): Answer<unknown> => ({
  known: true,
  value,
  source: 'cache',
  ...more,
});

/** `answers`: by `kind path@version`; all else is unknown. */
async function facts(
  answers: Readonly<Record<string, Answer<unknown>>>,
  of: ModuleInUse = use('v1.0.0'),
  options?: object,
) {
  const asked: string[] = [];
  const answerAll = async (asks: readonly Ask[]) =>
    asks.map(({ kind, module: { path, version } }) => {
      const key = `${kind} ${path}@${version}`;
      asked.push(key);
      return answers[key] ?? { known: false, why: 'offline', detail: 'not in the caches' };
    });
  const settings = () => (options === undefined ? {} : { 'license/policy': { options } });
  const run = { facts: { answerAll }, policyFor: () => ({ settings }) };
  return { found: await moduleFacts({ run } as unknown as Checked, MODULE, of), asked };
}

const LIST = 'versions x.example/x@';
const time = (day: string) => known({ time: `${day}T00:00:00Z` });

it('asks about what is used, and about the newest version', async () => {
  const { found, asked } = await facts({
    [LIST]: known(['v1.0.0', 'v1.2.0', 'v1.3.0-rc.1'], { asOf: '2026-06-01T00:00:00Z' }),
    'info x.example/x@v1.0.0': time('2026-01-01'),
    'info x.example/x@v1.2.0': time('2026-03-01'),
  });
  expect(asked).toEqual([
    'info x.example/x@v1.0.0',
    'versions x.example/x@',
    'license x.example/x@v1.0.0',
    'info x.example/x@v1.2.0',
  ]);
  expect(found).toEqual({
    published: '2026-01-01T00:00:00Z',
    newest: { version: 'v1.2.0', published: '2026-03-01T00:00:00Z' },
    asOf: '2026-06-01T00:00:00Z',
  });
});

it('leaves out what is not known', async () => {
  expect((await facts({})).found).toEqual({});
  expect((await facts({ [LIST]: known(['v1.1.0']) })).found).toEqual({ newest: { version: 'v1.1.0' } });
  expect((await facts({ 'info x.example/x@v1.0.0': known({}) })).found).toEqual({});
});

it.each([
  ['the same', ['v0.9.0', 'v1.0.0']],
  ['older', ['v0.9.0']],
  ['only a pre-release', ['v1.0.0', 'v1.1.0-rc.1']],
  ['none', []],
])('knows no newer version where the list has %s', async (_, versions) => {
  const asOf = '2026-06-01T00:00:00Z';
  expect((await facts({ [LIST]: known(versions, { asOf }) })).found).toEqual({ asOf });
});

it('is about what is built in place of a module, and has nothing of a folder', async () => {
  const fork = use('v1.0.0', { path: 'f.example/f', version: 'v2.0.0' });
  const { asked } = await facts({}, fork);
  expect(asked).toEqual(['info f.example/f@v2.0.0', 'versions f.example/f@', 'license f.example/f@v2.0.0']);
  const folder = await facts({}, use('v1.0.0', { path: './x', version: '' }));
  expect(folder).toEqual({ found: undefined, asked: [] });
});

it('has the license, with where it was read or that the policy says it', async () => {
  const text = 'SPDX-License-Identifier: ISC\n';
  const license = { 'license x.example/x@v1.0.0': known({ files: [{ path: 'LICENSE', text }] }) };
  expect((await facts(license)).found).toEqual({ license: { expression: 'ISC', evidence: 'LICENSE:1' } });
  const clarified = {
    files: 'module',
    clarify: [
      {
        module: 'x.example/x',
        file: 'LICENSE',
        sha256: createHash('sha256').update(text).digest('hex'),
        expression: 'MIT',
      },
    ],
  };
  expect((await facts(license, use('v1.0.0'), clarified)).found).toEqual({
    license: { expression: 'MIT', evidence: 'policy' },
  });
});

it('knows nothing where nobody is asked', async () => {
  const run = { facts: undefined, policyFor: () => ({ settings: () => ({}) }) };
  expect(await moduleFacts({ run } as unknown as Checked, MODULE, use('v1.0.0'))).toEqual({});
});
