/** Vendor mode: when it is chosen, what contradicts, and the graph that vendor/modules.txt stands for. */
import { describe, expect, it } from 'vitest';
import { parsedGraph } from '../../../../src/go/graph/parsed-files.ts';
import { parseMod } from '../../../../src/go/modfile/parse-mod.ts';
import { parseVendor } from '../../../../src/go/vendor/modules-txt.ts';
import { source } from '../../../../src/text/source.ts';
import { graphOf, listOf, messageOf, type Universe } from '../universe.ts';

const LIST = `# x.example/a v1.0.0
## explicit; go 1.17
x.example/a
# x.example/b v1.2.0
## explicit
x.example/b/pkg
# x.example/c v1.0.0 => ./c
## explicit
# x.example/d => x.example/fork v1.0.0
`;
const MOD = `module m.example/main

go 1.17

require (
	x.example/a v1.0.0
	x.example/b v1.2.0 // indirect
	x.example/c v1.0.0
)

replace x.example/c v1.0.0 => ./c

replace x.example/d => x.example/fork v1.0.0
`;

const vendored = (list = LIST, mod = MOD): Universe => ({ files: { '/m/go.mod': mod, '/m/vendor/modules.txt': list } });
const check = (universe: Universe, mod?: 'vendor' | 'readonly') =>
  listOf(universe, { mod: mod as never, command: 'list' }, 'mains');

const HEAD = 'go: inconsistent vendoring in /m:\n';
const TAIL =
  '\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor';

