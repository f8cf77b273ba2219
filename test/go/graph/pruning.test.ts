/** Which go.mod files belong to a graph, and which versions that selects. */
import { describe, expect, it } from 'vitest';
import { createKnown } from '../../../src/go/graph/known.ts';
import type { Question } from '../../../src/go/graph/questions.ts';
import { graphCommand, runToEnd } from '../../../src/go/graph/run.ts';
import { built, graphOf, INPUT, lines, messageOf, type Universe, worldOf } from './universe.ts';

/** main -> a -> b -> c -> d; `go` lines decide how far the graph goes. */
function chain(goMain: string, goA: string, goB: string): Universe {
  return {
    files: { '/m/go.mod': `module m.example/main\n${goMain}\nrequire x.example/a v1.0.0\n` },
    mods: {
      'x.example/a@v1.0.0': `${goA}\nrequire x.example/b v1.0.0\n`,
      'x.example/b@v1.0.0': `${goB}\nrequire x.example/c v1.0.0\n`,
      'x.example/c@v1.0.0': 'go 1.17\nrequire x.example/d v1.0.0\n',
      'x.example/d@v1.0.0': 'go 1.17\n',
    },
  };
}

describe('a chain of requirements', () => {
  it.each([
    // A root's requirements are nodes; what those require is left out.
    ['all at 1.17', chain('go 1.17', 'go 1.17', 'go 1.17'), ['a', 'b']],
    // Below an unpruned module nothing is pruned, whatever the modules further down say.
    ['an old root', chain('go 1.17', 'go 1.16', 'go 1.17'), ['a', 'b', 'c', 'd']],
    ['a root without go line is old', chain('go 1.17', '', 'go 1.17'), ['a', 'b', 'c', 'd']],
    // b is old, but its go.mod is pruned away before anyone could know.
    ['an old module behind the horizon', chain('go 1.17', 'go 1.17', 'go 1.16'), ['a', 'b']],
    ['an old main module', chain('go 1.16', 'go 1.17', 'go 1.17'), ['a', 'b', 'c', 'd']],
    ['a main module without go line', chain('', 'go 1.17', 'go 1.17'), ['a', 'b', 'c', 'd']],
    // 1.17rc1 is below 1.17.
    ['a release candidate of 1.17', chain('go 1.17rc1', 'go 1.17', 'go 1.17'), ['a', 'b', 'c', 'd']],
  ])('%s', async (_name, universe, letters) => {
    expect(await built(universe)).toEqual(['m.example/main', ...letters.map((letter) => `x.example/${letter}@v1.0.0`)]);
  });
});

describe('printed lines', () => {
  it('come breadth first, the main module sorted, the others as their files have them', async () => {
    const universe: Universe = {
      files: {
        '/m/go.mod':
          'module m.example/main\ngo 1.21.3\ntoolchain go1.23.0\nrequire x.example/z v1.0.0\nrequire x.example/a v1.0.0\n',
      },
      mods: {
        'x.example/z@v1.0.0': 'go 1.21\nrequire (\n x.example/y v1.0.0\n x.example/b v1.0.0\n x.example/y v1.0.0\n)\n',
        'x.example/a@v1.0.0': 'go 1.20\nrequire x.example/b v1.1.0\n',
      },
    };
    expect(await lines(universe)).toEqual([
      'm.example/main go@1.21.3',
      'm.example/main toolchain@go1.23.0',
      'm.example/main x.example/a@v1.0.0',
      'm.example/main x.example/z@v1.0.0',
      // `go` is a module: from 1.21 on it requires the toolchain of its name.
      'go@1.21.3 toolchain@go1.21.3',
      'x.example/a@v1.0.0 x.example/b@v1.1.0',
      // Said twice, printed twice; a go line from 1.21 on is a requirement, and comes last.
      'x.example/z@v1.0.0 x.example/y@v1.0.0',
      'x.example/z@v1.0.0 x.example/b@v1.0.0',
      'x.example/z@v1.0.0 x.example/y@v1.0.0',
      'x.example/z@v1.0.0 go@1.21',
    ]);
  });
});

