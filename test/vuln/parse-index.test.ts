import { expect, it } from 'vitest';
import { parseIndex, parseModified } from '../../src/vuln/parse-index.ts';

const index = (...modules: unknown[]) =>
  parseIndex(JSON.stringify([...modules, { path: 'z.example/last', vulns: [{ id: 'GO-9' }] }]));

it('gives the entries of each module once', () => {
  const found = index({
    path: 'a.example/a',
    vulns: [{ id: 'GO-1', modified: '2024-01-02T00:00:00Z' }, { id: 'GO-1' }],
  });
  expect([...found]).toEqual([
    ['a.example/a', ['GO-1']],
    ['z.example/last', ['GO-9']],
  ]);
});

it.each<readonly [module: unknown, message: string]>([
  [{ path: 'a.example/a' }, 'expected "path" and "vulns"'],
  [{ path: 'a.example/a', vulns: null }, 'expected "path" and "vulns"'],
  [{ path: 5, vulns: [] }, 'index/modules.json[0].path: expected a string'],
  [{ path: 'z.example/last', vulns: [] }, '"z.example/last" is listed twice'],
  [{ path: 'a.example/a', vulns: [{ id: 'GO-1', modified: '' }] }, '[0].vulns[0].modified: expected a time'],
  [{ path: 'a.example/a', vulns: [{ id: '../GO-1' }] }, 'expected the ID of a vulnerability'],
  [{ path: 'a.example/a', Vulns: [] }, 'expected the key "vulns", got "Vulns"'],
  [{ path: 'a.example/a', vulns: 'GO-1' }, 'index/modules.json[0].vulns: expected a list'],
  [{ path: 'a.example/a', vulns: ['GO-1'] }, 'index/modules.json[0].vulns[0]: expected an object'],
  [{ path: 'a.example/a', vulns: [{ id: 'GO-1', fixed: 1 }] }, '[0].vulns[0].fixed: expected a string'],
  [{ path: 'a.example/a', vulns: [{ id: 1 }] }, '[0].vulns[0].id: expected a string'],
  ...['ID', 'Modified', 'Fixed'].map(
    (key) => [{ path: 'a', vulns: [{ [key]: '' }] }, `expected the key "${key.toLowerCase()}", got "${key}"`] as const,
  ),
  [{ Path: 'a.example/a', vulns: [] }, 'expected the key "path", got "Path"'],
])('refuses %o', (module, message) => {
  expect(() => index(module)).toThrow(message);
});

it('refuses an index that is no list or names nothing', () => {
  expect(() => parseIndex('{}')).toThrow('expected a list of modules');
  expect(() => parseIndex('[]')).toThrow('expected modules, got an empty list');
  expect(() => parseIndex('[{"path":"a')).toThrow('expected JSON');
});

it('reads when the database was changed', () => {
  expect(parseModified('{"modified":"2026-08-21T20:38:00Z"}')).toBe('2026-08-21T20:38:00Z');
  expect(parseModified('{}')).toBeUndefined();
  expect(() => parseModified('{"Modified":""}')).toThrow('expected the key "modified", got "Modified"');
  expect(() => parseModified('{"modified":"today"}')).toThrow('index/db.json.modified: expected a time');
  expect(() => parseModified('[]')).toThrow('index/db.json: expected an object');
});
