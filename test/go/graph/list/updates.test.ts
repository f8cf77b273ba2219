/** What `go list -m -u` tells: newer versions, retractions, deprecation. */
import { describe, expect, it } from 'vitest';
import type { ModuleUpdates } from '../../../../src/go/graph/list/updates.ts';
import { parsedGraph } from '../../../../src/go/graph/parsed-files.ts';
import type { QuestionKind, Reply } from '../../../../src/go/graph/questions.ts';
import { parseMod } from '../../../../src/go/modfile/parse-mod.ts';
import { source } from '../../../../src/text/source.ts';
import { GONE, listOf, messageOf, type Universe } from '../universe.ts';

const A = 'x.example/a';

/** A main module that requires `a` at a version; a is there in these versions, with these go.mod texts. */
function requiring(
  version: string,
  versions: Record<string, string>,
  more: Partial<Universe> & { readonly directives?: string } = {},
): Universe {
  const mods = Object.fromEntries(Object.entries(versions).map(([v, text]) => [`${A}@${v}`, text]));
  const gomod = `module m.example/main\ngo 1.17\nrequire ${A} ${version}\n${more.directives ?? ''}\n`;
  return { ...more, files: { '/m/go.mod': gomod }, mods: { ...mods, ...more.mods } };
}

async function updatesOf(universe: Universe): Promise<ModuleUpdates & { readonly replaced?: ModuleUpdates }> {
  const list = await listOf(universe, {}, 'updates');
  const module = list.find(({ path }) => path === A)!;
  const replaced = module.replace?.updates;
  return replaced ? { ...module.updates!, replaced } : module.updates!;
}

const PSEUDO = 'v1.0.1-0.20220101000000-0123456789ab';

