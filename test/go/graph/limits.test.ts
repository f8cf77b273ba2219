/** Graphs without end, made as they are asked for. */
import { describe, expect, test } from 'vitest';
import { createKnown } from '../../../src/go/graph/known.ts';
import { exceededText, GRAPH_LIMITS, type GraphLimits } from '../../../src/go/graph/limits.ts';
import { graphCommand, listCommand, pursue, type World } from '../../../src/go/graph/run.ts';
import { surveyCommand } from '../../../src/go/graph/survey.ts';
import type { GraphInput, Question, QuestionKind, Reply } from '../../../src/go/graph/types.ts';
import { INPUT } from './universe.ts';

/** The requirements of a module by the number in its path and in its version. */
type Universe = (path: number, minor: number) => readonly string[];

const requires = (path: number, minor = 0) => `x.example/n${path} v1.${minor}.0`;
const chain: Universe = (path) => [requires(path + 1)];
const ladder: Universe = (path, minor) => [requires(path, minor + 1)];
const fan: Universe = (path) => Array.from({ length: 10 }, (_, i) => requires(path * 10 + i));
const broad: Universe = (path) => (path > 0 ? [] : Array.from({ length: 5000 }, (_, i) => requires(i + 1)));
const mesh: Universe = (path) => Array.from({ length: 200 }, (_, i) => requires((path + i) % 400));

function worldOf(universe: Universe, asked: Question[], { go = '1.16', padding = '' } = {}): World {
  const modOf = (list: readonly string[]) => `go ${go}\nrequire (\n${list.join('\n')}\n)\n${padding}`;
  return {
    answer: (questions) => {
      asked.push(...questions);
      return questions.map(({ kind, module: { path, version } }): Reply<QuestionKind> => {
        if (kind !== 'mod') return { known: false, why: 'missing', detail: '404 Not Found' };
        const [, minor = '0'] = version.split('.');
        const list = universe(Number(path.slice('x.example/n'.length)), Number(minor));
        return { known: true, value: `module ${path}\n${modOf(list)}` };
      });
    },
    read: (files) =>
      files.map((file) =>
        file === '/m/go.mod'
          ? { known: true, text: `module m.example/main\n\ngo ${go}\n\nrequire ${requires(0)}\n` }
          : { known: false, why: 'missing', detail: 'no such file or directory' },
      ),
    areFolders: (folders) => folders.map(() => false),
  };
}

const AMPLE: GraphLimits = { modules: 1e9, requirements: 1e9, characters: 1e9, rounds: 1e9 };

async function outcome(universe: Universe, limits: Partial<GraphLimits>, form = {}, input: Partial<GraphInput> = {}) {
  const asked: Question[] = [];
  const command = graphCommand({ ...INPUT, ...input }, createKnown(), { ...AMPLE, ...limits });
  const run = await pursue(command, worldOf(universe, asked, form));
  const text = run.kind === 'error' && run.error.exceeded ? exceededText(run.error.exceeded) : run.kind;
  return { text, asked: asked.length };
}

describe('a graph without end', () => {
  const THROUGH = ', through x.example/n0@v1.0.0';
  const over = (what: string, at: string) =>
    `the module graph has more than ${what}, which is the limit: at ${at}${THROUGH}`;
  test.each<[name: string, limits: Partial<GraphLimits>, Universe, text: string, asked: number, form?: object]>([
    ['a chain', { modules: 20 }, chain, over('20 modules', 'x.example/n19@v1.0.0'), 19],
    ['a chain', { rounds: 20 }, chain, over('20 go.mod files in a chain', 'x.example/n19@v1.0.0'), 19],
    ['a chain', { requirements: 20 }, chain, over('20 requirements', 'x.example/n20@v1.0.0'), 21],
    [
      'a chain of large files',
      { characters: 10_000 },
      chain,
      over('10000 characters in go.mod files', 'x.example/n9@v1.0.0'),
      10,
      { padding: `//${'x'.repeat(1000)}\n` },
    ],
    ['versions that require the next', { modules: 20 }, ladder, over('20 modules', 'x.example/n0@v1.19.0'), 19],
    [
      'versions that require the next',
      { rounds: 20 },
      ladder,
      over('20 go.mod files in a chain', 'x.example/n0@v1.19.0'),
      19,
    ],
    // Pruned, each version is a root in its turn and leads to a graph of its own.
    [
      'pruned versions that require the next',
      { modules: 20 },
      ladder,
      'the module graph has more than 20 modules, which is the limit: at x.example/n0@v1.19.0',
      19,
      { go: '1.17' },
    ],
    // With the main module 101, and no 900 more.
    ['a fan', { modules: 500 }, fan, over('500 modules', 'x.example/n100@v1.0.0'), 100],
    ['a fan', { requirements: 2000 }, fan, over('2000 requirements', 'x.example/n200@v1.0.0'), 1000],
    [
      'one file with many',
      { requirements: 4000 },
      broad,
      'the module graph has more than 4000 requirements, which is the limit: at x.example/n0@v1.0.0',
      1,
    ],
    ['one file with many', { modules: 4000 }, broad, over('4000 modules', 'x.example/n1@v1.0.0'), 1],
    [
      'few modules that all require each other',
      { requirements: 20_000 },
      mesh,
      over('20000 requirements', 'x.example/n100@v1.0.0'),
      200,
    ],
  ])('%s ends within %j', async (_name, limits, universe, text, asked, form) => {
    const got = await outcome(universe, limits, form, { mod: 'mod' });
    expect(got.text).toBe(text);
    expect(got.asked).toBe(asked);
  });

  test('ends at the limits that hold without any said', async () => {
    const asked: Question[] = [];
    const input: GraphInput = { ...INPUT, command: 'list', mod: 'mod' };
    const long = { padding: `//${'x'.repeat(1 << 20)}\n` };
    for (const command of [listCommand(input, 'all'), surveyCommand(input, createKnown())]) {
      asked.length = 0;
      const run = await pursue(command, worldOf(chain, asked, long));
      expect(run).toMatchObject({ kind: 'error', error: { exceeded: { limit: 'characters', most: 256 << 20 } } });
      expect(asked.length).toBe(256);
    }
  });
});

describe('a graph within its limits', () => {
  const finite: Universe = (path) => (path < 9 ? [requires(path + 1)] : []);
  const exact: GraphLimits = { modules: 11, requirements: 10, characters: 700, rounds: 11 };
  test('is loaded, up to the last', async () => {
    expect(await outcome(finite, exact)).toEqual({ text: 'done', asked: 10 });
  });

  test.each<[keyof GraphLimits]>([['modules'], ['requirements'], ['characters'], ['rounds']])(
    'is not, with less of %s',
    async (limit) => {
      const less = { modules: 9, requirements: 8, characters: 400, rounds: 9 }[limit];
      expect((await outcome(finite, { ...exact, [limit]: less })).text).toContain(`has more than ${less} `);
    },
  );

  test('is not counted again by the next graph, nor by what it is loaded for', async () => {
    const known = createKnown();
    for (let i = 0; i < 5; i++) {
      const run = await pursue(graphCommand(INPUT, known, exact), worldOf(finite, []));
      expect(run.kind).toBe('done');
    }
  });

  test('may have ten times the size of the largest that are known', () => {
    const largest: GraphLimits = { modules: 2627, requirements: 26_738, characters: 2_110_468, rounds: 38 };
    for (const name of Object.keys(largest) as (keyof GraphLimits)[])
      expect([name, GRAPH_LIMITS[name] > 10 * largest[name]]).toEqual([name, true]);
  });
});
