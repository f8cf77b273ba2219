/** graph, list modules and why, over a small universe, and over names that try to break out of every format. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { type ModuleServer, type Served, serveModules } from '../support/module-server.ts';

/** z, a and m are required; z and a need t v1.0.0, m needs t v1.1.0, which is taken. Only t v1.0.0 needs u. */
const MODULES: Served = {
  'example.com/a@v1.0.0': { mod: 'require example.com/t v1.0.0\n' },
  'example.com/m@v1.0.0': { mod: 'require example.com/t v1.1.0\n' },
  'example.com/z@v1.2.0': { mod: 'require example.com/t v1.0.0\n' },
  'example.com/t@v1.0.0': { mod: 'require example.com/u v1.0.0\n' },
  'example.com/t@v1.1.0': { mod: 'require example.com/w v1.0.0\n' },
  'example.com/u@v1.0.0': {},
  'example.com/w@v1.0.0': {},
};
const GO_MOD = `module example.com/main

go 1.16

require (
	example.com/z v1.0.0
	example.com/a v1.0.0
	example.com/m v1.0.0
)

replace example.com/z v1.0.0 => example.com/z v1.2.0
`;

let server: ModuleServer;
let box: Box;
beforeEach(async () => {
  server = await serveModules(MODULES);
  box = newBox(server.url, { 'go.mod': GO_MOD });
});
afterEach(() => {
  box.remove();
  closeServers();
});

async function ok(...argv: string[]): Promise<string> {
  const { code, out, err } = await box.run(argv);
  expect([code, err]).toEqual([0, '']);
  expect((await box.run(argv)).out).toBe(out);
  return out;
}

test('graph', async () => {
  expect(await ok('graph')).toBe(`example.com/main example.com/a@v1.0.0
example.com/main example.com/m@v1.0.0
example.com/main example.com/z@v1.0.0
example.com/main go@1.16
example.com/a@v1.0.0 example.com/t@v1.0.0
example.com/m@v1.0.0 example.com/t@v1.1.0
example.com/z@v1.0.0 example.com/t@v1.0.0
example.com/t@v1.0.0 example.com/u@v1.0.0
example.com/t@v1.1.0 example.com/w@v1.0.0
`);
});

test('graph --format dot: the build list', async () => {
  expect(await ok('graph', '--format', 'dot')).toBe(`digraph modules {
  rankdir=LR;
  node [shape=box];
  "example.com/main" -> "example.com/a@v1.0.0";
  "example.com/main" -> "example.com/m@v1.0.0";
  "example.com/main" -> "example.com/z@v1.0.0";
  "example.com/a@v1.0.0" -> "example.com/t@v1.1.0";
  "example.com/m@v1.0.0" -> "example.com/t@v1.1.0";
  "example.com/z@v1.0.0" -> "example.com/t@v1.1.0";
  "example.com/t@v1.1.0" -> "example.com/w@v1.0.0";
  "example.com/u@v1.0.0";
}
`);
});

test('graph --format mermaid: the build list', async () => {
  expect(await ok('graph', '--format', 'mermaid')).toBe(`graph LR
  m0["example.com/main"] --> m1["example.com/a@v1.0.0"]
  m0 --> m2["example.com/m@v1.0.0"]
  m0 --> m3["example.com/z@v1.0.0"]
  m1 --> m4["example.com/t@v1.1.0"]
  m2 --> m4
  m3 --> m4
  m4 --> m5["example.com/w@v1.0.0"]
  m6["example.com/u@v1.0.0"]
`);
});

test('graph --focus, --depth and --collapse show a part of the build list', async () => {
  expect(await ok('graph', '--focus', 'example.com/m')).toBe(
    'example.com/main example.com/m@v1.0.0\nexample.com/m@v1.0.0 example.com/t@v1.1.0\nexample.com/t@v1.1.0 example.com/w@v1.0.0\n',
  );
  expect(await ok('graph', '--focus', 'example.com/w', '--depth', '1')).toBe(
    'example.com/t@v1.1.0 example.com/w@v1.0.0\n',
  );
  expect(await ok('graph', '--depth', '1', '--format', 'mermaid')).toBe(
    'graph LR\n  m0["example.com/main"] --> m1["example.com/a@v1.0.0"]\n  m0 --> m2["example.com/m@v1.0.0"]\n  m0 --> m3["example.com/z@v1.0.0"]\n',
  );
  expect(await ok('graph', '--collapse', 'owner', '--format', 'dot')).toContain(
    '"example.com/main" -> "example.com (6)";\n',
  );
  for (const [argv, message] of [
    [
      ['--focus', 'example.com/tt'],
      '--focus: "example.com/tt" is not in the build list (did you mean "example.com/t"?)',
    ],
    [['--depth', '0'], '--depth: expected a number from 1 to 9999, got "0"'],
    [['--collapse', 'host'], '--collapse: expected owner, got "host"'],
  ] as const)
    expect(await box.run(['graph', ...argv])).toMatchObject({ code: 2, err: `modwarden: ${message}\n` });
});

