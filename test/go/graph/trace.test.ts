/** What a command looked at tells whether it would say the same elsewhere. */
import { describe, expect, it } from 'vitest';
import { createKnown } from '../../../src/go/graph/known.ts';
import { surveyCommand } from '../../../src/go/graph/list/survey.ts';
import type { FileReply } from '../../../src/go/graph/questions.ts';
import { graphCommand, runToEnd } from '../../../src/go/graph/run.ts';
import { isSameAs, traced } from '../../../src/go/graph/trace.ts';
import { GONE, INPUT, type Universe, worldOf } from './universe.ts';

const UNIVERSE: Universe = {
  files: {
    '/m/go.mod':
      'module m\n\ngo 1.16\n\nrequire (\n\tx.example/a v1.0.0\n\tx.example/b v1.0.0\n)\n\nreplace x.example/b => ./b\n',
    '/m/b/go.mod': 'module x.example/b\n\nrequire x.example/c v1.0.0\n',
    '/other/go.mod': 'module other\n',
  },
  mods: { 'x.example/a@v1.0.0': 'require x.example/c v1.1.0\n', 'x.example/c@v1.0.0': '', 'x.example/c@v1.1.0': '' },
  latest: { 'x.example/a': 'v1.0.0' },
};

const survey = { ...INPUT, command: 'list', mod: 'mod' } as const;

async function trace(command: 'graph' | 'survey') {
  const { known, trace } = traced(createKnown());
  const run = command === 'graph' ? graphCommand(INPUT, known) : surveyCommand(survey, known);
  expect((await runToEnd<unknown>(run, worldOf(UNIVERSE))).kind).toBe('done');
  return { known, trace };
}

const with_ = (change: Partial<Universe>): Universe => ({
  ...UNIVERSE,
  ...change,
  files: { ...UNIVERSE.files, ...change.files },
  mods: { ...UNIVERSE.mods, ...change.mods },
});

describe('a trace', () => {
  it.each(['graph', 'survey'] as const)(
    'of a %s is the same where nothing has changed, and tells what was asked',
    async (command) => {
      const { trace: seen } = await trace(command);
      const known = createKnown();
      expect(await isSameAs(seen, known, worldOf(UNIVERSE))).toBe(true);
      // A command that runs now has nothing left to ask.
      const asked: unknown[] = [];
      const run = command === 'graph' ? graphCommand(INPUT, known) : surveyCommand(survey, known);
      expect(run.step().kind).toBe('done');
      expect(asked).toEqual([]);
    },
  );

  it.each<[string, Partial<Universe>]>([
    ['its own go.mod', { files: { '/m/go.mod': 'module m\n\ngo 1.16\n' } }],
    ['a replacement folder', { files: { '/m/b/go.mod': 'module x.example/b\n' } }],
    [
      'go.sum',
      { files: { '/m/go.sum': 'x.example/a v1.0.0/go.mod h1:RfrALnSNXzmXLbGct/P2b4xkFz4e8Gmj/0Vj9M9xC1o=\n' } },
    ],
    ['a go.mod of a dependency', { mods: { 'x.example/a@v1.0.0': '' } }],
    [
      'why a go.mod is not there',
      { replies: { 'mod x.example/c@v1.0.0': { known: false, why: 'offline', detail: '' } } },
    ],
  ])('is another where %s differs, and then nothing is learned', async (_, change) => {
    const { trace: seen } = await trace('graph');
    const known = createKnown();
    expect(await isSameAs(seen, known, worldOf(with_(change)))).toBe(false);
    expect([...seen.replies.keys()].some((key) => known.replies.has(key))).toBe(false);
    expect([...seen.files.keys()].some((key) => known.files.has(key))).toBe(false);
  });

  it.each<[string, Partial<Universe>]>([
    ['a file that was not read', { files: { '/other/go.mod': 'module another\n' } }],
    ['a version that was not asked about', { mods: { 'x.example/d@v1.0.0': '' } }],
  ])('does not depend on %s', async (_, change) => {
    expect(await isSameAs((await trace('graph')).trace, createKnown(), worldOf(with_(change)))).toBe(true);
  });

  it('of a survey depends on versions that appear', async () => {
    const { trace: seen } = await trace('survey');
    expect(await isSameAs(seen, createKnown(), worldOf(with_({ mods: { 'x.example/a@v1.2.0': '' } })))).toBe(false);
  });

  it('is another where more is known than the command found', async () => {
    const { known, trace: seen } = traced(createKnown());
    known.replies.get('latest x.example/a@');
    const more = createKnown();
    expect(await isSameAs(seen, more, worldOf(UNIVERSE))).toBe(true);
    more.replies.set('latest x.example/a@', { known: true, value: { version: 'v1.0.0' } });
    expect(await isSameAs(seen, more, worldOf(UNIVERSE))).toBe(false);
  });

  it('compares files and folders by what is there', async () => {
    const { known, trace: seen } = traced(createKnown());
    known.files.set('/m/x', { known: true, text: 'one' });
    known.files.set('/m/y', GONE);
    known.folders.set('/m/vendor', true);
    for (const file of ['/m/x', '/m/y']) known.files.get(file);
    known.folders.get('/m/vendor');
    const here = (x: string | undefined, y: FileReply | undefined, vendor: boolean | undefined) =>
      isSameAs(seen, createKnown(), {
        answer: () => [],
        read: (files) => files.map((file) => (file === '/m/x' ? x && { known: true, text: x } : y) as FileReply),
        areFolders: (folders) => folders.map(() => vendor as boolean),
      });
    expect(await here('one', GONE, true)).toBe(true);
    expect(await here('two', GONE, true)).toBe(false);
    expect(await here(undefined, GONE, true)).toBe(false);
    expect(await here('one', { ...GONE, detail: 'other' }, true)).toBe(false);
    expect(await here('one', { known: true, text: '' }, true)).toBe(false);
    expect(await here('one', undefined, true)).toBe(false);
    expect(await here('one', GONE, false)).toBe(false);
    expect(await here('one', GONE, undefined)).toBe(false);
    // What was looked for and not known is never the same.
    const { known: empty, trace: lacking } = traced(createKnown());
    empty.files.get('/m/x');
    expect(await isSameAs(lacking, createKnown(), worldOf({ files: { '/m/x': 'one' } }))).toBe(false);
  });

  it('is another without an answer', async () => {
    const { known, trace: seen } = traced(createKnown());
    known.replies.set('versions x.example/a@', { known: true, value: ['v1.0.0'] });
    known.replies.get('versions x.example/a@');
    const silent = { ...worldOf(UNIVERSE), answer: () => [] };
    expect(await isSameAs(seen, createKnown(), silent)).toBe(false);
  });

  it('compares answers by what they say', async () => {
    const { known, trace: seen } = traced(createKnown());
    known.replies.set('versions x.example/a@', { known: true, value: ['v1.0.0'], asOf: '2026-01-01T00:00:00Z' });
    known.replies.get('versions x.example/a@');
    const answering = (value: string[], asOf: string) => ({
      ...worldOf(UNIVERSE),
      answer: () => [{ known: true, value, asOf } as const],
    });
    const same = (value: string[], asOf: string) => isSameAs(seen, createKnown(), answering(value, asOf));
    expect(await same(['v1.0.0'], '2026-01-01T00:00:00Z')).toBe(true);
    expect(await same(['v1.0.0'], '2026-01-02T00:00:00Z')).toBe(false);
    expect(await same(['v1.0.0', 'v1.1.0'], '2026-01-01T00:00:00Z')).toBe(false);
  });
});
