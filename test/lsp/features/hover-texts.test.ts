/** The lines of a hover, for what a finding and a module can have. What was checked is given. */

import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CancellationToken,
  CancellationTokenSource,
  type Hover,
  type MarkupContent,
} from 'vscode-languageserver-protocol';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { Context } from '../../../src/lsp/features/context.ts';
import { hover } from '../../../src/lsp/features/hover.ts';
import { markupFor } from '../../../src/lsp/features/markup.ts';
import type { ModuleFacts } from '../../../src/lsp/features/module-facts.ts';
import { openRepo } from '../../../src/model/open.ts';
import type { MainModule, ModuleInUse } from '../../../src/model/repo.ts';
import type { Finding } from '../../../src/model/report.ts';

const given = vi.hoisted(() => ({
  subject: undefined as unknown,
  findings: [] as unknown[],
  facts: undefined as unknown,
  policy: undefined as unknown,
}));
vi.mock('../../../src/lsp/features/context.ts', () => ({
  subjectOf: async () => given.subject,
  findingsAt: () => given.findings,
  unlessCanceled: async (promise: Promise<unknown>) => promise,
}));
vi.mock('../../../src/lsp/features/module-facts.ts', () => ({
  moduleFacts: async () => given.facts,
  moduleHealth: async () => undefined,
}));
vi.mock('../../../src/lsp/policy-file/hover.ts', () => ({ policyHover: async () => given.policy }));

const GO_MOD = 'module example.com/app\n\nrequire a.example/x v1.0.0\n';
const { modules } = await openRepo(memoryTree({ 'go.mod': GO_MOD }));
const main = modules[0]!;
const use = main.uses[0]!;
const NEVER: CancellationToken = new CancellationTokenSource().token;
const context = { markup: () => markupFor(undefined) } as unknown as Context;

function at(line: number, more: Partial<MainModule> = {}): void {
  given.subject = {
    path: 'go.mod',
    checked: { repo: { modules: [{ ...main, ...more }] }, report: { today: '2026-06-01' } },
    text: { pointOf: () => ({ line, column: 1 }) },
  };
}
const ask = (token = NEVER): Promise<Hover | null> =>
  hover({ textDocument: { uri: 'file:///go.mod' }, position: { line: 0, character: 0 } }, context, token);
const value = async () => ((await ask())?.contents as MarkupContent | undefined)?.value;

async function ofModule(more: Partial<ModuleInUse> = {}, facts?: ModuleFacts, sum?: unknown) {
  at(3, { uses: [{ ...use, ...more }], sum: sum as MainModule['sum'] });
  given.facts = facts;
  return (await value())!.split('\n');
}

beforeEach(() => {
  Object.assign(given, { subject: undefined, findings: [], facts: undefined, policy: undefined });
});

describe('a hover', () => {
  it('is none where there is nothing to say, or nobody waits any more', async () => {
    expect(await ask()).toBeNull();
    at(1);
    expect(await ask()).toBeNull();
    at(3);
    const source = new CancellationTokenSource();
    source.cancel();
    expect(await ask()).not.toBeNull();
    expect(await ask(source.token)).toBeNull();
  });

  it('tells of a policy\u2019s key, also where nothing was checked', async () => {
    given.policy = ['about the key'];
    expect(await value()).toBe('about the key');
    at(3);
    expect((await value())!.split('\n\n')[0]).toBe('about the key');
  });
});

