/** The roots of a graph: repeated and raised requirements, go and toolchain lines, and when readonly refuses. */
import { describe, expect, it } from 'vitest';
import { graphOf, lines, listOf, messageOf, type Universe } from './universe.ts';

const DIRTY = 'go: updates to go.mod needed, disabled by -mod=readonly; to update it:\n\tgo mod tidy';

const MODS = {
  'x.example/a@v1.0.0': 'go 1.17\nrequire x.example/by-old v1.0.0\n',
  'x.example/a@v1.1.0': 'go 1.17\nrequire x.example/by-new v1.0.0\n',
  'x.example/by-old@v1.0.0': 'go 1.17\n',
  'x.example/by-new@v1.0.0': 'go 1.17\n',
  'x.example/raises@v1.0.0': 'go 1.17\nrequire x.example/a v1.1.0\n',
  'x.example/modern@v1.0.0': 'go 1.23.1\n',
  'x.example/plain@v1.0.0': 'go 1.17\n',
};

/** go.sum with a line for every go.mod above, so that readonly gets to its last check. */
async function universe(gomod: string): Promise<Universe> {
  const { goModHash } = await import('../../../src/go/graph/files/sums.ts');
  const sum = Object.entries(MODS).map(([key, text]) => {
    const [path, version] = key.split('@') as [string, string];
    return `${path} ${version}/go.mod ${goModHash(`module ${path}\n${text}`)}\n`;
  });
  return { files: { '/m/go.mod': `module m.example/main\n${gomod}\n`, '/m/go.sum': sum.join('') }, mods: MODS };
}

const readonly = async (gomod: string) => listOf(await universe(gomod), { mod: 'readonly' });

describe('a path required twice', () => {
  it('in a pruned module: the lower one is forgotten without a look', async () => {
    const two = await universe('go 1.17\nrequire x.example/a v1.0.0\nrequire x.example/a v1.1.0');
    expect(await lines(two)).toEqual([
      'm.example/main go@1.17',
      'm.example/main x.example/a@v1.1.0',
      'x.example/a@v1.1.0 x.example/by-new@v1.0.0',
    ]);
    expect(await messageOf(listOf(two, { mod: 'readonly' }))).toBe(DIRTY);
  });

  it('in an unpruned module: both are loaded', async () => {
    const two = await universe('go 1.16\nrequire x.example/a v1.0.0\nrequire x.example/a v1.1.0');
    expect(await lines(two)).toEqual([
      'm.example/main go@1.16',
      'm.example/main x.example/a@v1.1.0',
      'm.example/main x.example/by-old@v1.0.0',
      'x.example/a@v1.1.0 x.example/by-new@v1.0.0',
    ]);
  });

  it('at the same version is no reason to complain', async () => {
    expect(await readonly('go 1.17\nrequire x.example/a v1.0.0\nrequire x.example/a v1.0.0')).toHaveLength(3);
  });
});

describe('a root below its selected version', () => {
  it('is raised, and what the higher one requires comes in', async () => {
    const raised = await universe('go 1.17\nrequire x.example/a v1.0.0\nrequire x.example/raises v1.0.0');
    expect(await lines(raised)).toEqual([
      'm.example/main go@1.17',
      'm.example/main x.example/a@v1.1.0',
      'm.example/main x.example/raises@v1.0.0',
      'x.example/a@v1.1.0 x.example/by-new@v1.0.0',
      'x.example/raises@v1.0.0 x.example/a@v1.1.0',
    ]);
    expect(await messageOf(listOf(raised, { mod: 'readonly' }))).toBe(DIRTY);
    // Without an explicit -mod the message is shorter.
    const { mod: _mod, ...bare } = { mod: undefined };
    expect(await messageOf(listOf(raised, { ...bare, mod: undefined as never }))).toBe(
      'go: updates to go.mod needed; to update it:\n\tgo mod tidy',
    );
  });

  it('may be the go line: it is a root like any other', async () => {
    const modern = await universe('go 1.21\nrequire x.example/modern v1.0.0');
    expect(await lines(modern)).toContain('m.example/main go@1.23.1');
    expect(await messageOf(listOf(modern, { mod: 'readonly' }))).toBe(DIRTY);
    // A dependency's go line below 1.21 is no requirement.
    expect(await lines(await universe('go 1.17\nrequire x.example/plain v1.0.0'))).toContain('m.example/main go@1.17');
  });
});

describe('a toolchain line', () => {
  it.each([
    ['go 1.21.0\ntoolchain go1.22.1', true],
    // It says no more than the go line, no Go that knows it would read it, or it names nothing.
    ['go 1.21.0\ntoolchain go1.21.0', false],
    ['go 1.20\ntoolchain go1.20.5', false],
    ['go 1.21.0\ntoolchain default', false],
  ])('%j', async (gomod, fine) => {
    const list = readonly(`${gomod}\nrequire x.example/plain v1.0.0`);
    if (fine) expect((await list).map(({ path }) => path)).toEqual(['m.example/main', 'x.example/plain']);
    else expect(await messageOf(list)).toBe(DIRTY);
  });
});

describe('a go.mod without go line', () => {
  it('is read as one of Go 1.16', async () => {
    const none = await universe('require x.example/plain v1.0.0');
    expect(await lines(none)).toEqual(['m.example/main go@1.16', 'm.example/main x.example/plain@v1.0.0']);
    expect((await listOf(none, { mod: 'readonly' }))[0]).toMatchObject({ goVersion: '1.16' });
  });

  it('gets the running one where go may write, and all that an unpruned graph has become roots', async () => {
    const none = await universe('require x.example/a v1.0.0');
    const list = await listOf(none, { mod: 'mod' });
    expect(list.map(({ path, goVersion }) => [path, goVersion])).toEqual([
      ['m.example/main', '1.26.8'],
      ['x.example/a', '1.17'],
      ['x.example/by-old', '1.17'],
    ]);
  });
});

describe('versions that are not canonical', () => {
  const branch = (extra: Partial<Universe> = {}): Universe => ({
    files: { '/m/go.mod': 'module m.example/main\ngo 1.17\nrequire x.example/a v1\n' },
    mods: { 'x.example/a@v1.0.0': 'go 1.17\n', 'x.example/a@v1.4.0': 'go 1.17\n', 'x.example/a@v2.0.0': '' },
    ...extra,
  });
  it('are queries', async () => {
    expect((await graphOf(branch())).selected('x.example/a')).toBe('v1.4.0');
  });

  it('fail in the words of the parser', async () => {
    const files = { '/m/go.mod': 'module m.example/main\ngo 1.17\nrequire (\n\tx.example/a master\n)\n' };
    expect(await messageOf(graphOf(branch({ files })))).toBe(
      'go: errors parsing go.mod:\ngo.mod:4:2: require x.example/a: version "master" invalid: reading https://goproxy.example: 404 Not Found',
    );
  });
});
