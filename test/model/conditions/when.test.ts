import { describe, expect, it } from 'vitest';
import { openLicenseTools } from '../../../src/license/tools.ts';
import { factStore } from '../../../src/lint/facts/fact-store.ts';
import {
  type Conditioned,
  type Reading,
  type When,
  type WhenContext,
  whenAsks,
  whenGaps,
  whenHolds,
  whenUses,
} from '../../../src/model/conditions/when.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';
import { askKey } from '../../../src/model/facts/facts.ts';
import type { Context } from '../../../src/model/rule.ts';
import { indexBytes } from '../../license/index-fixture.ts';

const TOOLS = await openLicenseTools(indexBytes());

const MODULE: Conditioned = {
  built: { path: 'github.com/Acme/x', version: 'v1.2.0' },
  direct: false,
  depth: 3,
};

type Full = WhenContext & Pick<Context<unknown>, 'licenses'>;

const known = (value: unknown): Answer<unknown> => ({ known: true, value, source: 'record' });

function context(license = 'MIT', time = '2026-05-02T00:00:00Z'): Full {
  const facts = factStore();
  const { built } = MODULE;
  facts.put({ kind: 'info', module: built }, known({ version: built.version, time }));
  const files = [{ path: 'LICENSE', text: `SPDX-License-Identifier: ${license}\n` }];
  facts.put({ kind: 'license', module: built }, known({ files }));
  return {
    facts,
    today: '2026-06-01',
    isPrivate: (path) => path.startsWith('git.corp.example/'),
    inRange: (version, range) => version === range,
    licenses: () => TOOLS,
  };
}

const state = (when: When, module = MODULE, of = context(), reading: Reading = 'deny') =>
  whenHolds(when, module, of, reading).state;

describe('one condition', () => {
  it.each<[When, string]>([
    [{ direct: false }, 'yes'],
    [{ direct: true }, 'no'],
    [{ private: false }, 'yes'],
    [{ private: true }, 'no'],
    [{ depth: 3 }, 'yes'],
    [{ depth: 2 }, 'no'],
    [{ depth: { min: 3 } }, 'yes'],
    [{ depth: { max: 3 } }, 'yes'],
    [{ depth: { min: 4 } }, 'no'],
    [{ depth: { min: 1, max: 2 } }, 'no'],
    [{ age: { max: '30d' } }, 'yes'],
    [{ age: { max: '29d' } }, 'no'],
    [{ age: { min: '30d' } }, 'yes'],
    [{ age: { min: '31d' } }, 'no'],
    [{ host: 'GitHub.com' }, 'yes'],
    [{ host: ['gitlab.com', 'github.com'] }, 'yes'],
    [{ host: 'hub.com' }, 'no'],
    [{ host: '*.com' }, 'yes'],
    [{ host: '*hub.com' }, 'no'],
    [{ host: '*.github.com' }, 'no'],
    [{ owner: 'acme' }, 'yes'],
    [{ owner: 'github.com/ACME' }, 'yes'],
    [{ owner: ['gitlab.com/acme', 'acm'] }, 'no'],
    [{ version: 'v1.2.0' }, 'yes'],
    [{ version: 'v1.3.0' }, 'no'],
    [{ license: 'MIT' }, 'yes'],
    [{ license: ['GPL-3.0-only', 'permissive'] }, 'yes'],
    [{ license: 'GPL-3.0-only' }, 'no'],
    [{}, 'yes'],
  ])('%j holds: %s', (when, wanted) => {
    expect(state(when)).toBe(wanted);
  });

  it('matches subdomains, but not the domain itself', () => {
    const on = (path: string) => state({ host: '*.corp.example' }, { ...MODULE, built: { path, version: 'v1.0.0' } });
    expect(['git.corp.example/a', 'g.corp.example/a', 'corp.example/a', 'xcorp.example/a'].map(on)).toEqual([
      'yes',
      'yes',
      'no',
      'no',
    ]);
  });

  it('knows no owner of a path with one element', () => {
    expect(state({ owner: 'rsc.example' }, { ...MODULE, built: { path: 'rsc.example', version: 'v1.0.0' } })).toBe(
      'no',
    );
  });

  it.each([
    ['MIT AND GPL-3.0-only', 'allow', 'permissive', 'no'],
    ['MIT OR GPL-3.0-only', 'allow', 'permissive', 'yes'],
    ['MIT AND GPL-3.0-only', 'deny', 'strong-copyleft', 'yes'],
    ['MIT OR GPL-3.0-only', 'deny', 'strong-copyleft', 'no'],
    ['MIT', 'deny', 'strong-copyleft', 'no'],
    ['LicenseRef-Strange', 'allow', 'permissive', 'no'],
  ] as const)('reads %s as an entry that would %s %s', (license, reading, list, wanted) => {
    expect(state({ license: list }, MODULE, context(license), reading)).toBe(wanted);
  });

  it('holds for no folder where it is about what is published', () => {
    const folder = { ...MODULE, built: { ...MODULE.built, version: '' } };
    const conditions: When[] = [{ age: { min: '1d' } }, { license: 'MIT' }, { version: 'v1.2.0' }];
    expect(conditions.map((when) => state(when, folder))).toEqual(['no', 'no', 'no']);
    expect(state({ depth: 3 }, folder)).toBe('yes');
    expect([...whenAsks({ age: { min: '1d' }, license: 'MIT' }, folder, context())]).toEqual([]);
  });
});

