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

describe('an answer', () => {
  const ask = (facts: CaseFacts, kind: FactKind, path: string, version: string, more: object = {}) =>
    factsOfCase(facts, '2026-06-01').answer({ kind, module: { path, version }, ...more } as Ask);

  it('names its source and the day', async () => {
    const { name, network } = factsOfCase({}, '2026-06-01');
    expect({ name, network }).toEqual({ name: 'policy test', network: false });
    expect(await ask(FACTS, 'info', 'a.example', 'v1.2.0')).toEqual({
      known: true,
      value: { version: 'v1.2.0', time: '2026-01-01T00:00:00Z' },
      source: 'policy test',
      asOf: '2026-06-01T00:00:00Z',
    });
  });

  it('is that a module does not exist, where only that is asked', async () => {
    expect(await ask(FACTS, 'mod', 'z.example', 'v1.0.0')).toBeUndefined();
    expect(await ask(FACTS, 'mod', 'z.example', 'v1.0.0', { probe: true })).toEqual({
      known: false,
      why: 'missing',
      detail: 'the case does not name it',
      notFound: true,
    });
  });

  it('is none to what a case cannot say', async () => {
    expect(await ask(FACTS, 'zip' as FactKind, 'a.example', 'v1.2.0')).toBeUndefined();
    expect(await ask(FACTS, 'license', 'a.example', 'v9.0.0')).toBeUndefined();
  });

  const gone = { why: 'failed', detail: 'no answer' } as const;
  const WHOLE: CaseFacts = {
    'a.example': { versions: ['v1.0.0', 'v1.10.0', 'v1.9.0'] },
    'a.example@v1.10.0': { time: '2026-05-01', mod: 'module other\n', license: 'NONE' },
    'a.example@v1.9.0': { time: gone, mod: gone, license: gone },
    'a.example@v1.0.0': { license: { 'COPYING.md': 'text', LICENSE: '' } },
    'b.example': { versions: gone, latest: gone },
    'c.example': { versions: gone },
    'd.example': { latest: 'v0.0.0-20260101000000-abcdefabcdef' },
    'd.example@v0.0.0-20260101000000-abcdefabcdef': { time: '2026-01-01T00:00:00Z' },
  };
  const unknown = { known: false, why: 'failed', detail: 'no answer' };

  it.each<[FactKind, string, string, unknown]>([
    ['versions', 'a.example', '', ['v1.0.0', 'v1.10.0', 'v1.9.0']],
    ['latest', 'a.example', '', { version: 'v1.10.0', time: '2026-05-01T00:00:00Z' }],
    ['mod', 'a.example', 'v1.10.0', 'module other\n'],
    ['license', 'a.example', 'v1.10.0', { files: [] }],
    ['info', 'a.example', 'v1.9.0', unknown],
    ['mod', 'a.example', 'v1.9.0', unknown],
    ['license', 'a.example', 'v1.9.0', unknown],
    ['info', 'a.example', 'v1.0.0', { version: 'v1.0.0' }],
    [
      'license',
      'a.example',
      'v1.0.0',
      {
        files: [
          { path: 'COPYING.md', text: 'text' },
          { path: 'LICENSE', text: '' },
        ],
      },
    ],
    ['versions', 'b.example', '', unknown],
    ['latest', 'b.example', '', unknown],
    ['latest', 'c.example', '', { known: false, why: 'missing', detail: 'the case names no version' }],
    ['latest', 'd.example', '', { version: 'v0.0.0-20260101000000-abcdefabcdef', time: '2026-01-01T00:00:00Z' }],
    ['versions', 'd.example', '', []],
  ])('to %s of %s %s', async (kind, path, version, expected) => {
    expect(await value(WHOLE, kind, path, version)).toEqual(expected);
  });

  it('about vulnerabilities has what the case leaves out', async () => {
    const full = {
      id: 'GO-2',
      aliases: ['CVE-1'],
      summary: 's',
      introduced: '1.0.0',
      packages: ['a.example/p'],
      withdrawn: '2026-05-01',
      reviewed: false,
    };
    const facts: CaseFacts = {
      'a.example': { vulns: [{ id: 'MAL-1', fixed: 'v1.2.0' }, full] },
      'b.example': { vulns: [] },
      'c.example': {},
    };
    const range = (...events: object[]) => ({ module: 'a.example', ranges: [events] });
    expect(await value(facts, 'vulns', 'a.example')).toEqual({
      entries: [
        {
          id: 'MAL-1',
          aliases: [],
          summary: '',
          reviewed: true,
          affected: [range({ introduced: '0' }, { fixed: '1.2.0' })],
        },
        {
          id: 'GO-2',
          aliases: ['CVE-1'],
          summary: 's',
          reviewed: false,
          withdrawn: '2026-05-01T00:00:00Z',
          affected: [{ ...range({ introduced: '1.0.0' }), packages: ['a.example/p'] }],
        },
      ],
    });
    expect(await value(facts, 'vulndb', '')).toEqual({
      databases: [
        {
          name: 'policy test',
          modified: '2026-06-01T00:00:00Z',
          modules: 2,
          entries: 2,
          malicious: 1,
          sha256: '',
        },
      ],
    });
  });
});
