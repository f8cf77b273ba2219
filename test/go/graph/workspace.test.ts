/** Graphs of go.work workspaces: members as roots, the fix-point, whose replaces count, and what Go refuses. */
import { describe, expect, it } from 'vitest';
import { built, GONE, graphOf, INPUT, lines, listOf, messageOf, type Universe } from './universe.ts';

const WORK = { work: '/w/go.work', cwd: '/w', folder: '/w' };

/** Members `one`, `two`, … in folders of their names. */
function workspace(members: Record<string, string>, mods: Record<string, string> = {}, work = 'go 1.20\n'): Universe {
  const files: Record<string, string> = {
    '/w/go.work': `${work}\nuse (\n${Object.keys(members)
      .map((m) => ` ./${m}\n`)
      .join('')})\n`,
  };
  for (const [name, text] of Object.entries(members)) files[`/w/${name}/go.mod`] = `module w.example/${name}\n${text}`;
  return { files, mods };
}

describe('a workspace', () => {
  it('has its members, go and toolchain for roots, sorted; the toolchain lines of members do not count', async () => {
    const universe = workspace(
      {
        two: 'go 1.21.1\ntoolchain go1.25.0\nrequire x.example/b v1.0.0\n',
        one: 'go 1.20\nrequire x.example/a v1.0.0\n',
      },
      {
        'x.example/a@v1.0.0': 'go 1.17\n',
        'x.example/b@v1.0.0': 'go 1.17\nrequire x.example/a v1.1.0\n',
        'x.example/a@v1.1.0': '',
      },
      'go 1.22.0\ntoolchain go1.23.4\n',
    );
    expect(await lines(universe, WORK)).toEqual([
      'go@1.22.0 toolchain@go1.22.0',
      'w.example/one x.example/a@v1.0.0',
      'w.example/two x.example/b@v1.0.0',
      'w.example/two go@1.21.1',
      // Not a root, but nearer to the roots than what a requires.
      'x.example/b@v1.0.0 x.example/a@v1.1.0',
      'go@1.21.1 toolchain@go1.21.1',
    ]);
    const graph = await graphOf(universe, WORK);
    expect(graph.roots.map(({ path, version }) => `${path}@${version}`)).toEqual([
      'go@1.22.0',
      'toolchain@go1.23.4',
      'w.example/one@',
      'w.example/two@',
    ]);
    expect(graph.main.map(({ path, folder }) => [path, folder])).toEqual([
      ['w.example/two', '/w/two'],
      ['w.example/one', '/w/one'],
    ]);
  });

  it('prunes below each member as below a main module of its own', async () => {
    const mods = {
      'x.example/a@v1.0.0': 'go 1.17\nrequire x.example/b v1.0.0\n',
      'x.example/b@v1.0.0': 'go 1.17\nrequire x.example/c v1.0.0\n',
      'x.example/c@v1.0.0': 'go 1.17\n',
    };
    expect(await built(workspace({ one: 'go 1.17\nrequire x.example/a v1.0.0\n' }, mods), WORK)).not.toContain(
      'x.example/c@v1.0.0',
    );
    expect(await built(workspace({ one: 'go 1.16\nrequire x.example/a v1.0.0\n' }, mods), WORK)).toContain(
      'x.example/c@v1.0.0',
    );
  });

  it('loads what is selected above a requirement of a member, and so on', async () => {
    const universe = workspace(
      { one: 'go 1.17\nrequire x.example/a v1.0.0\n', two: 'go 1.17\nrequire x.example/raises v1.0.0\n' },
      {
        'x.example/a@v1.0.0': 'go 1.17\n',
        'x.example/raises@v1.0.0': 'go 1.17\nrequire x.example/a v1.1.0\n',
        'x.example/a@v1.1.0': 'go 1.17\nrequire x.example/c v1.1.0\n',
        'x.example/c@v1.1.0': 'go 1.17\nrequire x.example/end v1.0.0\n',
        'x.example/end@v1.0.0': 'go 1.17\nrequire x.example/beyond v1.0.0\n',
      },
    );
    // a@v1.1.0 is loaded, since one asks for a@v1.0.0, as if it were a member; what its requirements require is beyond the horizon.
    expect(await lines(universe, WORK)).toContain('x.example/a@v1.1.0 x.example/c@v1.1.0');
    expect(await lines(universe, WORK)).toContain('x.example/c@v1.1.0 x.example/end@v1.0.0');
    expect(await built(universe, WORK)).not.toContain('x.example/beyond@v1.0.0');
  });

  it('needs a version that one member requires of another to exist, although the member is what is built', async () => {
    const members = { one: 'go 1.17\nrequire w.example/two v1.0.0\n', two: 'go 1.17\n' };
    const missing = `go: w.example/two@v1.0.0: ${GONE.detail}`;
    expect(await messageOf(graphOf(workspace(members), WORK))).toBe(
      `go: w.example/two@v1.0.0: ${GONE.detail}`.replace(missing, missing),
    );
    expect(await built(workspace(members, { 'w.example/two@v1.0.0': 'go 1.17\n' }), WORK)).toEqual([
      'w.example/one',
      'w.example/two',
    ]);
    const replaced = workspace(members, {}, 'go 1.20\nreplace w.example/two v1.0.0 => ./two\n');
    expect(await built(replaced, WORK)).toEqual(['w.example/one', 'w.example/two']);
    const excluded = workspace({ ...members, two: 'go 1.17\nexclude w.example/two v1.0.0\n' });
    expect(await built(excluded, WORK)).toEqual(['w.example/one', 'w.example/two']);
  });

  it('never says that go.mod files need updates', async () => {
    const raised = workspace(
      { one: 'go 1.17\nrequire x.example/a v1.0.0\nrequire x.example/raises v1.0.0\n' },
      { 'x.example/a@v1.0.0': '', 'x.example/a@v1.1.0': '', 'x.example/raises@v1.0.0': 'require x.example/a v1.1.0\n' },
    );
    const list = await listOf(raised, { ...WORK, mod: 'readonly' });
    expect(list.map(({ path, version, main }) => [path, version, main])).toEqual([
      ['w.example/one', '', true],
      ['x.example/a', 'v1.1.0', false],
      ['x.example/raises', 'v1.0.0', false],
    ]);
  });

  it('without members has nothing to list, and an empty graph', async () => {
    const none = { files: { '/w/go.work': 'go 1.22\n' } };
    expect(await lines(none, WORK)).toEqual([]);
    expect(await messageOf(listOf(none, { ...WORK, mod: 'readonly' }))).toBe(
      `go: cannot match "all": no modules were found in the current workspace; see 'go help work'`,
    );
  });
});

