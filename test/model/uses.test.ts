import { describe, expect, it } from 'vitest';
import { parseMod } from '../../src/go/modfile/parse-mod.ts';
import { lineSpan } from '../../src/go/modfile/spans.ts';
import { declaredUses, replacementOf } from '../../src/model/uses.ts';
import { source } from '../../src/text/source.ts';

const parse = (text: string) => parseMod(source('go.mod', `module m.example\n${text}`)).file;

describe('a replacement', () => {
  const { replace } = parse(`replace (
	a.example v1.0.0 => x.example v1.0.0
	a.example => y.example v1.0.0
	b.example v1.0.0 => z.example v1.0.0
)`);
  it.each([
    ['a.example', 'v1.0.0', 'x.example'],
    ['a.example', 'v1.1.0', 'y.example'],
    ['b.example', 'v1.0.0', 'z.example'],
    ['b.example', 'v1.1.0', undefined],
    ['c.example', 'v1.0.0', undefined],
  ])('of %s %s is %s', (path, version, target) => {
    expect(replacementOf(replace, path, version)?.path).toBe(target);
  });
});

describe('what go.mod declares', () => {
  const uses = (text: string, own?: ReadonlySet<string>) => {
    const mod = parse(text);
    return declaredUses(mod, ({ line }) => lineSpan(mod.syntax, line), own);
  };

  it('is the highest version of each path, sorted', () => {
    const found = uses(
      'require (\n b.example v1.0.0\n a.example v1.2.0\n a.example v1.10.0\n a.example v1.9.0 // indirect\n)',
    );
    expect(
      found.map(({ path, version, direct, at }) => [path, version, direct, at.file.text.slice(at.start, at.end)]),
    ).toEqual([
      ['a.example', 'v1.10.0', true, 'a.example v1.10.0'],
      ['b.example', 'v1.0.0', true, 'b.example v1.0.0'],
    ]);
  });

  it('is not what is excluded', () => {
    expect(uses('require a.example v1.1.0\nrequire a.example v1.0.0\nexclude a.example v1.1.0')).toMatchObject([
      { version: 'v1.0.0' },
    ]);
    expect(uses('require a.example v1.1.0\nexclude a.example v1.1.0')).toEqual([]);
  });

  it('has a depth only where it is direct, and its replacement', () => {
    const found = uses('require a.example v1.0.0\nrequire b.example v1.0.0 // indirect\nreplace b.example => ../b');
    expect(found).toMatchObject([
      { depth: 1, depthState: 'declared', replace: undefined, trail: [{ path: 'a.example', version: 'v1.0.0' }] },
      { depth: undefined, depthState: 'unknown', replace: { path: '../b', version: '' }, direct: false },
    ]);
  });

  it('is the workspace’s own where that builds it from a folder', () => {
    const found = uses('require a.example v1.0.0\nrequire b.example v1.0.0', new Set(['b.example']));
    expect(found.map((use) => 'own' in use)).toEqual([false, true]);
  });
});
