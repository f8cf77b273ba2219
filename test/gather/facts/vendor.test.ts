import { expect, test } from 'vitest';
import { vendorSource } from '../../../src/gather/facts/vendor.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { Ask } from '../../../src/model/facts/facts.ts';

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
