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

it('gives the last setting above that holds for more than its own command', async () => {
  const script = 'GOSUMDB=off go build\nexport GOPROXY=off\nGOSUMDB=off go test\ngo vet\nexport GOPROXY=direct\n';
  const other = memoryTree({ 'sub/build.sh': script });
  const proxyAt = async (line: number) => effective(await settingsAt(other, `sub/build.sh:${line}`), 'GOPROXY').value;
  expect([await proxyAt(2), await proxyAt(3), await proxyAt(4), await proxyAt(5)]).toEqual([
    'off',
    'off',
    'off',
    'direct',
  ]);
});

it.each([
  ['ci/build.sh:1', '"ci/build.sh:1": nothing of Go is set there; it is on lines 2, 3'],
  ['ci/one.sh:1', '"ci/one.sh:1": nothing of Go is set there; it is on line 3'],
  ['ci/none.sh:1', '"ci/none.sh:1": nothing of Go is set there, nor anywhere in this file'],
  ['ci/many.sh:1', '"ci/many.sh:1": nothing of Go is set there; it is on lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11'],
  ['ci/build.sh', 'expected FILE:LINE, got "ci/build.sh"'],
  ['ci/build.sh:0', 'expected FILE:LINE, got "ci/build.sh:0"'],
  ['ci/build.sh:1234567890', 'expected FILE:LINE, got "ci/build.sh:1234567890"'],
  [':1', 'expected FILE:LINE, got ":1"'],
])('says where nothing is set, and what is no place: %s', async (place, message) => {
  const files = {
    'ci/build.sh': SCRIPT,
    'ci/one.sh': '\n\nexport GOPROXY=off\n',
    'ci/none.sh': 'go build\n',
    'ci/many.sh': `\n${'export GOPROXY=off\n'.repeat(12)}`,
  };
  const asked = settingsAt(memoryTree(files), place);
  await expect(asked).rejects.toMatchObject({ code: 'unreadable-go-env', message });
});

it('says why a file is not read', async () => {
  await expect(at('ci/other.sh:1')).rejects.toThrow(/^"ci\/other\.sh": .*it cannot be read/);
});
