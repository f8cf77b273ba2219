import { expect, it } from 'vitest';
import { checkedEntry, ENTRY_VERSION, failedEntry, readEntry } from '../../src/fleet/entry.ts';
import type { Report } from '../../src/model/report.ts';
import { entry, failed, target } from './entries.ts';

const place = { path: 'go.mod', start: { line: 7, column: 2 }, end: { line: 8, column: 3 } };
const vulnerability = { ids: ['GO-1'], module: 'a.test/a', version: 'v1.0.0', fixed: 'v1.0.1' };

const FINDING = {
  rule: 'a/b',
  level: 'error',
  id: 'mw1:1',
  state: 'new',
  place,
  snippet: 'not kept',
  subject: 'x',
  message: 'it is bad',
  related: [],
  trail: [],
};

const OF = {
  target: target('a'),
  key: 'k',
  exit: 1,
  commit: 'c0ffee',
  inventory: { mains: [], components: [], waivers: [], incomplete: [] },
  settings: [{ variable: 'GOPROXY', path: 'Dockerfile', line: 1, reach: 'image' }],
} as const;

function entryOf(report: object) {
  const empty = { modules: [], rules: [], findings: [], gaps: [], problems: [] };
  return checkedEntry(OF, { ...empty, ...report } as unknown as Report);
}

it('keeps of a report what summaries and queries need', () => {
  expect(
    entryOf({
      modules: [{ dir: 'sub', path: 'corp.example/a', file: 'sub/go.mod' }],
      rules: [
        { id: 'a/b', ran: true, title: 'not kept' },
        { id: 'c/d', ran: false },
      ],
      findings: [
        FINDING,
        { ...FINDING, id: 'mw1:2', module: 'sub', vulnerability: { ...vulnerability, summary: 'not kept' } },
      ],
      gaps: [{ rule: 'a/b', subject: 'x', why: 'offline', detail: 'd', fails: true, module: 'not kept' }],
      problems: [{ message: 'unknown key', place }],
    }),
  ).toEqual({
    version: ENTRY_VERSION,
    ...OF,
    modules: [{ dir: 'sub', path: 'corp.example/a' }],
    rules: ['a/b'],
    findings: [
      {
        rule: 'a/b',
        level: 'error',
        id: 'mw1:1',
        state: 'new',
        path: 'go.mod',
        line: 7,
        subject: 'x',
        message: 'it is bad',
      },
      {
        rule: 'a/b',
        level: 'error',
        id: 'mw1:2',
        state: 'new',
        path: 'go.mod',
        line: 7,
        subject: 'x',
        message: 'it is bad',
        dir: 'sub',
        vulnerability,
      },
    ],
    gaps: [{ rule: 'a/b', subject: 'x', why: 'offline', detail: 'd', fails: true }],
    problems: ['unknown key'],
  });
});

it('has the lowest score of the main modules, and no score of a dependency', () => {
  const sample = (value: number, dependency?: string) => ({ labels: dependency ? { dependency } : {}, value });
  const metrics = [
    { name: 'modwarden_score', samples: [sample(80), sample(70), sample(10, 'a.test/a'), sample(90)] },
    { name: 'modwarden_other', samples: [sample(1)] },
  ];
  expect(entryOf({ metrics }).score).toBe(70);
  expect(entryOf({ metrics: [{ name: 'modwarden_score', samples: [sample(10, 'a.test/a')] }] })).not.toHaveProperty(
    'score',
  );
  expect(entryOf({})).not.toHaveProperty('score');
});

it('says of a target that could not be checked nothing but why', () => {
  expect(failedEntry(target('a'), 'k', 'no go.mod found')).toEqual({
    version: ENTRY_VERSION,
    target: target('a'),
    key: 'k',
    exit: 3,
    error: 'no go.mod found',
    modules: [],
    rules: [],
    findings: [],
    gaps: [],
    problems: [],
    inventory: { mains: [], components: [], waivers: [], incomplete: [] },
    settings: [],
  });
});

it('reads an entry back, and no other than that of its target', () => {
  for (const one of [
    entry('a'),
    failed('b', 'no go.mod'),
    ...([0, 1, 2, 3] as const).map((exit) => entry('a', { exit })),
  ]) {
    const json = JSON.parse(JSON.stringify(one));
    expect(readEntry(json, one.target.id)).toEqual(one);
    expect(readEntry(json, '0'.repeat(32))).toBeUndefined();
  }
});

it.each<[string, object]>([
  ['version', { version: ENTRY_VERSION + 1 }],
  ['target', { target: 'a' }],
  ['key', { key: 1 }],
  ['exit code', { exit: 4 }],
  ['exit code that is a text', { exit: '1' }],
  ['inventory', { inventory: [] }],
  ...['modules', 'rules', 'findings', 'gaps', 'problems', 'settings'].map((name): [string, object] => [
    name,
    { [name]: {} },
  ]),
])('reads no entry with another %s', (_, change) => {
  expect(readEntry({ ...entry('a'), ...change }, target('a').id)).toBeUndefined();
});

it.each([undefined, null, [], 'x'])('takes %j for no entry', (json) => {
  expect(readEntry(json, target('a').id)).toBeUndefined();
});