describe('an update', () => {
  it.each([
    ['v1.0.0', ['v1.0.0', 'v1.1.0', 'v1.2.0'], 'v1.2.0'],
    ['v1.2.0', ['v1.0.0', 'v1.1.0', 'v1.2.0'], undefined],
    // A release never moves to a newer pre-release, a pre-release does.
    ['v1.0.0', ['v1.0.0', 'v1.1.0-rc.1'], undefined],
    ['v1.1.0-beta', ['v1.0.0', 'v1.1.0-beta', 'v1.1.0-rc.1'], 'v1.1.0-rc.1'],
    ['v1.1.0-beta', ['v1.0.0', 'v1.1.0-beta', 'v1.1.0-rc.1', 'v1.1.0'], 'v1.1.0'],
    [PSEUDO, [PSEUDO], undefined],
  ])('of %s among %j is %s', async (version, versions, update) => {
    const listed = versions.filter((v) => v !== PSEUDO);
    const universe = requiring(version, Object.fromEntries(versions.map((v) => [v, 'go 1.17\n'])));
    const replies = listed.length === 0 ? { [`versions ${A}@`]: GONE } : {};
    expect((await updatesOf({ ...universe, replies })).update?.version).toBe(update);
  });

  it('leaves out what is excluded or retracted', async () => {
    const mods = {
      'v1.0.0': '',
      'v1.1.0': '',
      'v1.2.0': '',
      // The highest version's word counts, even on itself.
      'v1.3.0': 'retract [v1.2.0, v1.3.0] // slip\n',
    };
    expect((await updatesOf(requiring('v1.0.0', mods))).update?.version).toBe('v1.1.0');
    const excluded = requiring('v1.0.0', mods, { directives: `exclude ${A} v1.1.0` });
    expect((await updatesOf(excluded)).update).toBeUndefined();
  });

  it('turns to +incompatible versions only while no compatible one has a go.mod of its own', async () => {
    const none = { 'v1.0.0': `module ${A}\n`, 'v1.1.0': `module ${A}\n`, 'v2.0.0+incompatible': `module ${A}\n` };
    expect((await updatesOf(requiring('v1.0.0', none))).update?.version).toBe('v2.0.0+incompatible');
    expect((await updatesOf(requiring('v1.0.0', { ...none, 'v1.1.0': 'go 1.17\n' }))).update?.version).toBe('v1.1.0');
    // Unless one is on such a version already.
    const there = { ...none, 'v1.1.0': 'go 1.17\n', 'v3.0.0+incompatible': `module ${A}\n` };
    expect((await updatesOf(requiring('v2.0.0+incompatible', there))).update?.version).toBe('v3.0.0+incompatible');
  });

  it('from a pseudo-version does not go back in time', async () => {
    const mods = { [PSEUDO]: '', 'v1.0.0': '', 'v1.1.0': '' };
    const at = (time: string) => requiring(PSEUDO, mods, { times: { [`${A}@v1.1.0`]: time } });
    expect((await updatesOf(at('2021-06-01T00:00:00Z'))).update).toBeUndefined();
    expect((await updatesOf(at('2023-06-01T00:00:00Z'))).update).toEqual({
      version: 'v1.1.0',
      time: '2023-06-01T00:00:00Z',
    });
  });

  it('from a pseudo-version may be another, where nothing is tagged', async () => {
    const newer = 'v1.0.1-0.20230101000000-0123456789ab';
    // A proxy's list holds no pseudo-versions; this one is empty.
    const replies = { [`versions ${A}@`]: { known: true, value: [] } as const };
    const universe = requiring(PSEUDO, { [PSEUDO]: '', [newer]: '' }, { latest: { [A]: newer }, replies });
    expect((await updatesOf(universe)).update?.version).toBe(newer);
    const older = 'v1.0.1-0.20210101000000-0123456789ab';
    expect((await updatesOf({ ...universe, latest: { [A]: older } })).update).toBeUndefined();
  });

  it('whose .info is not there is none', async () => {
    const universe = requiring('v1.0.0', { 'v1.0.0': '', 'v1.1.0': '' }, { replies: { [`info ${A}@v1.1.0`]: GONE } });
    expect((await updatesOf(universe)).update).toBeUndefined();
  });

  it('of a replaced path is looked for under both names', async () => {
    const universe = requiring(
      'v1.0.0',
      { 'v1.0.0': '', 'v1.5.0': '' },
      {
        directives: `replace ${A} => x.example/fork v1.0.0`,
        mods: { 'x.example/fork@v1.0.0': '', 'x.example/fork@v1.1.0': 'retract v1.0.0 // of the fork\n' },
      },
    );
    expect(await updatesOf(universe)).toMatchObject({
      update: { version: 'v1.5.0' },
      // Replaced in all versions: its own author is not asked, the fork's is.
      retracted: ['of the fork'],
      deprecated: '',
      replaced: { update: { version: 'v1.1.0' }, retracted: ['of the fork'] },
    });
  });
});

describe('retractions', () => {
  it.each([
    ['retract v1.0.0\n', ['retracted by module author']],
    ['retract v1.0.0 // at the line\n', ['at the line']],
    ['// above the block\nretract (\n v1.0.0\n [v1.0.0, v1.9.0] // own\n)\n', ['above the block', 'own']],
    ['retract [v0.9.0, v0.9.9]\nretract v1.0.1\n', []],
  ])('%j', async (text, rationale) => {
    const universe = requiring('v1.0.0', { 'v1.0.0': '', 'v1.2.0': text });
    expect((await updatesOf(universe)).retracted).toEqual(rationale);
  });

  it('in an older version are void', async () => {
    expect(
      (await updatesOf(requiring('v1.0.0', { 'v1.0.0': '', 'v1.1.0': 'retract v1.0.0\n', 'v1.2.0': '' }))).retracted,
    ).toEqual([]);
  });

  it('are read from a file that is too new, or names another module', async () => {
    for (const text of ['go 1.99\nretract v1.0.0 // old\n', 'module y.example/moved\nretract v1.0.0 // old\n']) {
      expect((await updatesOf(requiring('v1.0.0', { 'v1.0.0': '', 'v1.2.0': text }))).retracted).toEqual(['old']);
    }
  });

  it('that cannot be read make the command fail, unless there is nothing to read', async () => {
    const broken = requiring('v1.0.0', { 'v1.0.0': '', 'v1.2.0': 'retract (\n' });
    expect(await messageOf(listOf(broken, {}, 'updates'))).toBe(
      `go: loading module retractions for ${A}@v1.0.0: parsing go.mod: go.mod:3: syntax error (unterminated block started at go.mod:2:1)`,
    );
    const gone = requiring('v1.0.0', { 'v1.0.0': '' }, { replies: { [`versions ${A}@`]: GONE } });
    expect(await updatesOf(gone)).toMatchObject({ retracted: [], deprecated: '' });
  });
});

