import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { hash1 } from '../../../src/go/dirhash/hash1.ts';
import { openRepo } from '../../../src/model/open.ts';
import { TreeError } from '../../../src/model/tree.ts';
import {
  compareVendored,
  recordedZips,
  vendoredModules,
  withVendoredFiles,
} from '../../../src/model/vendor/vendored-files.ts';

const sum = (text: string) => hash('sha256', text, 'hex');
const A = { path: 'example.com/a', version: 'v1.0.0' };
const PUBLISHED = { files: [{ path: 'a.go', sha256: sum('a') }] };
const ZIP = hash1([{ name: 'example.com/a@v1.0.0/a.go', sha256: sum('a') }]).value!;
const MODULES =
  '# example.com/a v1.0.0\n## explicit\nexample.com/a\n# example.com/a/in v1.0.0 => example.com/fork v1.1.0\nexample.com/a/in\n# example.com/l v1.0.0 => ./l\nexample.com/l\n';

async function repoOf(more: Record<string, string>, read?: (path: string) => Promise<Uint8Array | undefined>) {
  const files = new Map(Object.entries({ 'go.mod': 'module m\n', 'vendor/modules.txt': MODULES, ...more }));
  const tree = memoryTree(files);
  const repo = await openRepo(tree);
  return withVendoredFiles(repo, read ? { ...tree, read } : tree, await tree.list());
}

it('puts each file under the innermost module, replaced ones under their replacement', async () => {
  const repo = await repoOf({
    'vendor/example.com/a/a.go': 'a',
    'vendor/example.com/a/in/i.go': 'i',
    'vendor/example.com/ab/x.go': 'x',
    'other/vendor.go': 'o',
  });
  const found = [...vendoredModules(repo)].map(({ module, folder, files }) => [module?.path, folder, [...files]]);
  expect(found).toEqual([
    ['example.com/a', 'vendor/example.com/a/', [['a.go', sum('a')]]],
    ['example.com/fork', 'vendor/example.com/a/in/', [['i.go', sum('i')]]],
    [undefined, 'vendor/example.com/l/', []],
    [undefined, 'vendor/', [['example.com/ab/x.go', sum('x')]]],
  ]);
});

it('finds the vendor folder of a workspace', async () => {
  const repo = await repoOf({
    'go.work': 'go 1.25\n\nuse .\n',
    'vendor/modules.txt': '## workspace\n# example.com/a v1.0.0\n## explicit\nexample.com/a\n',
    'vendor/example.com/a/a.go': 'a',
  });
  expect([...vendoredModules(repo)].map(({ main, files }) => [main, files.size])).toEqual([[undefined, 1]]);
});

it('knows no checksum of a file that the tree cannot give', async () => {
  const repo = await repoOf({ 'vendor/example.com/a/a.go': 'a' }, async (path) => {
    throw new TreeError(path, 'too-large', 'too large');
  });
  expect([...repo.vendoredFiles!].filter(([path]) => path.endsWith('.go'))).toEqual([
    ['vendor/example.com/a/a.go', undefined],
  ]);
});

it('takes the checksums of all go.sum files', async () => {
  const repo = await repoOf({
    'go.sum': `example.com/a v1.0.0 ${ZIP}\n`,
    'b/go.mod': 'module b\n',
    'b/go.sum': 'example.com/a v1.0.0 h1:other\n',
  });
  expect(recordedZips(repo).get('example.com/a@v1.0.0')).toEqual([ZIP, 'h1:other']);
});

describe('comparing', () => {
  const recorded = new Map([['example.com/a@v1.0.0', [ZIP]]]);

  it('tells modified files from added ones', () => {
    const files = new Map([
      ['a.go', sum('evil')],
      ['b.go', sum('b')],
    ]);
    expect(compareVendored(A, files, PUBLISHED, recorded)).toEqual({ modified: ['a.go'], added: ['b.go'] });
    expect(compareVendored(A, new Map([['a.go', sum('a')]]), PUBLISHED, recorded)).toEqual({ modified: [], added: [] });
  });

  it.each([
    ['go.sum has no line', new Map(), PUBLISHED, sum('a'), 'no checksum'],
    ['the zip is not the one in go.sum', recorded, { files: [] }, sum('a'), 'does not match'],
    ['a file cannot be read', recorded, PUBLISHED, undefined, 'cannot be read'],
  ])('says nothing where %s', (_, sums, published, content, why) => {
    const compared = compareVendored(A, new Map([['a.go', content]]), published, sums);
    expect(compared).toEqual({ unknown: expect.stringContaining(why) });
  });
});
