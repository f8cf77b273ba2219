import { describe, expect, it } from 'vitest';
import { decodeMods, encodeMods, isPackable, type PackedMod } from '../../../src/gather/modcache/mod-pack.ts';

const state = (size: number) => Float64Array.of(1, 2, 3, 4, 5, size, 1.5, 2.25);
const mod = (path: string, more: Partial<PackedMod> = {}): PackedMod => ({
  module: { path, version: 'v1.0.0' },
  state: state(path.length),
  hash: `h1:${path}`,
  characters: 100,
  modulePath: path,
  goVersion: '1.21',
  pruned: true,
  require: [],
  ...more,
});
const a = mod('example.com/a', { require: [{ path: 'example.com/b', version: 'v1.0.0' }] });
const b = mod('example.com/b', { goVersion: '', modulePath: '', pruned: false });
const c = mod('example.com/c', {
  require: [
    { path: 'example.com/b', version: 'v1.2.0-pre+incompatible' },
    { path: 'example.com/a', version: 'v1.0.0' },
    { path: 'go', version: '1.21' },
  ],
});

describe('a pack of go.mod files', () => {
  it.each([[[]], [[a]], [[b, a]], [[a, b, c]], [[c, b, a]]])('says what went into it', (mods) => {
    const pack = decodeMods(encodeMods(mods))!;
    expect(Array.from({ length: pack.size }, (_, i) => pack.mod(i))).toEqual(mods);
    expect(mods.map(({ module }) => pack.find(module))).toEqual(mods.map((_, i) => i));
    expect(mods.map((_, i) => pack.hash(i))).toEqual(mods.map(({ hash }) => hash));
  });

  it('knows no file of a version that is only required', () => {
    const pack = decodeMods(encodeMods([a]))!;
    expect(pack.find({ path: 'example.com/b', version: 'v1.0.0' })).toBeUndefined();
  });

  it('is none where it is cut or changed anywhere', () => {
    const whole = encodeMods([a, b, c]);
    for (let at = 0; at < whole.length; at++) {
      expect([at, decodeMods(whole.subarray(0, at))]).toEqual([at, undefined]);
      const changed = Buffer.from(whole);
      changed[at]! ^= 0x11;
      expect([at, decodeMods(changed)]).toEqual([at, undefined]);
    }
    expect(decodeMods(undefined)).toBeUndefined();
  });

  it.each<[string, Partial<PackedMod>]>([
    ['a blank in a path', { module: { path: 'example.com/a b', version: 'v1.0.0' } }],
    ['a line break in a version', { require: [{ path: 'example.com/b', version: 'v1\n' }] }],
    ['a letter beyond ASCII', { modulePath: 'example.com/é' }],
    ['an empty version', { require: [{ path: 'example.com/b', version: '' }] }],
  ])('does not hold %s', (_, more) => {
    expect(isPackable(a)).toBe(true);
    expect(isPackable({ ...a, ...more })).toBe(false);
  });
});
