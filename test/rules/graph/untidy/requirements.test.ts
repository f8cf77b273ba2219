import { expect, it } from 'vitest';
import { findingsIn } from '../../run.ts';

const found = async (lines: string, options: object = {}) => {
  const mod = `module example.com/shop\n\ngo 1.25\n\n${lines}`;
  const findings = await findingsIn('graph/untidy', { 'go.mod': mod, options: JSON.stringify(options) });
  return findings
    .filter(({ data }) => data!.kind !== 'not-imported')
    .map(({ place, subject, version, data, related }) =>
      [`${place.start.line} ${data!.kind} ${subject} ${version}`, ...related.map((r) => r.place.start.line)].join(' '),
    );
};

it.each<[what: string, lines: string, found: string[]]>([
  ['one line a module', 'require example.com/a v1.0.0\nrequire example.com/b v1.0.0\n', []],
  ['itself', 'require example.com/shop v1.0.0\n', ['5 main example.com/shop v1.0.0']],
  [
    'a lower version first',
    'require example.com/a v1.0.0\nrequire example.com/a v1.1.0\n',
    ['5 duplicate example.com/a v1.0.0 6'],
  ],
  [
    'a lower version last',
    'require example.com/a v1.1.0\nrequire example.com/a v1.0.0\n',
    ['6 duplicate example.com/a v1.0.0 5'],
  ],
  ['the same version twice', 'require example.com/a v1.0.0\nrequire example.com/a v1.0.0\n', []],
  [
    'three versions',
    'require example.com/a v1.0.0\nrequire example.com/a v1.10.0\nrequire example.com/a v1.9.0\n',
    ['5 duplicate example.com/a v1.0.0 6', '7 duplicate example.com/a v1.9.0 6'],
  ],
  [
    'an excluded version',
    'require example.com/a v1.0.0\nexclude example.com/a v1.0.0\n',
    ['5 excluded example.com/a v1.0.0'],
  ],
  [
    'an excluded version, which does not count for another',
    'require example.com/a v1.2.0\nrequire example.com/a v1.0.0\nexclude example.com/a v1.2.0\n',
    ['5 excluded example.com/a v1.2.0'],
  ],
  ['another version that is excluded', 'require example.com/a v1.0.0\nexclude example.com/a v1.1.0\n', []],
])('of %s', async (_, lines, expected) => {
  expect(await found(lines)).toEqual(expected);
});
