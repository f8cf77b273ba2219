import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { parseTargets, targetJson } from '../../src/fleet/target.ts';

const names = (text: string) =>
  parseTargets(text)
    .targets.map(({ name }) => name)
    .sort();

it('reads paths, JSON texts and JSON objects, a line each', () => {
  const text = '# all\nrepos/a\n\n  "re pos/b"  \r\n{"path": "c.git", "rev": "v1"}\n{"path": "d", "name": "D"}';
  expect(names(text)).toEqual(['D', 'c.git@v1', 're pos/b', 'repos/a']);
});

it('takes a target once, whatever its name', () => {
  const { targets, repeated } = parseTargets('a\n"a"\n{"path": "a", "name": "b"}\n{"path": "a", "rev": "x"}\n');
  expect([targets.length, repeated]).toEqual([2, 2]);
});

it('sorts by ID, and reads its own lines back', () => {
  const { targets } = parseTargets('a\nb\nc\n{"path": "d", "rev": "x", "name": "y"}\n');
  expect(targets.map(({ id }) => id)).toEqual(targets.map(({ id }) => id).sort());
  const again = parseTargets(targets.map((target) => JSON.stringify(targetJson(target))).join('\n'));
  expect(again.targets).toEqual(targets);
});

it('has an ID of the path and the revision, which names do not change', () => {
  const only = (line: string) => parseTargets(line).targets[0];
  const id = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
  expect(only('a')).toEqual({ id: id('a\0'), path: 'a', name: 'a' });
  expect(only('{"path": "a", "rev": "x", "name": "y"}')).toEqual({ id: id('a\0x'), path: 'a', rev: 'x', name: 'y' });
  expect(targetJson(only('a')!)).toEqual({ path: 'a', name: 'a' });
});

it.each([
  ['{"path": ""}', '"path" must be a text that is not empty'],
  ['{"path": 1}', '"path" must be a text that is not empty'],
  ['{"path": "a\\u0000"}', '"path" must be a text that is not empty'],
  ['{"name": "a"}', '"path" must be a text that is not empty'],
  ['{"path": "a", "rev": "--upload-pack=x"}', '"rev" must name a git revision'],
  ['{"path": "a", "rev": ""}', '"rev" must name a git revision'],
  ['{"path": "a", "name": ""}', '"name" must be a text that is not empty'],
  ['{"path": "a", "branch": "x"}', 'unknown key "branch": expected path, rev or name'],
  ['{"path": "a"', 'expected a path, or JSON such as {"path": "repo.git", "rev": "main"}'],
  ['"a', 'expected a path, or JSON such as {"path": "repo.git", "rev": "main"}'],
  ['""', 'expected a path, got an empty text'],
])('says what is wrong with %s', (line, message) => {
  expect(parseTargets(`x\n${line}`)).toEqual({
    targets: parseTargets('x').targets,
    repeated: 0,
    problems: [{ line: 2, message }],
  });
});
