import { expect, it } from 'vitest';
import { factStore } from '../../../src/lint/facts/fact-store.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';

it('gives what was asked for, and refuses what was not', () => {
  const facts = factStore();
  const ask: Ask = { kind: 'mod', module: { path: 'a.example', version: 'v1.0.0' } };
  expect(facts.asked(ask)).toBe(false);
  facts.put(ask, { known: false, why: 'offline', detail: 'offline' });
  expect(facts.asked(ask)).toBe(true);
  expect(facts.get('mod', ask.module)).toMatchObject({ why: 'offline' });
  for (const other of [
    { kind: 'info', module: ask.module },
    { kind: 'mod', module: { path: 'a.example', version: 'v1.0.1' } },
    { kind: 'mod', module: { path: 'b.example', version: 'v1.0.0' } },
  ] as const) {
    expect(facts.asked(other)).toBe(false);
    expect(() => facts.get(other.kind, other.module)).toThrow('did not ask');
  }
});
