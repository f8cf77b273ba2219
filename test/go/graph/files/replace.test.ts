/** What replace and exclude directives do to a graph. */
import { describe, expect, it } from 'vitest';
import { graphCommand, runToEnd } from '../../../../src/go/graph/run.ts';
import { built, graphOf, INPUT, lines, messageOf, type Universe, worldOf } from '../universe.ts';

const main = (directives: string): Record<string, string> => ({
  '/m/go.mod': `module m.example/main\ngo 1.17\nrequire x.example/a v1.0.0\n${directives}\n`,
});

/** Every go.mod requires a module that is named after itself, so that the graph tells which one was read. */
const mods = {
  'x.example/a@v1.0.0': 'go 1.17\nrequire read.example/a v1.0.0\n',
  'x.example/a@v1.1.0': 'go 1.17\nrequire read.example/a v1.1.0\n',
  'x.example/fork@v1.0.0': 'go 1.17\nrequire read.example/fork v1.0.0\n',
  'x.example/renamed@v1.0.0': 'module x.example/a\ngo 1.17\nrequire read.example/renamed v1.0.0\n',
  'x.example/third@v1.0.0': 'module x.example/other\ngo 1.17\n',
};
const folders = {
  '/m/local/go.mod': 'module never.example/checked\ngo 1.17\nrequire read.example/local v1.0.0\n',
  '/side/go.mod': 'go 1.17\nrequire read.example/side v1.0.0\n',
};

describe('a replacement', () => {
  it.each([
    ['', 'a@v1.0.0'],
    ['replace x.example/a => x.example/fork v1.0.0', 'fork@v1.0.0'],
    ['replace x.example/a v1.0.0 => x.example/a v1.1.0', 'a@v1.1.0'],
    // Version first, then wildcard, in whatever order they stand.
    ['replace x.example/a => x.example/fork v1.0.0\nreplace x.example/a v1.0.0 => x.example/a v1.1.0', 'a@v1.1.0'],
    // Of another version: not met.
    ['replace x.example/a v1.2.0 => x.example/fork v1.0.0', 'a@v1.0.0'],
    // The result is never looked up again.
    ['replace x.example/a => x.example/fork v1.0.0\nreplace x.example/fork => ./local', 'fork@v1.0.0'],
    // A fork may keep the original's name.
    ['replace x.example/a => x.example/renamed v1.0.0', 'renamed@v1.0.0'],
    // A folder may call its module anything, or nothing.
    ['replace x.example/a => ./local', 'local@v1.0.0'],
    ['replace x.example/a => ../side', 'side@v1.0.0'],
    ['replace x.example/a => /side/', 'side@v1.0.0'],
    // The same twice is no conflict.
    ['replace x.example/a => ./local\nreplace x.example/a => ./local', 'local@v1.0.0'],
    // Never met, so never opened.
    ['replace x.example/unused => ./not/there', 'a@v1.0.0'],
  ])('%s', async (directives, read) => {
    const universe: Universe = { files: { ...main(directives), ...folders }, mods };
    // The graph names the original; only its requirements are the replacement's.
    expect(await lines(universe)).toEqual([
      'm.example/main go@1.17',
      'm.example/main x.example/a@v1.0.0',
      `x.example/a@v1.0.0 read.example/${read}`,
    ]);
  });

  it('is shown in the build list as it is written', async () => {
    const { buildList } = await graphOf({ files: { ...main('replace x.example/a => ./local'), ...folders }, mods });
    expect(buildList[2]).toEqual({
      path: 'x.example/a',
      version: 'v1.0.0',
      main: false,
      indirect: false,
      direct: true,
      replace: { path: './local', version: '' },
      goVersion: '1.17',
    });
  });

  it.each([
    [
      'replace x.example/a => ./local\nreplace x.example/a => ../side',
      'go: conflicting replacements for x.example/a:\n\t./local\n\t../side',
    ],
    [
      'replace x.example/a v1.0.0 => x.example/fork v1.0.0\nreplace x.example/a v1.0.0 => ./local',
      'go: conflicting replacements for x.example/a@v1.0.0:\n\tx.example/fork@v1.0.0\n\t./local',
    ],
    [
      'replace x.example/a => ./gone',
      'go: x.example/a@v1.0.0 (replaced by ./gone): reading gone/go.mod: open /m/gone/go.mod: no such file or directory',
    ],
    [
      'replace x.example/a => x.example/third v1.0.0',
      'go: x.example/a@v1.0.0 (replaced by x.example/third@v1.0.0): parsing go.mod:\n' +
        '\tmodule declares its path as: x.example/other\n\t        but was required as: x.example/a',
    ],
  ])('%s is an error', async (directives, message) => {
    expect(await messageOf(graphOf({ files: { ...main(directives), ...folders }, mods }))).toBe(message);
  });

  it('that leads out of what may be read is something lacking, not an error of the module', async () => {
    const universe: Universe = { files: main('replace x.example/a => ../../elsewhere'), mods };
    const world = worldOf(universe);
    const run = await runToEnd(graphCommand(INPUT), {
      ...world,
      read: (files) =>
        files.map((file) =>
          universe.files[file] === undefined && file.startsWith('/elsewhere')
            ? { known: false, why: 'private', detail: 'outside the repository' }
            : { known: true, text: universe.files[file] ?? '' },
        ),
    });
    expect(run).toMatchObject({
      kind: 'error',
      error: { missing: [{ reply: { why: 'private', detail: 'outside the repository' } }] },
    });
  });

  it('in a dependency does not count, nor does an exclude', async () => {
    const universe: Universe = {
      files: main(''),
      mods: {
        'x.example/a@v1.0.0': 'require x.example/b v1.0.0\nreplace x.example/b => ./b\nexclude x.example/b v1.0.0\n',
        'x.example/b@v1.0.0': '',
      },
    };
    expect(await built(universe)).toEqual(['m.example/main', 'x.example/a@v1.0.0', 'x.example/b@v1.0.0']);
  });
});