describe('a vendor directory', () => {
  it('accepts a consistent vendor folder', async () => {
    expect(await check(vendored())).toEqual([
      { path: 'm.example/main', version: '', main: true, indirect: false, goVersion: '1.17' },
    ]);
    const paths = await listOf(vendored(), { mod: 'vendor' }, ['x.example/b', 'x.example/c']);
    expect(paths).toEqual([
      { path: 'x.example/b', version: 'v1.2.0', main: false, indirect: true },
      { path: 'x.example/c', version: 'v1.0.0', main: false, indirect: false, replace: { path: './c', version: '' } },
    ]);
  });

  it.each([
    [
      LIST.replace('## explicit; go 1.17\n', ''),
      MOD,
      'x.example/a@v1.0.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt',
    ],
    [
      LIST.replace('b v1.2.0', 'b v1.2.1'),
      MOD,
      'x.example/b@v1.2.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt\n' +
        '\tx.example/b@v1.2.1: is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod',
    ],
    [
      LIST.replace(' => ./c', ''),
      MOD,
      'x.example/c@v1.0.0: is replaced in go.mod, but not marked as replaced in vendor/modules.txt',
    ],
    [
      LIST.replace('fork v1.0.0', 'fork v1.1.0'),
      MOD,
      'x.example/d: is replaced by x.example/fork@v1.0.0 in go.mod, but marked as replaced by x.example/fork@v1.1.0 in vendor/modules.txt',
    ],
    [
      LIST,
      MOD.replace('replace x.example/d => x.example/fork v1.0.0\n', ''),
      'x.example/d: is marked as replaced in vendor/modules.txt, but not replaced in go.mod',
    ],
  ])('inconsistent: %#', async (list, mod, problem) => {
    expect(await messageOf(check(vendored(list, mod)))).toBe(`${HEAD}\t${problem}${TAIL}`);
    // Readonly does not look.
    expect(await check(vendored(list, mod), 'readonly')).toHaveLength(1);
  });

  it('of Go below 1.14 is not chosen, and asked for tells only plain contradictions', async () => {
    const old = MOD.replace('go 1.17', 'go 1.13');
    const bare = '# x.example/a v1.0.0\nx.example/a\n# x.example/b v1.2.1\nx.example/b\n';
    expect(await check(vendored(bare, old))).toHaveLength(1);
    expect(await messageOf(check(vendored(bare, old), 'vendor'))).toBe(
      `${HEAD}\tx.example/b@v1.2.0: is explicitly required in go.mod, but vendor/modules.txt indicates x.example/b@v1.2.1${TAIL}`,
    );
  });

  it('with a module that is no root is refused', async () => {
    const list = `${LIST}# x.example/extra v1.0.0\nx.example/extra\n`;
    expect(await messageOf(check(vendored(list)))).toBe(
      'go: vendored module x.example/extra@v1.0.0 should be required explicitly in go.mod\n' +
        'go: updates to go.mod needed, disabled by -mod=vendor\n\t(Go version in go.mod is at least 1.14 and vendor directory exists.)\n\tto update it:\n\tgo mod tidy',
    );
  });

  it('of a newer Go is refused', async () => {
    expect(await messageOf(check(vendored(LIST.replace('go 1.17', 'go 1.99'))))).toBe(
      'go: x.example/a in vendor/modules.txt requires go >= 1.99 (running go 1.26.8)',
    );
  });

  it('made for a workspace counts in a workspace only', async () => {
    const work = vendored(`## workspace\n${LIST}`);
    expect(await listOf(work, { mod: undefined as never }, 'mains')).toHaveLength(1);
    const files = { '/m/go.work': 'go 1.22\nuse .\n', ...work.files };
    const message = await messageOf(
      listOf({ files }, { mod: undefined as never, work: '/m/go.work' }, ['x.example/nope']),
    );
    expect(message).toBe(
      "go: module x.example/nope: can't resolve module using the vendor directory\n\t(Use -mod=mod or -mod=readonly to bypass.)",
    );
  });

  it('cannot tell all modules', async () => {
    const bypass = 'using the vendor directory\n\t(Use -mod=mod or -mod=readonly to bypass.)';
    expect(await messageOf(listOf(vendored(), { mod: 'vendor' }))).toBe(`go: can't compute 'all' ${bypass}`);
    expect(await messageOf(listOf(vendored(), { mod: 'vendor' }, 'updates'))).toBe(
      `go: can't determine available upgrades ${bypass}`,
    );
  });

  it('without modules.txt is an empty one', async () => {
    const files = { '/m/go.mod': 'module m.example/main\ngo 1.17\nrequire x.example/a v1.0.0\n', '/m/vendor/x': '' };
    expect(await messageOf(check({ files }))).toBe(
      `${HEAD}\tx.example/a@v1.0.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt${TAIL}`,
    );
  });

  it('stands for the roots in a pruned module, for a list below a made-up one in an unpruned', async () => {
    const pruned = await graphOf(vendored(), { command: 'list', mod: 'vendor' });
    expect(pruned.buildList.map(({ path }) => path)).toEqual([
      'm.example/main',
      'x.example/a',
      'x.example/b',
      'x.example/c',
    ]);
    const old = vendored(`${LIST}# x.example/deep v1.0.0\nx.example/deep\n`, MOD.replace('go 1.17', 'go 1.16'));
    const unpruned = await graphOf(old, { command: 'list', mod: 'vendor' });
    expect(unpruned.selected('x.example/deep')).toBe('v1.0.0');
  });
});

describe('problems over parsed files', () => {
  it('name the line that modules.txt contradicts', () => {
    const { file } = parseMod(source('go.mod', MOD));
    const asked = parsedGraph({ members: [{ folder: '/m', file }] });
    expect(asked.vendor(parseVendor(source('vendor/modules.txt', LIST)))).toEqual([]);
    const list = LIST.replace('## explicit; go 1.17\n', '').replace('fork v1.0.0', 'fork v1.1.0');
    const problems = asked.vendor(parseVendor(source('vendor/modules.txt', `${list}# x.example/e => ./e\n`)));
    expect(problems.map(({ module, line }) => [module.path, line?.token.join(' ')])).toEqual([
      ['x.example/a', 'x.example/a v1.0.0'],
      ['x.example/d', 'replace x.example/d => x.example/fork v1.0.0'],
      ['x.example/e', undefined],
    ]);
  });
});