describe('replaces in a workspace', () => {
  const mods = {
    'x.example/a@v1.0.0': 'require read.example/a v1.0.0\n',
    'x.example/a@v1.1.0': 'require read.example/a v1.1.0\n',
    'x.example/fork@v1.0.0': 'require read.example/fork v1.0.0\n',
    'x.example/fork@v1.1.0': 'require read.example/fork v1.1.0\n',
    'read.example/a@v1.0.0': '',
    'read.example/a@v1.1.0': '',
    'read.example/fork@v1.0.0': '',
    'read.example/fork@v1.1.0': '',
  };
  const REQUIRE = 'go 1.17\nrequire x.example/a v1.0.0\n';
  const wild = 'replace x.example/a => x.example/fork v1.0.0\n';
  const exact = 'replace x.example/a v1.0.0 => x.example/fork v1.1.0\n';
  it.each([
    ['of one member count for all', { one: `${REQUIRE}${wild}`, two: REQUIRE }, '', 'fork@v1.0.0'],
    // The last member that matches wins, here silently.
    ['specific first, wildcard later', { one: `${REQUIRE}${exact}`, two: `${REQUIRE}${wild}` }, '', 'fork@v1.0.0'],
    ['of go.work win', { one: `${REQUIRE}${wild}` }, 'replace x.example/a => x.example/a v1.1.0\n', 'a@v1.1.0'],
    // A specific one in go.work hides no member's wildcard for other versions.
    [
      'of another version in go.work',
      { one: `${REQUIRE}${wild}` },
      'replace x.example/a v1.5.0 => x.example/a v1.1.0\n',
      'fork@v1.0.0',
    ],
  ])('%s', async (_name, members, work, read) => {
    const [path, version] = read.split('@');
    const graph = await graphOf(workspace(members, mods, `go 1.20\n${work}`), WORK);
    expect(graph.requirements({ path: 'x.example/a', version: 'v1.0.0' })).toEqual([
      { path: `read.example/${path}`, version },
    ]);
  });

  it('to folders are relative to the file they stand in, and shown relative to go.work', async () => {
    const universe = workspace({ one: `${REQUIRE}replace x.example/a => ../local\n` }, mods);
    const files = { ...universe.files, '/w/local/go.mod': 'module any.example/name\ngo 1.17\n' };
    const { buildList } = await graphOf({ ...universe, files }, WORK);
    expect(buildList.at(-1)).toMatchObject({ path: 'x.example/a', replace: { path: './local', version: '' } });
  });

  it.each([
    [
      { one: `${REQUIRE}replace x.example/a => ./l\n`, two: `${REQUIRE}replace x.example/a => ./l\n` },
      '',
      'go: conflicting replacements for x.example/a:\n\t/w/one/l\n\t/w/two/l\nrun "go work edit -replace x.example/a=[override]" to resolve the conflict',
    ],
    // A wildcard first and a specific one later: the one case that is noticed only when a module is looked up; go goes on, and fails.
    [
      { one: `${REQUIRE}${wild}`, two: `${REQUIRE}${exact}` },
      '',
      'conflicting replacements found for x.example/a@v1.0.0 in workspace modules defined by /w/one/go.mod and /w/two/go.mod',
    ],
    [
      { one: REQUIRE },
      'replace w.example/one => ./one\n',
      'go: workspace module w.example/one is replaced at all versions in the go.work file. To fix, remove the replacement from the go.work file, or specify the version to replace.',
    ],
    [
      { one: REQUIRE },
      'replace (\n x.example/a => ./x\n x.example/a => ./y\n)\n',
      'go: conflicting replacements for x.example/a:\n\t./x\n\t./y',
    ],
  ])('conflict: %j %j', async (members, work, message) => {
    expect(await messageOf(graphOf(workspace(members, mods, `go 1.20\n${work}`), WORK))).toBe(message);
  });
});

