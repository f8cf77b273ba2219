/** Limits just below and just above, where the test of the part does not reach them. */
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFiles } from '../../src/commands/policy-test/test-files.ts';
import { MAX_PUSH_BYTES, MAX_TIPS, pushOf } from '../../src/commands/shared/pushed.ts';
import { MAX_ENTRIES, readDirectory } from '../../src/gather/gozip/directory.ts';
import type { HttpClient } from '../../src/gather/http/client.ts';
import { questionClock } from '../../src/gather/http/watch.ts';
import { MAX_FETCHED, openRemoteZip } from '../../src/gather/proxy/remote-zip.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { readReports } from '../../src/gather/vulndb/reports-source.ts';
import { MAX_GO_FILES, withImports } from '../../src/model/imports.ts';
import { MAX_SETTING_FILES } from '../../src/model/limits.ts';
import { openRepo } from '../../src/model/open.ts';
import { readSettingFiles } from '../../src/model/settings/setting-files.ts';
import { MAX_RECORDED } from '../../src/policy/baseline/limits.ts';
import { baselineSchema } from '../../src/policy/baseline/schema.ts';
import { MAX_OVERRIDES } from '../../src/policy/limits.ts';
import { MAX_LIST } from '../../src/policy/options/options.ts';
import { MAX_PATTERN_LENGTH } from '../../src/policy/patterns/patterns.ts';
import { MAX_CASES, MAX_EXPECTED, MAX_TEST_FILES } from '../../src/policy/testing/limits.ts';
import { policyTestSchema } from '../../src/policy/testing/schema.ts';
import { source } from '../../src/text/source.ts';
import { MAX_REPORT } from '../../src/vuln/reports/read-report.ts';
import { load, told } from '../policy/helpers.ts';
import { tooManyEntries } from '../support/zip-entries.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bounds-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const times = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i));

describe('repositories', () => {
  it.each([
    [MAX_GO_FILES, 'read'],
    [MAX_GO_FILES + 1, 'lacking'],
  ])('%d .go files of one module: %s', async (count, state) => {
    const files = new Map(times(count, (i) => `p/f${i}.go`).map((path) => [path, 'package p\n']));
    const tree = memoryTree(files.set('go.mod', 'module example.com/m\n\ngo 1.25.0\n'));
    const paths = await tree.list();
    const { modules } = await openRepo(tree, { paths });
    expect((await withImports(modules, tree, paths))[0]!.imports?.state).toBe(state);
  });

  it('have so many files that set variables', async () => {
    const text = 'GOSUMDB=off\n';
    const file = (i: number) => ({ dir: '', source: source(`${i}.env`, ''), read: undefined });
    const files = Array.from({ length: MAX_SETTING_FILES + 1 }, (_, i) => file(i));
    const tree = { ...memoryTree({}), read: async () => new TextEncoder().encode(text) };
    const read = await readSettingFiles(files, tree);
    expect(read.map(({ read }) => read!.settings.length).lastIndexOf(1)).toBe(MAX_SETTING_FILES - 1);
    expect(read.at(-1)!.read!.unread[0]!.reason).toContain('over the limit');
  });
});

describe('a push', () => {
  const line = (i: number) =>
    `refs/heads/b${i} ${i.toString(16).padStart(40, '0').replace(/^0/, 'a')} refs/heads/b${i} ${'0'.repeat(40)}`;
  const pushed = (text: string) =>
    pushOf({
      env: {},
      isTerminal: { in: false, out: false, err: false },
      input: (most) => (text.length > most ? { problem: 'is too large' } : new TextEncoder().encode(text)),
    }).tips;

  it('has up to so many commits of a push', () => {
    expect(pushed(times(MAX_TIPS, line).join('\n'))).toHaveLength(MAX_TIPS);
    expect(() => pushed(times(MAX_TIPS + 1, line).join('\n'))).toThrow(`at most ${MAX_TIPS} commits`);
  });

  it('has up to so many bytes of a push', () => {
    expect(pushed(line(1) + '\n'.repeat(MAX_PUSH_BYTES - line(1).length))).toHaveLength(1);
    expect(() => pushed(line(1) + '\n'.repeat(MAX_PUSH_BYTES))).toThrow('is too large');
  });
});

