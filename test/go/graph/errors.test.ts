/** What the go command says when a graph cannot be loaded. */
import { describe, expect, it } from 'vitest';
import { goModHash } from '../../../src/go/graph/files/sums.ts';
import { GONE, graphOf, lines, listOf, messageOf, type Universe } from './universe.ts';

const MAIN = 'module m.example/main\ngo 1.16\nrequire (\n x.example/a v1.0.0\n x.example/z v1.0.0\n)\n';

function universe(mods: Record<string, string>, files: Record<string, string> = {}): Universe {
  return {
    files: { '/m/go.mod': MAIN, ...files },
    mods: { 'x.example/a@v1.0.0': 'require x.example/b v1.0.0\n', 'x.example/z@v1.0.0': '', ...mods },
  };
}

describe('of several failures the first breadth first is told', () => {
  it('with the chain that leads to it, without the main module', async () => {
    const broken = universe({ 'x.example/b@v1.0.0': 'require x.example/c v1.0.0\nrequire x.example/d v1.0.0\n' });
    expect(await messageOf(graphOf(broken))).toBe(
      `go: x.example/a@v1.0.0 requires\n\tx.example/b@v1.0.0 requires\n\tx.example/c@v1.0.0: ${GONE.detail}`,
    );
  });

  it('nearer ones first', async () => {
    const broken = universe({
      'x.example/b@v1.0.0': 'require x.example/c v1.0.0\n',
      'x.example/z@v1.0.0': 'banana(\n',
    });
    expect(await messageOf(graphOf(broken))).toBe(
      'go: x.example/z@v1.0.0: parsing go.mod: go.mod:3: syntax error (unterminated block started at go.mod:2:1)',
    );
  });
});

describe('a go.mod that is wrong', () => {
  it.each([
    [
      'require x.example/b master\n',
      'parsing go.mod: go.mod:2: require x.example/b: version "master" invalid: must be of the form v1.2.3',
    ],
    [
      'require x.example/b v2.0.0\n',
      'parsing go.mod: go.mod:2: require x.example/b: version "v2.0.0" invalid: should be v0 or v1, not v2',
    ],
    ['go banana\n', "parsing go.mod: go.mod:2: invalid go version 'banana': must match format 1.23.0"],
    ['module\n', 'parsing go.mod: go.mod:1: usage: module module/path'],
    [
      'module y.example/a\n',
      'parsing go.mod:\n\tmodule declares its path as: y.example/a\n\t        but was required as: x.example/a',
    ],
    ['go 1.27\n', 'module x.example/a@v1.0.0 requires go >= 1.27 (running go 1.26.8)'],
  ])('%j', async (text, message) => {
    expect(await messageOf(graphOf(universe({ 'x.example/a@v1.0.0': text })))).toBe(
      `go: x.example/a@v1.0.0: ${message}`,
    );
  });

  it.each([
    // Read laxly: what Go does not know, and what counts only in a main module, is skipped.
    ['frobnicate x y z\nreplace nonsense\nexclude\ngo 1.18-custom\n'],
    ['go 1.20.99\n'],
  ])('may be fine in a dependency: %j', async (text) => {
    expect((await graphOf(universe({ 'x.example/a@v1.0.0': text }))).selected('x.example/a')).toBe('v1.0.0');
  });

  it('is never too new for a Go that may be replaced by a newer one', async () => {
    const newer = universe({ 'x.example/a@v1.0.0': 'go 1.99\n' });
    const graph = await graphOf(newer, { running: undefined as never });
    expect(graph.selected('go')).toBe('1.99');
  });
});

describe('a main go.mod that is wrong', () => {
  const own = (text: string) => ({ files: { '/m/go.mod': text } });
  it.each([
    [
      'go 1.20\n',
      'go: error reading go.mod: missing module declaration. To specify the module path:\n\tgo mod edit -module=example.com/mod',
    ],
    ['module go\n', 'go: error reading go.mod: invalid module path: "go"'],
    ['module m.example/a//b\n', undefined],
    [
      'module m.example/a b\nfrob\n',
      'go: errors parsing go.mod:\ngo.mod:1: usage: module module/path\ngo.mod:2: unknown directive: frob',
    ],
    ['module m.example/a\ngo 1.27.0\n', 'go: go.mod requires go >= 1.27.0 (running go 1.26.8; GOTOOLCHAIN=local)'],
    // What a newer Go may have invented is not what is wrong with it.
    [
      'module m.example/a\ngo 1.27.0\nfrob\n',
      'go: go.mod requires go >= 1.27.0 (running go 1.26.8; GOTOOLCHAIN=local)',
    ],
    ['module m.example/a.\n', 'go: malformed module path "m.example/a.": trailing dot in path element'],
    ['module m.example/a\ntool a//b\n', undefined],
    ['module m.example/a\ngo 1.24\ntool ./x\n', 'go: malformed tool path "./x": invalid path element "."'],
  ])('%j', async (text, message) => {
    const running = { version: '1.26.8', toolchain: 'local' };
    const graph = graphOf(own(text), { running });
    if (message === undefined) await graph;
    else expect(await messageOf(graph)).toBe(message);
  });
});

