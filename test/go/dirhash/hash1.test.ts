import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Content, fileSum, folderFileName, goModHash, hash1 } from '../../../src/go/dirhash/hash1.ts';
import { encode } from '../../../src/text/bytes.ts';

const PREFIX = 'm.example/m@v1.0.0/';
const h1 = async (files: readonly (readonly [name: string, content: Content])[]) =>
  hash1(await Promise.all(files.map(([name, content]) => fileSum(name, content))));

// All values are those of golang.org/x/mod/sumdb/dirhash.
describe('hash1', () => {
  it('of no files is the hash of nothing', () => {
    expect(hash1([]).value).toBe('h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });

  it('orders names by their bytes, not as JavaScript does', async () => {
    const files = ['b', 'a', '\uffff', '\u{10000}', '\udcff'].map(
      (name, i) => [PREFIX + name, encode(`${i + 1}`)] as const,
    );
    const expected = 'h1:Oa5V6w6exSmus3wMh2yhXKl4cKADg0JVMAxmiNfr+7Y=';
    expect((await h1(files)).value).toBe(expected);
    expect((await h1([...files].reverse())).value).toBe(expected);
  });

  it('counts every entry of a name that comes twice', async () => {
    const twice = [`${PREFIX}a`, `${PREFIX}a`].map((name) => [name, encode('')] as const);
    expect((await h1(twice)).value).toBe('h1:VdVSn5nEn/VDbDqmEhoU5/RbJTe5qW5RLp7lM2e9SFg=');
  });

  it('refuses names that could stand for two files', async () => {
    expect(await h1([['a\nb', encode('')]])).toEqual({ error: 'dirhash: filenames with newlines are not supported' });
  });

  it('of a go.mod is that of one file', async () => {
    expect(await goModHash(encode('module example.com/a\n'))).toBe('h1:NeOsx/KTizj35klXP3wYh3O0751aAtYrRoX+a6YAye8=');
  });

  it('is the same for bytes and for a stream of them, and differs for other bytes and names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 5 }), async (parts) => {
        async function* stream() {
          yield* parts;
        }
        const whole = Buffer.concat(parts);
        const expected = (await h1([['a', whole]])).value;
        expect((await h1([['a', stream()]])).value).toBe(expected);
        expect((await h1([['b', whole]])).value).not.toBe(expected);
        expect((await h1([['a', Buffer.concat([whole, Buffer.of(0)])]])).value).not.toBe(expected);
      }),
    );
  });

  it('gives on what a stream throws', async () => {
    // biome-ignore lint/correctness/useYield: it breaks before its first piece.
    async function* broken(): AsyncGenerator<Uint8Array> {
      throw new Error('disk gone');
    }
    await expect(fileSum('a', broken())).rejects.toThrow('disk gone');
  });

  it('names files below a folder as filepath.Join does', async () => {
    expect(folderFileName('m.example/m@v1.0.0', 'sub/a.go')).toBe(`${PREFIX}sub/a.go`);
    expect(folderFileName('', 'a.go')).toBe('a.go');
    expect(await fileSum('a', encode('x'))).toEqual({
      name: 'a',
      sha256: createHash('sha256').update('x').digest('hex'),
    });
  });
});