it('a conflict noticed at look-up is said each time that go looks', async () => {
  const require = 'go 1.17\nrequire x.example/a v1.0.0\n';
  const universe = workspace(
    {
      one: `${require}replace x.example/a => x.example/fork v1.0.0\n`,
      two: `${require}replace x.example/a v1.0.0 => x.example/fork v1.1.0\n`,
    },
    { 'x.example/fork@v1.0.0': 'go 1.17\n', 'x.example/fork@v1.1.0': 'go 1.17\n' },
  );
  const said = async (promise: Promise<unknown>) => (await messageOf(promise)).split('\n').length;
  const input = { ...WORK, mod: 'readonly' } as const;
  // As often as go 1.26 does.
  expect(await said(graphOf(universe, WORK))).toBe(1);
  expect(await said(listOf(universe, input))).toBe(4);
  expect(await said(listOf(universe, input, 'updates'))).toBe(3);
});

describe('a go.work that is wrong', () => {
  const at = (files: Record<string, string>, input = {}) => messageOf(graphOf({ files }, { ...WORK, ...input }));
  const ONE = { '/w/one/go.mod': 'module w.example/one\ngo 1.22\n' };
  it.each([
    [
      { '/w/go.work': 'use ./one\nuse ./x/../one\n', ...ONE },
      'go: error loading go.work:\ngo.work:2: path /w/one appears multiple times in workspace',
    ],
    [
      { '/w/go.work': 'go 1.22\nuse ./gone\n' },
      'go: cannot load module gone listed in go.work file: open gone/go.mod: no such file or directory',
    ],
    [
      { '/w/go.work': 'use ./one\n', ...ONE },
      'go: module one listed in go.work file requires go >= 1.22, but go.work implicitly requires go 1.18; to update it:\n\tgo work use',
    ],
    [
      { '/w/go.work': 'go 1.21\nuse ./one\n', ...ONE },
      'go: module one listed in go.work file requires go >= 1.22, but go.work lists go 1.21; to update it:\n\tgo work use',
    ],
    [{ '/w/go.work': 'go 1.99\n' }, 'go: go.work requires go >= 1.99 (running go 1.26.8)'],
    [{ '/w/go.work': 'frob\n' }, 'go: errors parsing go.work:\ngo.work:1: unknown directive: frob'],
    [
      { '/w/go.work': 'go 1.22\nuse ./one\nuse ./two\n', ...ONE, '/w/two/go.mod': 'module w.example/one\n' },
      'go: module w.example/one appears multiple times in workspace',
    ],
  ])('%j', async (files, message) => {
    expect(await at(files as unknown as Record<string, string>)).toBe(message);
  });

  it('is named as seen from where go runs', async () => {
    const file = '/w/some/way/down/go.work';
    const input = { cwd: '/w/some/way/down/here', work: file };
    expect(await at({ [file]: 'frob\n' }, input)).toBe(
      'go: errors parsing go.work:\n../go.work:1: unknown directive: frob',
    );
  });

  it('does not go together with -mod=mod', async () => {
    const universe = workspace({ one: 'go 1.17\n' });
    expect(await messageOf(listOf(universe, { ...INPUT, ...WORK, mod: 'mod', command: 'list' }))).toMatch(
      /^go: -mod may only be set to readonly or vendor when in workspace mode, but it is set to "mod"\n\tRemove/,
    );
    expect(await lines(universe, { ...WORK, mod: 'mod' })).toEqual([]);
  });
});
