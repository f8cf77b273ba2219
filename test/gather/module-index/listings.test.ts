import { expect, it } from 'vitest';
import { IndexError, listings } from '../../../src/gather/module-index/listings.ts';

const line = (path: string, time: string) => JSON.stringify({ Path: path, Version: 'v1.0.0', Timestamp: time });

it('reads a listing from each line, and passes over blank ones', () => {
  const text = `${line('a.example/A', '2026-05-30T10:00:00.5Z')}\r\n\n${line('b.example/b', '2026-05-30T12:00:00+02:00')}`;
  expect(() => [...listings(text)]).toThrow('line 3: the times of an index must not go back');
  expect([...listings(text.replace('+02:00', 'Z'))]).toEqual([
    { path: 'a.example/A', version: 'v1.0.0', time: '2026-05-30T10:00:00.5Z' },
    { path: 'b.example/b', version: 'v1.0.0', time: '2026-05-30T12:00:00Z' },
  ]);
  expect([...listings('')]).toEqual([]);
});

it.each([
  ['<html>', 'a page of markup'],
  ['{"Path":"a.example/a","Version":"v1.0.0"', 'a line that was cut'],
  ['[]', 'another value'],
  ['{"Path":"a.example/a","Version":"v1.0.0"}', 'no time'],
  ['{"Path":"a.example/a","Version":"v1.0.0","Timestamp":"yesterday"}', 'a time in another form'],
  ['{"path":"a.example/a","Version":"v1.0.0","Timestamp":"2026-05-30T00:00:00Z"}', 'another key'],
])('refuses %s: %s', (text) => {
  expect(() => [...listings(`${line('a.example/a', '2026-05-30T00:00:00Z')}\n${text}\n`)]).toThrow(
    'line 2: expected {"Path", "Version", "Timestamp"}',
  );
});

it('may list several at one time, and numbers blank lines too', () => {
  const same = line('a.example/a', '2026-05-30T00:00:00Z');
  expect([...listings(`${same}\n${same}`)]).toHaveLength(2);
  expect(() => [...listings(`\n \n${same}\nx`)]).toThrow(
    new IndexError('line 4: expected {"Path", "Version", "Timestamp"}'),
  );
  for (const broken of ['{"Path":1,"Version":"v","Timestamp":"2026-05-30T00:00:00Z"}', '{"Path":"a","Version":1}'])
    expect(() => [...listings(broken)]).toThrow('line 1: expected');
});
