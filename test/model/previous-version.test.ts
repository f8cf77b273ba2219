import { expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { openRepo } from '../../src/model/open.ts';
import { previousVersion } from '../../src/model/previous-version.ts';
import { withSumsBefore } from '../../src/model/sums.ts';

it('is the highest other version whose zip the base had', async () => {
  const repoWith = (sum: string) => openRepo(memoryTree({ 'go.mod': 'module example.com/m\n', 'go.sum': sum }));
  const old =
    'a.example v1.9.0 h1:x=\na.example v1.10.0 h1:x=\na.example v1.11.0/go.mod h1:x=\nb.example v1.0.0 h1:x=\nb.example v1.1.0 h1:x=\n';
  const now = await repoWith('');
  const [module] = withSumsBefore(now, await repoWith(old)).modules;
  const before = (path: string, version: string) => previousVersion(module!, { path, version })?.version;
  expect(before('a.example', 'v1.12.0')).toBe('v1.10.0');
  expect(before('b.example', 'v1.0.0')).toBeUndefined();
  expect(before('c.example', 'v1.0.0')).toBeUndefined();
  expect(previousVersion(now.modules[0]!, { path: 'a.example', version: 'v1.12.0' })).toBeUndefined();
});