test('why --all shows each requirement that leads to a module, and what requires it', async () => {
  expect(await ok('why', '--all', 'example.com/t')).toBe(`# example.com/t v1.1.0, depth 2 (go.mod:7)
example.com/main
  example.com/a v1.0.0
    example.com/t v1.1.0
example.com/main
  example.com/m v1.0.0
    example.com/t v1.1.0
example.com/main
  example.com/z v1.0.0
    example.com/t v1.1.0
required by:
  example.com/a v1.0.0 requires v1.0.0
  example.com/m v1.0.0 requires v1.1.0
  example.com/z v1.0.0 requires v1.0.0
`);
  const [answer] = JSON.parse(await ok('why', '--all', '--format', 'json', 'example.com/t'));
  expect(answer.chains.map((chain: { path: string }[]) => chain.map(({ path }) => path.slice(-1)).join(''))).toEqual([
    'at',
    'mt',
    'zt',
  ]);
  expect(answer.requiredBy[1]).toEqual({ path: 'example.com/m', version: 'v1.0.0', requires: 'v1.1.0' });
  expect((await box.run(['why', '--all', '--forced', 'example.com/t'])).code).toBe(2);
});

test('graph of a module that needs nothing', async () => {
  box.put({ 'go.mod': 'module example.com/main\n\ngo 1.25\n' });
  expect(await ok('graph')).toBe('example.com/main go@1.25\ngo@1.25 toolchain@go1.25\n');
  expect(await ok('graph', '--format', 'mermaid')).toBe('graph LR\n  m0["example.com/main"]\n');
  expect(await ok('list', 'modules')).toBe('');
});

test('list modules', async () => {
  expect(await ok('list', 'modules')).toBe(`example.com/a  v1.0.0                          1
example.com/m  v1.0.0                          1
example.com/t  v1.1.0                          2  example.com/a
example.com/u  v1.0.0                             example.com/a
example.com/w  v1.0.0                          3  example.com/a
example.com/z  v1.0.0 => example.com/z@v1.2.0  1
`);
  expect(await ok('list', 'modules', '--format', 'csv')).toBe(
    [
      'path,version,depth,by,replacedBy',
      'example.com/a,v1.0.0,1,,',
      'example.com/m,v1.0.0,1,,',
      'example.com/t,v1.1.0,2,example.com/a,',
      'example.com/u,v1.0.0,,example.com/a,',
      'example.com/w,v1.0.0,3,example.com/a,',
      'example.com/z,v1.0.0,1,,example.com/z@v1.2.0',
      '',
    ].join('\r\n'),
  );
  const rows = JSON.parse(await ok('list', 'modules', '--format', 'json')) as object[];
  expect(rows).toHaveLength(6);
  expect(rows[3]).toEqual({
    in: '.',
    graph: 'loaded',
    path: 'example.com/u',
    version: 'v1.0.0',
    direct: false,
    depth: null,
    depthState: 'unselected',
    by: 'example.com/a',
    trail: ['example.com/a@v1.0.0', 'example.com/t@v1.0.0', 'example.com/u@v1.0.0'],
    replacedBy: null,
  });
  expect(rows[5]).toMatchObject({ version: 'v1.0.0', replacedBy: 'example.com/z@v1.2.0', direct: true });
});

describe('why', () => {
  test('the shortest way, the first of several', async () => {
    expect(await ok('why', 'example.com/w')).toBe(`# example.com/w v1.0.0, depth 3 (go.mod:7)
example.com/main
  example.com/a v1.0.0
    example.com/t v1.1.0
      example.com/w v1.0.0
`);
  });

  test('--forced: the requirement that asks for this very version', async () => {
    expect(await ok('why', 'example.com/t')).toContain('\n  example.com/a v1.0.0\n');
    expect(await ok('why', '--forced', 'example.com/t')).toBe(`# example.com/t v1.1.0, depth 2 (go.mod:8)
example.com/main
  example.com/m v1.0.0
    example.com/t v1.1.0
`);
    const [answer] = JSON.parse(await ok('why', '--forced', '--format', 'json', 'example.com/t')) as object[];
    expect(answer).toMatchObject({
      version: 'v1.1.0',
      depth: 2,
      place: { path: 'go.mod', start: { line: 8, column: 2 } },
      chain: [
        { path: 'example.com/m', version: 'v1.0.0' },
        { path: 'example.com/t', version: 'v1.1.0' },
      ],
    });
  });

  test('what only unselected versions require', async () => {
    for (const forced of [[], ['--forced']])
      expect(await ok('why', ...forced, 'example.com/u')).toBe(
        `# example.com/u v1.0.0, required only by unselected versions (go.mod:7)
example.com/main
  example.com/a v1.0.0
    example.com/t v1.0.0
      example.com/u v1.0.0
`,
      );
  });

  test('what is not there', async () => {
    expect(await box.run(['why', 'example.com/tt'])).toEqual({
      code: 1,
      out: '',
      err: 'modwarden: "example.com/tt" is not in any build list (did you mean "example.com/t"?)\n',
    });
    expect(await box.run(['why'])).toMatchObject({ code: 2 });
  });
});