describe('an excluded version', () => {
  const universe = (exclude: string): Universe => ({
    files: {
      '/m/go.mod': `module m.example/main\ngo 1.16\nrequire (\n x.example/a v1.0.0\n x.example/b v1.0.0\n)\n${exclude}\n`,
    },
    mods: {
      'x.example/a@v1.0.0': 'require x.example/c v1.0.0\n',
      'x.example/b@v1.0.0': 'require x.example/c v1.1.0\n',
      'x.example/c@v1.0.0': '',
      'x.example/c@v1.1.0': '',
      'x.example/c@v1.2.0': '',
    },
  });
  it.each([
    ['', 'v1.1.0'],
    // Since Go 1.16 a requirement on it is dropped; it does not move to the next version.
    ['exclude x.example/c v1.1.0', 'v1.0.0'],
    ['exclude x.example/c v1.0.0', 'v1.1.0'],
    ['exclude (\n x.example/c v1.0.0\n x.example/c v1.1.0\n)', undefined],
    ['exclude x.example/c v1.2.0', 'v1.1.0'],
  ])('%s', async (exclude, version) => {
    const graph = await graphOf(universe(exclude));
    expect(graph.selected('x.example/c')).toBe(version);
    expect(graph.selected('x.example/b')).toBe('v1.0.0');
  });

  it('that the main module requires is left out, and go says so', async () => {
    const run = await runToEnd(graphCommand(INPUT), worldOf(universe('exclude x.example/b v1.0.0')));
    expect(run).toMatchObject({
      kind: 'done',
      notices: ['go: dropping requirement on excluded version x.example/b v1.0.0'],
      value: {
        buildList: [{ path: 'm.example/main' }, { path: 'x.example/a' }, { path: 'x.example/c', version: 'v1.0.0' }],
      },
    });
  });

  it('is meant as it is required, before replacement', async () => {
    const replaced = universe('exclude x.example/c v1.2.0\nreplace x.example/c => x.example/c v1.2.0');
    expect((await graphOf(replaced)).selected('x.example/c')).toBe('v1.1.0');
  });
});
