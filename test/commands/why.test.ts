/** `why`, through the command line: what it refuses, and what it says without a graph or of very many ways. */
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

let box: Box;
afterEach(() => box.remove());

const GO_MOD = `module example.com/main

go 1.16

require (
	example.com/a v1.0.0
	example.com/b v1.1.0 // indirect
)
`;

it.each([
  [['why'], 'why needs a module: modwarden why example.com/lib'],
  [['why', 'x', '--all', '--forced'], '--all and --forced cannot be used together'],
  [['why', 'x', '--format', 'csv'], '--format: expected text or json, got "csv"'],
])('%j is refused', async (argv, message) => {
  box = newBox('off', { 'go.mod': GO_MOD });
  expect(await box.run(argv)).toEqual({ code: 2, out: '', err: `modwarden: ${message}\n` });
});

describe('without a graph', () => {
  const unknown = /^modwarden: go\.mod: .*\n$/;

  it('says what go.mod says, and that more is unknown', async () => {
    box = newBox('off', { 'go.mod': GO_MOD });
    const { code, out, err } = await box.run(['why', 'example.com/a']);
    expect([code, out]).toEqual([
      3,
      '# example.com/a v1.0.0, depth 1 (go.mod:6)\nexample.com/main\n  example.com/a v1.0.0\n',
    ]);
    expect(err).toMatch(unknown);
    expect((await box.run(['why', 'example.com/a', '--all'])).out).toBe(out);
    expect((await box.run(['why', 'example.com/a', '--forced'])).out).toBe(out);
  });

  it('knows of no other module, and asks whether another is meant', async () => {
    box = newBox('off', { 'go.mod': GO_MOD });
    const { code, out, err } = await box.run(['why', 'example.com/aa']);
    expect([code, out]).toEqual([3, '']);
    expect(err.split('\n').slice(1)).toEqual([
      'modwarden: "example.com/aa" is not in a known build list (did you mean "example.com/a"?)',
      '',
    ]);
  });

  it('has all of it as JSON', async () => {
    box = newBox('off', { 'go.mod': GO_MOD });
    const { out } = await box.run(['why', 'example.com/a', '--all', '--format', 'json']);
    expect(JSON.parse(out)).toEqual([
      {
        in: '.',
        path: 'example.com/a',
        version: 'v1.0.0',
        direct: true,
        depth: 1,
        depthState: expect.any(String),
        place: { path: 'go.mod', start: { line: 6, column: 2 }, end: { line: 6, column: 22 } },
        chain: [{ path: 'example.com/a', version: 'v1.0.0' }],
        chains: [[{ path: 'example.com/a', version: 'v1.0.0' }]],
        requiredBy: [],
      },
    ]);
  });
});

it.each([
  [100, []],
  [101, ['… and 1 more']],
])('of %i ways shows a hundred', async (count, rest) => {
  const names = Array.from({ length: count }, (_, i) => `example.com/m${String(i).padStart(3, '0')}`);
  const requires = names.map((name) => `\t${name} v1.0.0\n`).join('');
  box = newBox('off', {
    'go.mod': `module example.com/main\n\ngo 1.21\n\nrequire (\n${requires})\n\nrequire example.com/x v1.0.0 // indirect\n`,
  });
  const versions = Object.fromEntries(
    names.map((name) => [`${name}@v1.0.0`, { mod: '\nrequire example.com/x v1.0.0\n' }]),
  );
  const GOPROXY = writeProxyFolder(join(box.root, 'proxy'), { ...versions, 'example.com/x@v1.0.0': {} });
  const { code, out, err } = await box.run(['why', 'example.com/x', '--all'], { env: { GOPROXY } });
  expect([code, err]).toEqual([0, '']);
  const shown = names.slice(0, 100);
  const ways = shown.flatMap((name) => ['example.com/main', `  ${name} v1.0.0`, '    example.com/x v1.0.0']);
  const lines = out.trimEnd().split('\n');
  const at = lines.indexOf('required by:');
  expect(lines.slice(1, at)).toEqual([...ways, ...rest]);
  expect(lines.slice(at + 1).filter((line) => line.startsWith('  example.com/m')).length).toBeGreaterThanOrEqual(99);
  expect(lines.slice(at + 1).every((line) => line.startsWith('…') || line.endsWith(' requires v1.0.0'))).toBe(true);
});