test('several modules', async () => {
  box.put({ 'sub/go.mod': 'module example.com/sub\n\ngo 1.16\n\nrequire example.com/w v1.0.0\n' });
  expect(await box.run(['graph'])).toMatchObject({ code: 0, out: expect.stringContaining('example.com/main') });
  expect(await ok('graph', 'sub')).toBe('example.com/sub example.com/w@v1.0.0\nexample.com/sub go@1.16\n');
  expect(await ok('list', 'modules')).toContain('\nsub  example.com/w  v1.0.0 ');
  expect(await ok('why', 'example.com/w')).toContain(
    '\n\n# example.com/w v1.0.0, depth 1 (sub/go.mod:5)\nexample.com/sub\n',
  );
});

describe('names that try to break out', () => {
  test('are refused where Go refuses them, without doing harm', async () => {
    box.put({
      'go.mod': 'module "x\\"]; evil --> y\\u001b[31m\\n::error::z"\n\ngo 1.16\n\nrequire example.com/w v1.0.0\n',
    });
    for (const argv of [['graph'], ['graph', '--format', 'dot'], ['graph', '--format', 'mermaid']]) {
      const { code, out, err } = await box.run(argv);
      expect([code, out]).toEqual([3, '']);
      expect(err).toContain('go.mod: Go cannot load the module graph: malformed module path "x');
      expect(err.replace(/\n$/, '')).toMatch(/^[\x20-\x7e]*$/);
    }
  });

  test('are names like any other where Go has them', async () => {
    box.put({
      'go.mod': `module example.com/constructor

go 1.16

require example.com/__proto__ v1.0.0

replace example.com/__proto__ => "./=a b\\"]; evil"
`,
      '=a b"]; evil/go.mod': 'module example.com/__proto__\n\nrequire example.com/w v1.0.0\n',
    });
    expect(await ok('graph', '--format', 'mermaid')).toBe(`graph LR
  m0["example.com/constructor"] --> m1["example.com/__proto__@v1.0.0"]
  m1 --> m2["example.com/w@v1.0.0"]
`);
    expect(await ok('list', 'modules', '--format', 'csv')).toContain(
      `\r\n.,example.com/__proto__,v1.0.0,1,,"./=a b""]; evil"\r\n.,example.com/w,v1.0.0,2,example.com/__proto__,\r\n"'=a b""]; evil",example.com/w,v1.0.0,1,,\r\n`,
    );
    expect(await ok('list', 'modules', '--format', 'markdown')).toContain('./=a b"\\]; evil |');
    expect(await ok('why', 'example.com/w')).toContain('\n  example.com/__proto__ v1.0.0\n');
  });
});

describe('a graph too large to draw', () => {
  let wide: Box;
  afterEach(() => wide.remove());

  /** The main module requires so many others, which require nothing; its own lines for go and toolchain come on top. */
  function boxOf(modules: number): void {
    wide = newBox('off');
    const names = Array.from({ length: modules }, (_, i) => `example.com/m${i}`);
    const lines = names.map((name) => `\t${name} v1.0.0\n`).join('');
    const replaced = names.map((name) => `replace ${name} => ./sub\n`).join('');
    wide.put({
      'go.mod': `module example.com/main\n\ngo 1.16\n\nrequire (\n${lines})\n${replaced}`,
      'sub/go.mod': 'module x\n',
    });
  }

  const told = async (format: string) => (await wide.run(['graph', '--format', format])).err;

  test('is one of more than 500 requirements for Mermaid', async () => {
    boxOf(500);
    expect(await told('mermaid')).toBe('');
    expect(await told('text')).toBe('');
    boxOf(501);
    expect(await told('mermaid')).toBe(
      'modwarden: the graph has 502 modules and 501 requirements, more than Mermaid draws (500 requirements, 50000 characters); use --focus MODULE, --depth N or --collapse owner\n',
    );
    expect(await told('dot')).toBe('');
  });

  test('is one of more than a thousand modules for Graphviz', async () => {
    boxOf(999);
    expect(await told('dot')).toBe('');
    boxOf(1000);
    expect(await told('dot')).toBe(
      'modwarden: the graph has 1001 modules and 1000 requirements, too many to draw; use --focus MODULE, --depth N or --collapse owner\n',
    );
    expect(await told('text')).toBe('');
    const far = await wide.run(['graph', '--format', 'dot', '--focus', 'example.com/m1']);
    expect(far).toMatchObject({ code: 0, err: '' });
  });
});
