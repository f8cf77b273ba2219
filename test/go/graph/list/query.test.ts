/** Version queries, as a main module's go.mod may hold them in place of a version. */
import { describe, expect, it } from 'vitest';
import { built, messageOf, type Universe } from '../universe.ts';

const A = 'x.example/a';
const VERSIONS = ['v1.0.0', 'v1.1.0', 'v1.1.1', 'v1.2.0-rc.1', 'v1.2.0', 'v1.3.0-beta'];

function asking(query: string, versions: readonly string[] = VERSIONS, more: Partial<Universe> = {}): Universe {
  return {
    ...more,
    files: { '/m/go.mod': `module m.example/main\ngo 1.17\nrequire ${A} ${query}\n` },
    mods: Object.fromEntries(versions.map((version) => [`${A}@${version}`, ''])),
  };
}

const selected = async (universe: Universe) => (await built(universe, { mod: 'mod' }))[1];

describe('a query', () => {
  it.each([
    ['latest', 'v1.2.0'],
    ['upgrade', 'v1.2.0'],
    ['v1', 'v1.2.0'],
    ['v1.1', 'v1.1.1'],
    ['v1.0', 'v1.0.0'],
    // Ranges downwards take the highest, ranges upwards the lowest; a release goes before a pre-release.
    ['<v1.1.0', 'v1.0.0'],
    ['<=v1.1.0', 'v1.1.0'],
    ['<v1.2', 'v1.1.1'],
    ['<v1.2.0-rc.1', 'v1.1.1'],
    ['>v1.1.0', 'v1.1.1'],
    ['>=v1.1.0', 'v1.1.0'],
    ['>=v1.1', 'v1.1.0'],
    ['>v1.2.0', 'v1.3.0-beta'],
    ['>=v1.2.0-rc.1', 'v1.2.0'],
  ])('%s selects %s', async (query, version) => {
    expect(await selected(asking(query))).toBe(`${A}@${version}`);
  });

  // The messages are those of the go command, word by word.
  it.each([
    ['<=v1.2', 'ambiguous semantic version "v1.2" in range "<=v1.2"'],
    ['>v1', 'ambiguous semantic version "v1" in range ">v1"'],
    ['<bad', 'invalid semantic version "bad" in range "<bad"'],
    ['patch', `can't query version "patch" of module ${A}: no existing version is required`],
  ])('%s is an error', async (query, message) => {
    expect(await messageOf(built(asking(query), { mod: 'mod' }))).toBe(
      `go: errors parsing go.mod:\ngo.mod:3: ${message}`,
    );
  });

  it.each(['>v1.3.0', '<v1.0.0', 'v1.4', 'v2', 'v1.3'])('%s matches nothing', async (query) => {
    expect(await messageOf(built(asking(query), { mod: 'mod' }))).toBe(
      `go: errors parsing go.mod:\ngo.mod:3: no matching versions for query "${query}"`,
    );
  });

  it('takes a revision by the proxy’s word', async () => {
    const replies = { [`info ${A}@master`]: { known: true, value: { version: 'v1.1.0' } } } as const;
    expect(await selected(asking('master', VERSIONS, { replies }))).toBe(`${A}@v1.1.0`);
  });

  it('that the proxy does not know names the module in its error', async () => {
    const message = await messageOf(built(asking('master'), { mod: 'mod' }));
    expect(message).toMatch(
      /^go: errors parsing go\.mod:\ngo\.mod:3: require x\.example\/a: version "master" invalid: /,
    );
  });

  it('for the latest takes an untagged version only where nothing is tagged', async () => {
    const pseudo = 'v0.0.0-20220101000000-0123456789ab';
    const replies = { [`versions ${A}@`]: { known: true, value: [] } } as const;
    expect(await selected(asking('latest', [pseudo], { latest: { [A]: pseudo }, replies }))).toBe(`${A}@${pseudo}`);
    // The versions are those of the list, which a proxy gives without pseudo-versions.
    const tagged = { [`versions ${A}@`]: { known: true, value: ['v1.0.0-rc.1'] } } as const;
    expect(
      await selected(asking('latest', ['v1.0.0-rc.1', pseudo], { latest: { [A]: pseudo }, replies: tagged })),
    ).toBe(`${A}@v1.0.0-rc.1`);
  });
});
