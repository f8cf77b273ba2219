import { expect, it } from 'vitest';
import { parseMod } from '../../../src/go/modfile/parse-mod.ts';
import { replaceFamilies } from '../../../src/policy/propose/replace-families.ts';
import { source } from '../../../src/text/source.ts';

function families(...lines: readonly string[]) {
  const text = `module example.com/m\n\n${lines.map((line) => `replace ${line}\n`).join('')}`;
  return replaceFamilies(parseMod(source('go.mod', text)).file.replace);
}

it('makes one entry of all replacements to one owner', () => {
  expect(
    families(
      'k8s.io/api => github.com/acme/api v1.0.0',
      'k8s.io/client-go => github.com/acme/client v1.0.0',
      'github.com/x/y => github.com/acme/y v1.0.0',
      'github.com/x/z => other.example/z v1.0.0',
    ),
  ).toEqual([
    { new: 'github.com/acme/*', old: ['github.com/x/*', 'k8s.io/*'], count: 3 },
    { new: 'other.example/*', old: ['github.com/x/*'], count: 1 },
  ]);
});

it('leaves out folders and other versions of the same module', () => {
  expect(families('github.com/x/y => ./y', 'github.com/x/z => github.com/x/z v1.0.0')).toEqual([]);
});

it('names no more families than anybody would read', () => {
  const lines = ['a', 'b', 'c', 'd', 'e', 'f'].map((x) => `${x}.example/m => github.com/acme/${x} v1.0.0`);
  expect(families(...lines)).toEqual([{ new: 'github.com/acme/*', old: [], count: 6 }]);
});

it('names up to five families, and up to ten owners, the largest and then the first by name', () => {
  const of = (count: number, owner: string) =>
    Array.from({ length: count }, (_, i) => `${'abcdef'[i]}.example/m => ${owner}/${i} v1.0.0`);
  expect(families(...of(5, 'github.com/acme'))[0]!.old).toEqual(['a', 'b', 'c', 'd', 'e'].map((x) => `${x}.example/*`));
  const owners = Array.from({ length: 11 }, (_, i) => `${'zyxwvutsrqp'[i]}.test`);
  const lines = owners.map((owner, i) => `m${i}.example/m => ${owner} v1.0.0`);
  expect(families(...lines, 'n.example => z.test v1.0.0').map((family) => family.new)).toEqual([
    'z.test',
    ...'pqrstuvwx'.split('').map((x) => `${x}.test`),
  ]);
});

it('leaves out what would need quotes, and keeps a path with nothing below its owner', () => {
  expect(
    families(
      'a.example/x => github.com/acme v1.0.0',
      'b.example => c.example v1.0.0',
      'd.example/!x => c.example v1.0.0',
      'e.example => f.example/+x v1.0.0',
    ),
  ).toEqual([
    { new: 'c.example', old: ['b.example'], count: 1 },
    { new: 'github.com/acme', old: ['a.example/*'], count: 1 },
  ]);
});
