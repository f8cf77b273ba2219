import { describe, expect, it } from 'vitest';
import type { Ask, FactKind } from '../../../src/model/facts/facts.ts';
import { factsOfCase, givenBy } from '../../../src/policy/testing/facts.ts';
import type { CaseFacts } from '../../../src/policy/testing/types.ts';

async function value(facts: CaseFacts, kind: FactKind, path: string, version = ''): Promise<unknown> {
  const answer = await factsOfCase(facts, '2026-06-01').answer({ kind, module: { path, version } } as Ask);
  return answer?.known ? answer.value : answer;
}

const FACTS: CaseFacts = {
  'a.example': { vulns: [{ id: 'GO-1', introduced: 'v1.1.0', fixed: 'v1.2.0' }] },
  'a.example@v1.10.0': { time: '2026-05-01T10:00:00Z', deprecated: 'use b\nsoon', retracts: ['v1.2.0'] },
  'a.example@v1.2.0': { time: '2026-01-01', license: 'MIT', requires: ['b.example@v1.0.0'] },
  'a.example@v0.0.0-20260101000000-abcdefabcdef': {},
};

describe('facts of a case', () => {
  it('make a go.mod of what they name', async () => {
    expect(await value(FACTS, 'mod', 'a.example', 'v1.2.0')).toBe('module a.example\nrequire b.example v1.0.0\n');
    expect(await value(FACTS, 'mod', 'a.example', 'v1.10.0')).toBe(
      '// Deprecated: use b\n// soon\nmodule a.example\nretract v1.2.0\n',
    );
    expect(await value(FACTS, 'mod', 'a.example', 'v9.0.0')).toBe('module a.example\n');
    expect(await value(FACTS, 'mod', 'z.example', 'v1.0.0')).toBeUndefined();
  });

  it('list versions in the order of versions, and the highest as the latest', async () => {
    expect(await value(FACTS, 'versions', 'a.example')).toEqual(['v1.2.0', 'v1.10.0']);
    expect(await value(FACTS, 'latest', 'a.example')).toEqual({ version: 'v1.10.0', time: '2026-05-01T10:00:00Z' });
    expect(await value({ 'a.example': { versions: ['v3.0.0'] } }, 'latest', 'a.example')).toEqual({
      version: 'v3.0.0',
    });
    expect(await value({ 'a.example': {} }, 'latest', 'a.example')).toMatchObject({ why: 'missing' });
  });

  it('tell times, licenses and what is unknown', async () => {
    expect(await value(FACTS, 'info', 'a.example', 'v1.2.0')).toEqual({
      version: 'v1.2.0',
      time: '2026-01-01T00:00:00Z',
    });
    expect(await value(FACTS, 'license', 'a.example', 'v1.2.0')).toEqual({
      files: [{ path: 'LICENSE', text: 'SPDX-License-Identifier: MIT\n' }],
    });
    expect(await value(FACTS, 'license', 'a.example', 'v1.10.0')).toBeUndefined();
    const unknown = { why: 'private' } as const;
    expect(await value({ 'a.example@v1.0.0': { time: unknown } }, 'info', 'a.example', 'v1.0.0')).toEqual({
      known: false,
      why: 'private',
      detail: 'unknown in this case',
    });
  });

  it('have a database where any module has vulnerabilities', async () => {
    expect(await value(FACTS, 'vulns', 'a.example')).toMatchObject({
      entries: [{ affected: [{ module: 'a.example', ranges: [[{ introduced: '1.1.0' }, { fixed: '1.2.0' }]] }] }],
    });
    expect(await value(FACTS, 'vulns', 'z.example')).toEqual({ entries: [] });
    expect(await value(FACTS, 'vulndb', 'vulnerability database')).toMatchObject({ databases: [{ entries: 1 }] });
    expect(await value({ 'a.example': {} }, 'vulndb', 'vulnerability database')).toBeUndefined();
    expect([...givenBy(FACTS)]).toEqual(['vulnerabilities']);
    expect([...givenBy({ 'a.example': { vulns: [{ id: 'MAL-1' }] } })]).toEqual(['vulnerabilities', 'malicious']);
    expect([...givenBy({ 'a.example': {} })]).toEqual([]);
  });
});