describe('what is not known', () => {
  const nothing = (): Full => {
    const facts = factStore();
    for (const kind of ['info', 'license'] as const)
      facts.put({ kind, module: MODULE.built }, { known: false, why: 'missing', detail: '404' });
    return { ...context(), facts };
  };

  it.each<[string, When, Partial<Conditioned>]>([
    ['an age', { age: { max: '1y' } }, {}],
    ['a license', { license: 'MIT' }, {}],
    ['whether it is direct', { direct: true }, { direct: undefined }],
    ['a depth', { depth: { max: 4 } }, { depth: { least: 2, detail: 'no graph' } }],
  ])('is unknown for %s, unless another condition fails', (_, when, module) => {
    const of = { ...MODULE, ...module };
    expect(state(when, of, nothing())).toBe('unknown');
    expect(state({ ...when, host: 'gitlab.com' }, of, nothing())).toBe('no');
    expect(state({ ...when, host: 'github.com' }, of, nothing())).toBe('unknown');
  });

  it('is no lack where the least depth decides', () => {
    const of: Conditioned = { ...MODULE, depth: { least: 2, detail: 'no graph' } };
    expect(state({ depth: 1 }, of)).toBe('no');
    expect(state({ depth: { min: 2 } }, of)).toBe('yes');
    expect(state({ depth: { min: 3 } }, of)).toBe('unknown');
    expect(state({ depth: { min: 1 } }, { ...MODULE, depth: 'none' })).toBe('no');
  });

  it('is a gap of its own only where no question stands for it', () => {
    const gaps = (when: When, module: Conditioned, of: Full) => [
      ...whenGaps(undefined, 'x', whenHolds(when, module, of, 'deny')),
    ];
    expect(gaps({ age: { max: '1y' } }, MODULE, nothing())).toEqual([]);
    expect(gaps({ direct: true }, { ...MODULE, direct: undefined }, nothing())).toHaveLength(1);
    expect(gaps({ age: { max: '1y' } }, MODULE, context('MIT', '0001-01-01T00:00:00Z'))).toEqual([
      { unchecked: { subject: 'x', why: 'missing', detail: 'the time of v1.2.0 is not known' } },
    ]);
    expect(gaps({ license: 'MIT' }, MODULE, context('NOASSERTION'))).toMatchObject([
      { unchecked: { detail: expect.stringContaining('NOASSERTION') } },
    ]);
    expect(gaps({ depth: 3 }, MODULE, context())).toEqual([]);
  });
});

describe('questions', () => {
  const asks = (when: When | undefined, of: Full = { ...context(), facts: factStore() }, module = MODULE) =>
    [...whenAsks(when, module, of)].map((ask: Ask) => askKey(ask));
  const info = 'info github.com/Acme/x@v1.2.0';
  const license = 'license github.com/Acme/x@v1.2.0';

  it('are asked only where nothing else decides', () => {
    expect(asks(undefined)).toEqual([]);
    expect(asks({ direct: false, host: 'github.com' })).toEqual([]);
    expect(asks({ license: 'MIT', direct: true })).toEqual([]);
    expect(asks({ license: 'MIT' })).toEqual([license]);
    expect(asks({ license: 'MIT', age: { max: '1y' } })).toEqual([info]);
    expect(asks({ license: 'MIT', age: { max: '1y' } }, context())).toEqual([info, license]);
    expect(asks({ license: 'MIT', age: { max: '1d' } }, context())).toEqual([info]);
  });

  it('are not asked for the time of a pseudo-version', () => {
    const built = { path: 'example.com/x', version: 'v0.0.0-20260520030405-abcdefabcdef' };
    expect(asks({ age: { max: '30d' } }, context(), { ...MODULE, built })).toEqual([]);
    expect(state({ age: { max: '30d' } }, { ...MODULE, built })).toBe('yes');
  });

  it('say which tools they need', () => {
    expect(whenUses([{}, { when: { version: '<2' } }, { when: { license: 'MIT', version: '<1' } }])).toEqual([
      'ranges',
      'licenses',
    ]);
  });
});
