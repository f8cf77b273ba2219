import { expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { factStore } from '../../../src/lint/facts/fact-store.ts';
import { type Answer, type Ask, askKey } from '../../../src/model/facts/facts.ts';
import { originAsks, originsOf } from '../../../src/model/facts/origins.ts';
import { modulesInUse } from '../../../src/model/in-use.ts';
import { openRepo } from '../../../src/model/open.ts';

const LIMIT = { days: 90, today: '2026-06-01' };
const OLD = '2020-01-01T00:00:00Z';
const YOUNG = '2026-05-20T00:00:00Z';

/** Asks and answers until nothing new is asked; gives what was asked, and what each module's origin is. */
async function origins(
  requires: readonly string[],
  known: Readonly<Record<string, string | readonly string[]>>,
  replace = '',
) {
  const mod = `module example.com/app\n\ngo 1.25\n\nrequire (\n${requires.map((r) => `\t${r}\n`).join('')})\n${replace}`;
  const items = [...modulesInUse(await openRepo(memoryTree(new Map([['go.mod', mod]]))), 'all')];
  const facts = factStore();
  const asked: string[] = [];
  for (let fresh = 1; fresh > 0; ) {
    const asks = [...originAsks(items, facts, LIMIT)].filter((ask) => !facts.asked(ask));
    fresh = asks.length;
    for (const ask of asks) {
      asked.push(askKey(ask));
      facts.put(ask, answerTo(ask, known));
    }
  }
  const originOf = originsOf(items, facts, LIMIT);
  return { asked, states: items.map((item) => `${item.use.path.split('/').pop()} ${originOf(item).state}`) };
}

function answerTo(
  { kind, module: { path, version } }: Ask,
  known: Readonly<Record<string, string | readonly string[]>>,
) {
  const value = known[version === '' ? path : `${path}@${version}`];
  if (value === undefined) return { known: false, why: 'failed', detail: 'down' } satisfies Answer<never>;
  return {
    known: true,
    source: 'test',
    value: kind === 'info' ? { version, time: value } : value,
  } satisfies Answer<unknown>;
}

it('asks no more of a module whose version in use is old', async () => {
  const { asked, states } = await origins(
    ['github.com/a/old v1.0.0', 'github.com/a/pseudo v0.0.0-20200101000000-abcdefabcdef'],
    { 'github.com/a/old@v1.0.0': OLD },
  );
  expect(asked).toEqual(['info github.com/a/old@v1.0.0']);
  expect(states).toEqual(['old old', 'pseudo old']);
});

it('looks at the first version of what is young', async () => {
  const { asked, states } = await origins(['github.com/a/new v1.1.0', 'github.com/a/tree v1.1.0'], {
    'github.com/a/new@v1.1.0': YOUNG,
    'github.com/a/new': ['v1.1.0', 'v1.0.0'],
    'github.com/a/new@v1.0.0': YOUNG,
    'github.com/a/tree@v1.1.0': YOUNG,
    'github.com/a/tree': ['v1.0.0', 'v1.1.0'],
    'github.com/a/tree@v1.0.0': OLD,
  });
  expect(asked).toContain('info github.com/a/new@v1.0.0');
  expect(states).toEqual(['new new', 'tree old']);
});

it('takes the version in use where there is no tag', async () => {
  const { states } = await origins(['github.com/a/new v0.0.0-20260520000000-abcdefabcdef'], { 'github.com/a/new': [] });
  expect(states).toEqual(['new new']);
});

it('lets a host vouch for its modules, unless it is a forge', async () => {
  const known = { 'a.example/x@v1.0.0': OLD, 'a.example/y@v0.1.0': YOUNG };
  const { asked, states } = await origins(['a.example/x v1.0.0', 'a.example/y v0.1.0'], known);
  expect(states).toEqual(['x old', 'y old']);
  expect(asked).not.toContain('versions a.example/y@');
});

it('passes over folders, and does not know what nobody answered', async () => {
  const { states } = await origins(
    ['github.com/a/gone v1.0.0', 'github.com/a/local v1.0.0', 'github.com/a/mute v1.0.0'],
    { 'github.com/a/mute@v1.0.0': YOUNG, 'github.com/a/mute': ['v0.1.0', 'v1.0.0'] },
    '\nreplace github.com/a/local => ./local\n',
  );
  expect(states).toEqual(['gone unknown', 'local old', 'mute unknown']);
});
