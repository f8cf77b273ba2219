import { expect, test } from 'vitest';
import { vendorSource } from '../../../src/gather/facts/vendor.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';
import { TreeError } from '../../../src/model/tree.ts';

const isLicense = (path: string) => /(^|\/)(LICENSE|NOTICE|README)/.test(path);
const tree = memoryTree({
  'vendor/modules.txt': `# example.com/a v1.0.0
## explicit
example.com/a
example.com/a/sub
# example.com/a/nested v1.0.0
example.com/a/nested
# example.com/old v1.0.0 => example.com/fork v1.2.0
example.com/old
# example.com/local v1.0.0 => ./local
example.com/local
# example.com/bare v1.0.0
example.com/bare
# example.com/readme v1.0.0
example.com/readme
# example.com/unused v1.0.0
# example.com/a-b v1.0.0
example.com/a-b
`,
  'vendor/example.com/a/LICENSE': 'a',
  'vendor/example.com/a/a.go': '',
  'vendor/example.com/a/nested/LICENSE': 'nested',
  'vendor/example.com/a/sub/NOTICE': 'sub',
  'vendor/example.com/a-b/LICENSE': 'a-b',
  'vendor/example.com/bare/sub/LICENSE': 'of a part only',
  'vendor/example.com/local/LICENSE': 'local',
  'vendor/example.com/old/LICENSE': 'fork',
  'vendor/example.com/readme/README': 'readme',
  'vendor/example.com/unused/LICENSE': 'unused',
  'tools/vendor/modules.txt': '# example.com/t v1.0.0\nexample.com/t\n',
  'tools/vendor/example.com/t/LICENSE': 't',
  'novendor/modules.txt': '# example.com/n v1.0.0\nexample.com/n\n',
  'novendor/example.com/n/LICENSE': 'n',
});

test.each<[module: string, files: Record<string, string> | undefined]>([
  ['example.com/a v1.0.0', { LICENSE: 'a', 'sub/NOTICE': 'sub' }],
  ['example.com/a/nested v1.0.0', { LICENSE: 'nested' }],
  ['example.com/a-b v1.0.0', { LICENSE: 'a-b' }],
  ['example.com/a v1.0.1', undefined],
  // The files of a replaced module are those of its replacement.
  ['example.com/fork v1.2.0', { LICENSE: 'fork' }],
  ['example.com/old v1.0.0', undefined],
  ['example.com/local v1.0.0', undefined],
  ['example.com/bare v1.0.0', undefined],
  ['example.com/readme v1.0.0', undefined],
  ['example.com/unused v1.0.0', undefined],
  ['example.com/n v1.0.0', undefined],
  ['example.com/t v1.0.0', { LICENSE: 't' }],
])('%s', async (module, files) => {
  const [path = '', version = ''] = module.split(' ');
  const vendor = vendorSource(tree, await tree.list(), isLicense);
  const value = files && { files: Object.entries(files).map(([file, text]) => ({ path: file, text })) };
  expect(await vendor.answer({ kind: 'license', module: { path, version } })).toEqual(
    files && { known: true, value, source: 'vendor' },
  );
});

test('only licenses are answered', async () => {
  const vendor = vendorSource(tree, await tree.list(), isLicense);
  const ask = (kind: Ask['kind']): Ask => ({ kind, module: { path: 'example.com/a', version: 'v1.0.0' } });
  expect(await vendor.answer(ask('mod'))).toBeUndefined();
  expect(await vendor.answer(ask('license'))).toBeDefined();
});

test('what the tree cannot give is left out, and other faults are not hidden', async () => {
  const refusing = (path: string, error: Error) => ({
    ...tree,
    read: async (asked: string) => {
      if (asked === path) throw error;
      return tree.read(asked);
    },
  });
  const ask = { kind: 'license', module: { path: 'example.com/a', version: 'v1.0.0' } } as const;
  const from = async (path: string, error: Error) =>
    vendorSource(refusing(path, error), await tree.list(), isLicense).answer(ask);
  const unreadable = (path: string) => new TreeError(path, 'unreadable', 'no');
  const sub = 'vendor/example.com/a/sub/NOTICE';
  expect(await from(sub, unreadable(sub))).toMatchObject({ value: { files: [{ path: 'LICENSE' }] } });
  const own = 'vendor/example.com/a/LICENSE';
  expect(await from(own, unreadable(own))).toBeUndefined();
  expect(await from('vendor/modules.txt', unreadable('x'))).toBeUndefined();
  await expect(from(own, new TypeError('a bug'))).rejects.toThrow('a bug');
});

test('of two vendor folders the first in the order of the tree counts', async () => {
  const two = memoryTree({
    'a/vendor/modules.txt': '# example.com/a v1.0.0\nexample.com/a\n',
    'a/vendor/example.com/a/LICENSE': 'first',
    'b/vendor/modules.txt': '# example.com/a v1.0.0\nexample.com/a\n',
    'b/vendor/example.com/a/LICENSE': 'second',
    'vendor/modules.txt/x': '# example.com/b v1.0.0\nexample.com/b\n',
    'vendor/example.com/b/LICENSE': 'none',
  });
  const vendor = vendorSource(two, await two.list(), isLicense);
  const ask = (path: string) => vendor.answer({ kind: 'license', module: { path, version: 'v1.0.0' } });
  expect(await ask('example.com/a')).toMatchObject({ value: { files: [{ text: 'first' }] } });
  expect(await ask('example.com/b')).toBeUndefined();
  expect([vendor.name, vendor.network]).toEqual(['vendor', false]);
});