describe('go.sum', () => {
  const A = 'module x.example/a\nrequire x.example/b v1.0.0\n';
  const fine = `x.example/a v1.0.0/go.mod ${goModHash(A)}\n`;
  const withSum = (sum: string): Universe => universe({ 'x.example/b@v1.0.0': '' }, { '/m/go.sum': sum });
  const wrong = goModHash('something else');

  it('is not needed for go mod graph, but a wrong hash ends everything', async () => {
    expect((await lines(withSum(fine))).length).toBe(4);
    expect((await lines(withSum(''))).length).toBe(4);
    // Other lines of the same module: the zip's, and one of a kind that does not count.
    expect((await lines(withSum(`x.example/a v1.0.0 ${wrong}\n${fine}x.example/a v1.0.0/go.mod h9:x\n`))).length).toBe(
      4,
    );
    expect(await messageOf(graphOf(withSum(`x.example/a v1.0.0/go.mod ${wrong}\n`)))).toBe(
      `verifying x.example/a@v1.0.0/go.mod: checksum mismatch\n\tdownloaded: ${goModHash(A)}\n\tgo.sum:     ${wrong}\n
SECURITY ERROR
This download does NOT match an earlier download recorded in go.sum.
The bits may have been replaced on the origin server, or an attacker may
have intercepted the download attempt.

For more information, see 'go help module-auth'.\n`,
    );
  });

  it('must be whole in readonly, replacements by their own name, folders not at all', async () => {
    const message = await messageOf(listOf(withSum(''), { mod: 'readonly' }));
    expect(message).toBe(
      'go: x.example/a@v1.0.0: missing go.sum entry for go.mod file; to add it:\n\tgo mod download x.example/a',
    );
    const fork = withSum('');
    const files = { ...fork.files, '/m/go.mod': `${MAIN}replace x.example/a => x.example/b v1.0.0\n` };
    expect(await messageOf(listOf({ ...fork, files }, { mod: 'readonly' }))).toBe(
      'go: x.example/a@v1.0.0 (replaced by x.example/b@v1.0.0): missing go.sum entry for go.mod file; to add it:\n\tgo mod download x.example/a',
    );
  });

  it('that is malformed stops whoever needs it', async () => {
    expect(await messageOf(graphOf(withSum(`${fine}two fields\n`)))).toBe(
      'malformed go.sum:\n/m/go.sum:2: wrong number of fields 2\n',
    );
    const alone = { files: { '/m/go.mod': 'module m.example/main\ngo 1.17\n', '/m/go.sum': 'two fields\n' } };
    expect(await lines(alone)).toEqual(['m.example/main go@1.17']);
  });
});

describe('go list -m all', () => {
  it('fails for a module without .info, after the graph', async () => {
    const base = universe({ 'x.example/b@v1.0.0': '' });
    const noInfo = { ...base, replies: { 'info x.example/b@v1.0.0': GONE } };
    expect(await messageOf(listOf(noInfo))).toBe(`go: x.example/b@v1.0.0: ${GONE.detail}`);
    expect(await lines(noInfo)).toHaveLength(4);
  });

  it('tells both, the module first', async () => {
    const base = universe({});
    expect(await messageOf(listOf(base))).toBe(
      `go: x.example/b@v1.0.0: ${GONE.detail}\ngo: x.example/a@v1.0.0 requires\n\tx.example/b@v1.0.0: ${GONE.detail}`,
    );
  });

  it('makes an .info up for a path that replaces itself', async () => {
    const base = universe({ 'x.example/b@v1.0.0': '' });
    const files = { '/m/go.mod': `${MAIN}replace x.example/b => x.example/b v1.3.0\n` };
    const mods = { ...base.mods, 'x.example/b@v1.3.0': 'go 1.18\n' };
    const list = await listOf({ files, mods, replies: { 'info x.example/b@v1.3.0': GONE } });
    expect(list.find(({ path }) => path === 'x.example/b')).toMatchObject({
      goVersion: '1.18',
      replace: { path: 'x.example/b', version: 'v1.3.0', time: '0001-01-01T00:00:00Z' },
    });
  });

  it('of paths says which are none', async () => {
    const base = universe({ 'x.example/b@v1.0.0': '' });
    expect((await listOf(base, {}, ['x.example/b', 'm.example/main'])).map(({ version }) => version)).toEqual([
      'v1.0.0',
      '',
    ]);
    expect(await messageOf(listOf(base, {}, ['x.example/nope']))).toBe(
      'go: module x.example/nope: not a known dependency',
    );
  });
});