describe('zips', () => {
  it('have so many files in a zip', async () => {
    expect(await readDirectory(tooManyEntries(MAX_ENTRIES))).toHaveLength(MAX_ENTRIES);
    await expect(readDirectory(tooManyEntries(MAX_ENTRIES + 1))).rejects.toThrow(`more than ${MAX_ENTRIES} entries`);
  });

  it('give so many bytes that are fetched of a zip', async () => {
    const size = 400 << 20;
    const block = 32 << 20;
    const http = {
      get: async (_: URL, { range = '' }: { range?: string }) => {
        const [, from = '', to = ''] = /^bytes=(\d*)-(\d+)$/.exec(range)!;
        const [start, end] = from === '' ? [size - Number(to), size - 1] : [Number(from), Number(to)];
        const body = new Uint8Array(end + 1 - start);
        return { ok: true, status: 206, headers: { 'content-range': `bytes ${start}-${end}/${size}` }, body };
      },
    } as unknown as HttpClient;
    const zip = await openRemoteZip(http, new URL('https://proxy.example/z.zip'), { clock: questionClock() });
    if (!('read' in zip)) throw new Error(zip.detail);
    const most = Math.floor((MAX_FETCHED - (128 << 10)) / block);
    for (let i = 0; i < most; i++) expect(await zip.read(i * block, (i + 1) * block)).toHaveLength(block);
    await expect(zip.read(most * block, (most + 1) * block)).rejects.toThrow('need more than');
  });
});

it('a report of another tool may have so many bytes', () => {
  const file = join(folder, 'report.json');
  const reports = (size: number) => {
    writeFileSync(file, '{}');
    truncateSync(file, size);
    return () => readReports(['report.json'], folder);
  };
  expect(reports(MAX_REPORT)).not.toThrow('is larger than');
  expect(reports(MAX_REPORT + 1)).toThrow(`is larger than ${MAX_REPORT} bytes`);
});

describe('policies', () => {
  const exempt = (patterns: readonly string[]) =>
    `rules:\n  graph/max-depth: { level: error, exempt: ${JSON.stringify(patterns)} }\n`;
  const problemsOf = async (text: string) => told((await load(text)).problems).map((line) => line.split(' | ')[0]);

  it('have so many overrides', async () => {
    const overrides = (n: number) =>
      `overrides:\n${times(n, (i) => `  - { files: [f${i}], rules: { graph/banned: off } }\n`).join('')}`;
    expect(await problemsOf(overrides(MAX_OVERRIDES))).toEqual([]);
    expect(await problemsOf(overrides(MAX_OVERRIDES + 1))).toEqual([
      expect.stringMatching(new RegExp(`more than ${MAX_OVERRIDES} `)),
    ]);
  });

  it('have so many entries of a list', async () => {
    const modules = (n: number) => exempt(times(n, (i) => `example.com/a${i}`));
    expect(await problemsOf(modules(MAX_LIST))).toEqual([]);
    expect(await problemsOf(modules(MAX_LIST + 1))).toEqual([expect.stringMatching(/2000|2,000/)]);
  });

  it('have so many characters of a module pattern', async () => {
    const pattern = (n: number) => exempt([`example.com/${'a'.repeat(n - 12)}`]);
    expect(await problemsOf(pattern(MAX_PATTERN_LENGTH))).toEqual([]);
    expect(await problemsOf(pattern(MAX_PATTERN_LENGTH + 1))).toEqual([
      expect.stringContaining(`longer than ${MAX_PATTERN_LENGTH} characters`),
    ]);
  });
});

describe('files of policies', () => {
  it('have so many findings of a baseline', () => {
    const schema = baselineSchema(v);
    const finding = { id: `mw1:${'0'.repeat(32)}`, rule: 'a/b', subject: 's', path: 'go.mod', since: '2026-01-01' };
    const takes = (n: number) => v.safeParse(schema, { version: 1, findings: new Array(n).fill(finding) });
    const issues = (n: number) => (takes(n).issues ?? []).map(({ type }) => type);
    expect(issues(MAX_RECORDED)).not.toContain('max_length');
    expect(issues(MAX_RECORDED + 1)).toContain('max_length');
  });

  const tests = (cases: number, expected: number) =>
    (
      v.safeParse(policyTestSchema(v, ['graph/banned']), {
        policy: '.modwarden.yaml',
        cases: new Array(cases).fill({
          name: 'n',
          files: {},
          expect: new Array(expected).fill({ rule: 'graph/banned' }),
        }),
      }).issues ?? []
    ).map(({ type }) => type);

  it.each([
    ['cases of a policy test', MAX_CASES, 0],
    ['expected findings', 1, MAX_EXPECTED],
  ])('have so many %s', (_, cases, expected) => {
    expect(tests(cases, expected)).not.toContain('max_length');
    expect(tests(cases + (expected === 0 ? 1 : 0), expected + (expected === 0 ? 0 : 1))).toContain('max_length');
  });

  it('are so many policy test files', async () => {
    const root = join(folder, 'tests');
    mkdirSync(root);
    for (let i = 0; i < MAX_TEST_FILES; i++) writeFileSync(join(root, `${i}.policy-test.yaml`), '');
    expect(await testFiles([root], folder)).toHaveLength(MAX_TEST_FILES);
    writeFileSync(join(root, 'more.policy-test.yaml'), '');
    await expect(testFiles([root], folder)).rejects.toThrow(`more than ${MAX_TEST_FILES}`);
  });
});
