import { expect, it } from 'vitest';
import { changesBetween } from '../../../src/commands/diff/changes.ts';
import { aboutModules } from '../../../src/commands/diff/facts.ts';
import { openRun } from '../../../src/gather/open-run.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { Answer, Ask, FactSource } from '../../../src/model/facts/facts.ts';
import { LICENSES } from '../../support/licenses.ts';
import { inUse } from './uses.ts';

const NONE: Answer<never> = { known: false, why: 'missing', detail: 'not there' };

/** A run whose only source has `example.com/x v1.0.0`. */
async function runWith(asked: Ask[]) {
  const answer = (ask: Ask): Answer<unknown> => {
    if (ask.module.path !== 'example.com/x') return NONE;
    const files = [{ path: 'LICENSE', text: LICENSES.MIT('A. Author') }];
    const value = ask.kind === 'info' ? { version: 'v1.0.0', time: '2026-01-31T23:00:00Z' } : { files };
    return { known: true, value, source: 'test' };
  };
  return openRun({
    from: memoryTree({ 'go.mod': 'module example.com/m\n' }),
    cwd: '/',
    rules: [],
    today: '2026-06-01',
    env: {},
    now: () => new Date('2026-06-01'),
    sources: [
      {
        name: 'test',
        network: false,
        answer: (async (ask: Ask) => {
          asked.push(ask);
          return answer(ask);
        }) as FactSource['answer'],
      },
    ],
  });
}

it('asks for date and license of both sides, and leaves unknown what is', async () => {
  const asked: Ask[] = [];
  const before = [
    inUse('example.com/x', 'v1.0.0'),
    inUse('example.com/own', 'v1.0.0', { replace: { path: './o', version: '' } }),
  ];
  const after = [inUse('example.com/y', 'v0.0.0-20260215000000-abcdefabcdef')];
  const about = await aboutModules(await runWith(asked), changesBetween(before, after));
  expect(about.of({ path: 'example.com/x', version: 'v1.0.0' })).toEqual({ published: '2026-01-31', license: 'MIT' });
  // A pseudo-version says itself when it was made.
  const pseudo = { path: 'example.com/y', version: 'v0.0.0-20260215000000-abcdefabcdef' };
  expect(about.of(pseudo)).toEqual({ published: '2026-02-15', license: undefined });
  expect(about.of({ path: 'example.com/own', version: '' })).toBeUndefined();
  expect(about.vulnerabilities(changesBetween(before, after)[0]!)).toBeUndefined();
  expect(asked.map(({ kind, module }) => `${kind} ${module.path}`).sort()).toEqual([
    'info example.com/x',
    'info example.com/y',
    'license example.com/x',
    'license example.com/y',
    'vulndb vulnerability database',
  ]);
});