describe('deprecation', () => {
  it.each([
    [`// Deprecated: use y.example/b.\nmodule ${A}\n`, 'use y.example/b.'],
    [`module ${A} // Deprecated: gone\n`, 'gone'],
    [`// Said in\n//\n// Deprecated: two\n// lines.\n//\n// And more.\nmodule ${A}\n`, 'two\nlines.'],
    [`// Not deprecated.\nmodule ${A}\n`, ''],
  ])('%j', async (text, message) => {
    expect((await updatesOf(requiring('v1.0.0', { 'v1.0.0': '', 'v1.2.0': text }))).deprecated).toBe(message);
  });
});

describe('updates over facts', () => {
  const { file } = parseMod(source('go.mod', `module m.example/main\nrequire ${A} v1.0.0\nexclude ${A} v1.3.0\n`));
  const module = { path: A, version: 'v1.0.0' };

  it('ask in rounds for what is not known', () => {
    const facts = new Map<string, Reply<QuestionKind>>();
    const asking = parsedGraph({ members: [{ folder: '/m', file }] }, ({ kind, module: { path, version } }) =>
      facts.get(`${kind} ${path}@${version}`),
    );
    const asked = () => {
      const outcome = asking.updates(module);
      return outcome.kind === 'lacks'
        ? outcome.needs.questions.map((q) => `${q.kind} ${q.module.version}`)
        : outcome.value;
    };
    expect(asked()).toEqual(['versions ']);
    facts.set(`versions ${A}@`, { known: true, value: ['v1.0.0', 'v1.2.0', 'v1.3.0'] });
    expect(asked()).toEqual(['info v1.3.0']);
    facts.set(`info ${A}@v1.3.0`, { known: true, value: { version: 'v1.3.0' } });
    expect(asked()).toEqual(['mod v1.3.0']);
    facts.set(`mod ${A}@v1.3.0`, {
      known: true,
      value: `// Deprecated: no more\nmodule ${A}\nretract v1.0.0 // wrong\n`,
    });
    expect(asked()).toEqual(['info v1.2.0']);
    facts.set(`info ${A}@v1.2.0`, { known: true, value: { version: 'v1.2.0', time: '2024-01-01T00:00:00Z' } });
    expect(asked()).toEqual({
      update: { version: 'v1.2.0', time: '2024-01-01T00:00:00Z' },
      retracted: ['wrong'],
      deprecated: 'no more',
      missing: [],
    });
  });

  it('name what is unavailable', () => {
    const offline: Reply<QuestionKind> = { known: false, why: 'offline', detail: 'offline' };
    const outcome = parsedGraph({ members: [{ folder: '/m', file }] }, () => offline).updates(module);
    expect(outcome).toMatchObject({
      kind: 'done',
      value: {
        retracted: [],
        missing: [
          { question: { kind: 'versions' }, reply: { why: 'offline' } },
          { question: { kind: 'versions' } },
          { question: { kind: 'versions' } },
        ],
      },
    });
  });
});
