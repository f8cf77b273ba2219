import { describe, expect, it } from 'vitest';
import { verifyLines } from '../../../src/commands/verify/lines.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { EMPTY_GO_MOD } from '../../../src/go/sum/parse.ts';
import type { SumVerdict } from '../../../src/go/sumdb/verdict.ts';
import { openRepo } from '../../../src/model/open.ts';

const HASH = 'h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

async function statesOf(sum: string, answer: SumVerdict, name: string | undefined = 'sumdb.example') {
  const files = new Map([
    ['go.mod', 'module m\n'],
    ['go.sum', sum],
  ]);
  const asked: string[] = [];
  const check = async ({ path, version }: { path: string; version: string }) => {
    asked.push(`${path} ${version}`);
    return answer;
  };
  const progress: number[] = [];
  const results = await verifyLines(
    await openRepo(memoryTree(files)),
    { check, name },
    { isPrivate: (path) => path.startsWith('corp.'), progress: (settled) => progress.push(settled) },
  );
  return { results, asked, progress };
}

const failure = (kind: 'missing' | 'fork' | 'skipped') =>
  ({ verdict: 'unproven', failure: { kind, message: 'why' } }) as const;

describe('the state of a line', () => {
  it.each<[string, SumVerdict, object]>([
    ['that is as logged', { verdict: 'ok', lines: [] }, { state: 'verified' }],
    ['that differs', { verdict: 'mismatch', lines: [], logged: 'h1:x' }, { state: 'mismatch', logged: 'h1:x' }],
    ['that is not logged', { verdict: 'absent', lines: [] }, { state: 'absent' }],
    ['without an answer', failure('missing'), { state: 'unproven', detail: 'why' }],
    [
      'that the database does not know',
      { verdict: 'unproven', failure: { kind: 'missing', message: 'why', notFound: true } },
      { state: 'unproven', detail: expect.stringContaining('unknown to the checksum database') },
    ],
    ['of a database that forked', failure('fork'), { state: 'fork', detail: 'why' }],
    ['of a module that must not be asked', failure('skipped'), { state: 'skipped', detail: 'why' }],
  ])('%s', async (_, answer, expected) => {
    const { results } = await statesOf(`a.example/a v1.0.0 ${HASH}\n`, answer);
    expect(results).toEqual([
      { file: 'go.sum', line: 1, path: 'a.example/a', version: 'v1.0.0', hash: HASH, ...expected },
    ]);
  });

  it('is unproven where there is no database, which is no reason to skip', async () => {
    const { results } = await statesOf(`a.example/a v1.0.0 ${HASH}\n`, failure('skipped'), '');
    expect(results.map(({ state }) => state)).toEqual(['skipped']);
    const off = await verifyLines(
      await openRepo(
        memoryTree(
          new Map([
            ['go.mod', 'module m\n'],
            ['go.sum', `a.example/a v1.0.0 ${HASH}\n`],
          ]),
        ),
      ),
      { check: async () => failure('skipped'), name: undefined },
      { isPrivate: () => false },
    );
    expect(off.map(({ state }) => state)).toEqual(['unproven']);
  });
});

it('asks nobody about lines that Go ignores, and about private modules', async () => {
  const sum = `corp.example/a v1.0.0 ${HASH}\na.example/a v1.0.0/go.mod ${EMPTY_GO_MOD}\na.example/a v1.0.0 h2:x\n`;
  const { results, asked } = await statesOf(sum, { verdict: 'ok', lines: [] });
  expect(asked).toEqual([]);
  expect(results.map(({ state, detail }) => [state, detail])).toEqual([
    ['skipped', 'private by the policy'],
    ['skipped', 'hash of an empty go.mod, which Go ignores'],
    ['skipped', 'unknown hash algorithm, which Go ignores'],
  ]);
});

it('keeps the order of many lines, counts them, and names malformed ones', async () => {
  const sum = Array.from({ length: 200 }, (_, i) => `a.example/m${i} v1.0.0 ${HASH}\n`).join('');
  const { results, progress } = await statesOf(`${sum}only two\n`, { verdict: 'ok', lines: [] });
  expect(results.slice(0, 200).map(({ line, path }) => `${line} ${path}`)).toEqual(
    Array.from({ length: 200 }, (_, i) => `${i + 1} a.example/m${i}`),
  );
  expect(progress).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  expect(results[200]).toMatchObject({ line: 201, state: 'unproven' });
});