describe('a finding', () => {
  const finding: Finding = {
    rule: 'corp/own',
    level: 'error',
    id: 'mw1:0',
    state: 'new',
    place: { path: 'go.mod', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
    snippet: '',
    subject: 's',
    module: '',
    message: 'it is bad',
    related: [],
    trail: [],
  };
  const lines = async (more: Partial<Finding>) => {
    at(1);
    given.findings = [{ ...finding, ...more }];
    return (await value())!.split('\n').slice(1);
  };
  const trail = (length: number) => Array.from({ length }, (_, i) => ({ path: `m${i + 1}`, version: 'v1.0.0' }));

  it('has its message, and of the rest what there is', async () => {
    expect(await lines({})).toEqual(['it is bad']);
    expect(await lines({ trail: trail(1) })).toEqual(['it is bad']);
    const place = { ...finding.place, path: 'p.yaml' };
    expect(
      await lines({
        hint: 'use y',
        trail: trail(2),
        policy: { place, snippet: '  - module: x  ' },
        waiver: { reason: 'soon gone', owner: 'platform', until: '2027-01-01', place },
        asOf: '2026-05-01T00:00:00Z',
      }),
    ).toEqual([
      'it is bad',
      'Help: use y',
      'Path: m1 v1.0.0 → m2 v1.0.0',
      'Policy: p.yaml:1 - module: x',
      'Waived until 2027-01-01 by platform: soon gone (p.yaml:1)',
      'As of 2026-05-01T00:00:00Z',
    ]);
    expect(await lines({ waiver: { reason: 'soon gone', until: '2027-01-01', place } })).toEqual([
      'it is bad',
      'Waived until 2027-01-01: soon gone (p.yaml:1)',
    ]);
  });

  it('names twelve steps of a path', async () => {
    const path = async (length: number) => (await lines({ trail: trail(length) }))[1]!.split(' → ');
    expect(await path(12)).toHaveLength(12);
    expect((await path(13)).slice(11)).toEqual(['m12 v1.0.0', '…']);
  });

  it('of a rule that ships says why', async () => {
    expect((await lines({ rule: 'graph/banned' }))[1]).toMatch(/^Why: /);
  });
});

describe('a requirement', () => {
  it.each<[Partial<ModuleInUse>, string]>([
    [{ direct: true, depth: 1 }, 'direct requirement'],
    [{ direct: false, depth: 3, depthState: 'declared' }, 'indirect requirement, depth 3'],
    [{ direct: false, depth: undefined, depthState: 'unknown' }, 'indirect requirement'],
    [{ direct: false, depth: 2, depthState: 'unselected' }, 'required only by unselected versions'],
  ])('%o', async (more, said) => {
    expect((await ofModule(more))[0]).toBe(`a.example/x v1.0.0: ${said}`);
  });

  it('has its path and replacement', async () => {
    const trail = [
      { path: 'b.example/y', version: 'v1.0.0' },
      { path: 'a.example/x', version: 'v1.0.0' },
    ];
    expect(await ofModule({ trail, replace: { path: 'f.example/x', version: 'v1.1.0' } })).toEqual([
      expect.anything(),
      expect.stringMatching(/^Path: example\.com\/app +→ b\.example\/y v1\.0\.0 → a\.example\/x v1\.0\.0$/),
      'Replaced by f.example/x v1.1.0',
      'Checksums: none in go.sum',
    ]);
    expect(await ofModule({ replace: { path: './x', version: '' } })).toEqual([
      expect.anything(),
      'Replaced by ./x',
      'Checksums: none, a folder is built',
    ]);
  });

  it('has what the caches know', async () => {
    const asOf = '2026-05-30T12:00:00Z';
    const facts: ModuleFacts = {
      published: '2026-05-29T00:00:00Z',
      newest: { version: 'v1.2.0', published: '2026-05-31T00:00:00Z' },
      asOf,
      license: { expression: 'MIT', evidence: 'LICENSE' },
    };
    expect((await ofModule({}, facts)).slice(1)).toEqual([
      'Published 2026-05-29 (3 days ago)',
      'Newest version: v1.2.0, published 2026-05-31 (1 day ago) (as of 2026-05-30)',
      'License: MIT (LICENSE)',
      'Checksums: none in go.sum',
    ]);
    expect((await ofModule({}, { newest: { version: 'v1.2.0' } })).slice(1, 2)).toEqual(['Newest version: v1.2.0']);
    expect((await ofModule({}, { asOf })).slice(1)).toEqual([
      'This is the newest version (as of 2026-05-30)',
      'Checksums: none in go.sum',
    ]);
    expect((await ofModule({}, { license: { expression: 'MIT', evidence: '' } })).slice(1, 2)).toEqual([
      'License: MIT',
    ]);
    expect((await ofModule({}, {})).at(-1)).toBe('Other facts are not in the caches');
  });

  it.each([
    [[], 'none in go.sum'],
    [[false], 'go.sum has the content alone'],
    [[true], 'go.sum has the go.mod alone'],
    [[true, false], 'go.sum has the content and the go.mod'],
  ])('has the checksums %j', async (goMods, said) => {
    const entry = (path: string, version: string) => goMods.map((goMod) => ({ path, version, goMod }));
    expect((await ofModule({}, undefined, { entries: entry('a.example/x', 'v1.0.0') })).at(-1)).toBe(
      `Checksums: ${said}`,
    );
    const others = { entries: [...entry('a.example/x', 'v1.0.1'), ...entry('a.example/y', 'v1.0.0')] };
    expect((await ofModule({}, undefined, others)).at(-1)).toBe('Checksums: none in go.sum');
    // What is built counts.
    const replace = { path: 'f.example/x', version: 'v1.1.0' };
    expect((await ofModule({ replace }, undefined, { entries: entry('f.example/x', 'v1.1.0') })).at(-1)).toBe(
      `Checksums: ${said}`,
    );
  });
});