describe('selection', () => {
  const two = (a: string, b: string): Universe => ({
    files: { '/m/go.mod': 'module m.example/main\ngo 1.16\nrequire (\n x.example/a v1.0.0\n x.example/b v1.0.0\n)\n' },
    mods: {
      'x.example/a@v1.0.0': `require x.example/c ${a}\n`,
      'x.example/b@v1.0.0': `require x.example/c ${b}\n`,
      [`x.example/c@${a}`]: 'require x.example/only-old v1.0.0\n',
      [`x.example/c@${b}`]: '',
      'x.example/only-old@v1.0.0': '',
    },
  });
  it.each([
    ['v1.0.0', 'v1.0.1', 'v1.0.1'],
    ['v1.9.0', 'v1.10.0', 'v1.10.0'],
    ['v1.0.0-rc.9', 'v1.0.0-rc.10', 'v1.0.0-rc.10'],
    ['v1.0.0-rc.1', 'v1.0.0', 'v1.0.0'],
    ['v1.5.0', 'v2.0.0+incompatible', 'v2.0.0+incompatible'],
  ])('of %s and %s takes %s', async (a, b, selected) => {
    const graph = await graphOf(two(a, b));
    expect(graph.selected('x.example/c')).toBe(selected);
    // A path that only a version requires which is not selected is in the build list all the same.
    expect(graph.selected('x.example/only-old')).toBe('v1.0.0');
    expect(graph.selected('x.example/none')).toBeUndefined();
  });

  it('is of the main module where a dependency requires it back, at a version that must exist', async () => {
    const universe: Universe = {
      files: { '/m/go.mod': 'module m.example/main\ngo 1.16\nrequire x.example/a v1.0.0\n' },
      mods: {
        'x.example/a@v1.0.0': 'require m.example/main v1.5.0\n',
        'm.example/main@v1.5.0': 'require x.example/b v1.0.0\n',
        'x.example/b@v1.0.0': '',
      },
    };
    expect(await built(universe)).toEqual(['m.example/main', 'x.example/a@v1.0.0', 'x.example/b@v1.0.0']);
    const { 'm.example/main@v1.5.0': _gone, ...mods } = universe.mods!;
    expect(await messageOf(graphOf({ ...universe, mods }))).toBe(
      'go: x.example/a@v1.0.0 requires\n\tm.example/main@v1.5.0: reading https://goproxy.example: 404 Not Found',
    );
  });
});

describe('questions', () => {
  it('are asked together, level by level, and once', async () => {
    const asked: Question[] = [];
    const universe = chain('go 1.16', 'go 1.17', 'go 1.17');
    const known = createKnown();
    const command = graphCommand(INPUT, known);
    const rounds: string[][] = [];
    const world = worldOf(universe, asked);
    await runToEnd(command, {
      ...world,
      answer: (questions) => {
        rounds.push(questions.map(({ kind, module }) => `${kind} ${module.path}`));
        return world.answer(questions);
      },
    });
    expect(rounds).toEqual([['mod x.example/a'], ['mod x.example/b'], ['mod x.example/c'], ['mod x.example/d']]);
    // A second graph over the same knowledge asks nothing.
    const again = graphCommand(INPUT, known).step();
    expect(again.kind).toBe('done');
  });

  it('of modules that go.mod files name beyond the horizon are not asked', async () => {
    const asked: Question[] = [];
    const run = await runToEnd(graphCommand(INPUT), worldOf(chain('go 1.17', 'go 1.17', 'go 1.17'), asked));
    expect(run.kind).toBe('done');
    expect(asked.map(({ module }) => module.path)).toEqual(['x.example/a']);
  });

  it('without an answer make an error that names them', async () => {
    const universe: Universe = {
      ...chain('go 1.17', 'go 1.16', 'go 1.17'),
      replies: {
        'mod x.example/b@v1.0.0': { known: false, why: 'offline', detail: 'module lookup disabled by GOPROXY=off' },
      },
    };
    const run = await runToEnd(graphCommand(INPUT), worldOf(universe));
    expect(run).toMatchObject({
      kind: 'error',
      error: {
        message: 'go: x.example/a@v1.0.0 requires\n\tx.example/b@v1.0.0: module lookup disabled by GOPROXY=off',
        missing: [
          { question: { kind: 'mod', module: { path: 'x.example/b', version: 'v1.0.0' } }, reply: { why: 'offline' } },
        ],
      },
    });
  });
});
