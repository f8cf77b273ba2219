import { expect, it } from 'vitest';
import { settingsAt } from '../../src/gather/settings-at.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { effective } from '../../src/go/env/layers.ts';

const SCRIPT = 'go build\nexport GOSUMDB=off\nGOPROXY=off go build\ngo vet\n';
const tree = memoryTree(new Map([['ci/build.sh', SCRIPT]]));
const at = async (place: string) => {
  const layers = await settingsAt(tree, place);
  return ['GOSUMDB', 'GOPROXY']
    .map((name) => [name, effective(layers, name)] as const)
    .flatMap(([name, { value, origin }]) => (origin === 'default' ? [] : [`${name}=${value}`]));
};

it('gives what is in force at a line', async () => {
  expect(await at('ci/build.sh:2')).toEqual(['GOSUMDB=off']);
  expect(await at('ci/build.sh:3')).toEqual(['GOSUMDB=off', 'GOPROXY=off']);
  expect(await at('ci/build.sh:4')).toEqual(['GOSUMDB=off']);
});

it('says where nothing is set, and what is no place', async () => {
  await expect(at('ci/build.sh:1')).rejects.toThrow('it is on lines 2, 3');
  await expect(at('ci/build.sh')).rejects.toThrow('expected FILE:LINE');
  await expect(at('ci/other.sh:1')).rejects.toThrow('it cannot be read');
});
