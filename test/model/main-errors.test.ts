/** What Go refuses of a main module's go.mod once it has read it: the words, and the token. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { openRepo } from '../../src/model/open.ts';

async function errorsOf(lines: string, path = 'example.com/shop'): Promise<string[]> {
  const text = `module ${path}\n\ngo 1.25\n\n${lines}\n`;
  const { modules } = await openRepo(memoryTree({ 'go.mod': text }));
  return modules[0]!.errors.map(({ at, message }) => `${at.file.text.slice(at.start, at.end)}: ${message}`);
}

describe('a go.mod that Go refuses once it has read it', () => {
  it.each([
    ['replace example.com/a => x.example/b/v2 v1.0.0', 'v1.0.0: version "v1.0.0" invalid: should be v2, not v1'],
    [
      'replace example.com/a v1.0.0 => x.example/b v2.0.0',
      'v2.0.0: version "v2.0.0" invalid: should be v0 or v1, not v2',
    ],
    [
      'replace (\n\texample.com/a => gopkg.in/b v1.0.0\n)',
      'v1.0.0: version "v1.0.0" invalid: malformed module path "gopkg.in/b"',
    ],
    ['replace example.com/a => gopkg.in/b.v1 v2.0.0', 'v2.0.0: version "v2.0.0" invalid: should be v1, not v2'],
    ['retract master', 'master: version "master" invalid: must be of the form v1.2.3'],
    ['retract 1.0.0', '1.0.0: version "1.0.0" invalid: must be of the form v1.2.3'],
    ['retract v1.0.0+meta', 'v1.0.0+meta: version "v1.0.0+meta" invalid: must be of the form v1.2.3'],
    ['retract (\n\t[v1.0.0, v1.1]\n)', 'v1.1: version "v1.1" invalid: must be of the form v1.2.3'],
    ['retract [v1.0.0, v2.0.0]', 'v2.0.0: version "v2.0.0" invalid: should be v0 or v1, not v2'],
    [
      'tool example.com/a/...',
      'example.com/a/...: malformed tool path "example.com/a/...": invalid path element "..."',
    ],
    ['tool ../x', '../x: malformed tool path "../x": invalid path element ".."'],
    ['tool (\n\t/abs/x\n)', '/abs/x: malformed tool path "/abs/x": empty path element'],
    [
      'tool example.com/a@v1.0.0',
      'example.com/a@v1.0.0: malformed tool path "example.com/a@v1.0.0": invalid char \'@\'',
    ],
    [
      'toolchain go1.25.0+auto',
      'go1.25.0+auto: toolchain go1.25.0+auto is not a release of Go: updates to go.mod needed',
    ],
    ['toolchain go1.x', 'go1.x: toolchain go1.x is not a release of Go: updates to go.mod needed'],
    ['require go 1.22.0', 'require go 1.22.0: require go: version "1.22.0" invalid: should be v0 or v1, not'],
    ['exclude go go1.22.0', 'exclude go go1.22.0: exclude go: version "1.22.0" invalid: should be v0 or v1, not'],
  ])('%s', async (lines, error) => {
    expect(await errorsOf(lines)).toEqual([error]);
  });

  it.each([
    'replace example.com/a => x.example/b/v2 v2.0.0',
    'replace example.com/a => x.example/b v2.0.0+incompatible',
    'replace example.com/a => x.example/b/v2 v2.0.0+incompatible',
    'replace example.com/a => ../b',
    'retract [v1.0.0, v7.0.0+incompatible]',
    'retract v1.0.0-20200101000000-abcdefabcdef',
    'retract [v1.2.0, v1.0.0]',
    'tool cmd/vet',
    'tool example.com/shop/testdata/t',
    'toolchain go1.25.0-custom+x',
    'toolchain default',
  ])('takes %s', async (lines) => {
    expect(await errorsOf(lines)).toEqual([]);
  });
});
