import { describe, expect, it } from 'vitest';
import { findingsIn, linesOf } from '../run.ts';

const MOD = 'module example.com/shop\n\ngo 1.25.1\n\nrequire example.com/net v1.4.0\n';

interface Given {
  readonly options?: object;
  /** Of the entry about example.com/net. */
  readonly entry?: object;
  readonly modified?: string | null;
  readonly mod?: string;
  readonly env?: string;
  readonly stdlib?: readonly object[];
}

const net = (more: object = {}) => ({
  id: 'GO-2099-0001',
  affected: [{ module: 'example.com/net', ranges: [[{ introduced: '0' }, { fixed: '1.5.0' }]] }],
  ...more,
});

function blocksOf({ options, entry, modified = '2026-05-30T00:00:00Z', mod = MOD, env, stdlib = [] }: Given) {
  const database = {
    ...{ name: 'vulndb.zip', modules: 3, entries: 4, malicious: 0, sha256: '' },
    ...(modified !== null && { modified }),
  };
  const facts = {
    'example.com/net@v1.4.0': { mod: 'module example.com/net\n' },
    'vulnerability database': { vulndb: { databases: [database] } },
    'example.com/net': { vulns: entry ? [net(entry)] : [] },
    stdlib: { vulns: stdlib },
  };
  return {
    'go.mod': mod,
    options: JSON.stringify({ go: 'off', ...options }),
    facts: JSON.stringify(facts),
    ...(env !== undefined && { env }),
  };
}

const found = async (given: Given) =>
  (await findingsIn('vuln/known', blocksOf(given))).map(
    ({ level, confidence, subject, version }) => `${level}${confidence ? ` ${confidence}` : ''} ${subject} ${version}`,
  );
const lines = (given: Given) => linesOf('vuln/known', blocksOf(given));

const FOUND = 'error example.com/net GO-2099-0001 v1.4.0';
const NOTE = 'note low example.com/net GO-2099-0001 v1.4.0';

describe('the options', () => {
  it.each<[reviewed: string, isReviewed: boolean, findings: string[]]>([
    ['any', true, [FOUND]],
    ['any', false, [FOUND]],
    ['reviewed', true, [FOUND]],
    ['reviewed', false, []],
    ['mark', true, [FOUND]],
    ['mark', false, [NOTE]],
  ])('reviewed: %s, with an entry that is reviewed: %s', async (reviewed, isReviewed, findings) => {
    expect(await found({ options: { reviewed }, entry: { reviewed: isReviewed } })).toEqual(findings);
  });

  it('fixable leaves out what has no fixed version', async () => {
    const affected = [{ module: 'example.com/net', ranges: [[{ introduced: '0' }]] }];
    expect(await found({ options: { fixable: true }, entry: { affected } })).toEqual([]);
    expect(await found({ options: { fixable: true }, entry: {} })).toEqual([FOUND]);
    expect(await lines({ entry: { affected } })).toContain('  help: no fixed version is known');
  });

  // The day is 2026-06-01.
  it.each<[published: string, level: string]>([
    ['2026-05-31T00:00:00Z', 'warning'],
    ['2026-05-26T00:00:00Z', 'warning'],
    ['2026-05-25T00:00:00Z', 'error'],
    ['2026-05-01T00:00:00Z', 'error'],
  ])('since: 7d, with an entry of %s: %s', async (published, level) => {
    expect(await found({ options: { since: '7d' }, entry: { published } })).toEqual([FOUND.replace('error', level)]);
    expect(await found({ entry: { published } })).toEqual([FOUND]);
  });

  it.each<[modified: string | null, gaps: string[]]>([
    ['2026-06-01T00:00:00Z', []],
    ['2026-05-31T00:00:00Z', []],
    ['2026-05-25T00:00:00Z', []],
    ['2026-05-24T00:00:00Z', ['the database was changed last 8 days ago (2026-05-24; max-age: 7d)']],
    ['2026-06-02T00:00:00Z', ['the database was changed on 2026-06-02, which is after the day of the check']],
    [null, ['the database does not say when it was changed last, and max-age is set']],
  ])('max-age: 7d, with a database of %s', async (modified, gaps) => {
    const expected = gaps.map((gap) => `gap: vulndb.zip: ${gap}`);
    expect(await lines({ options: { 'max-age': '7d' }, modified })).toEqual(expected);
  });

  it('without max-age, a database may be of any time, but not of the future', async () => {
    expect(await lines({ modified: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await lines({ modified: null })).toEqual([]);
    expect(await lines({ modified: '2026-06-02T00:00:00Z' })).toHaveLength(1);
  });
});

describe('the standard library', () => {
  const stdlib = [
    {
      id: 'GO-2099-0006',
      affected: [{ module: 'stdlib', ranges: [[{ introduced: '1.25.0-0' }, { fixed: '1.25.4' }]] }],
    },
  ];
  const withLine = MOD.replace('go 1.25.1\n', 'go 1.24.0\n\ntoolchain go1.25.3\n');

  it.each<[go: string, mod: string, findings: string[]]>([
    ['off', MOD, []],
    ['1.25.2', MOD, ['error stdlib GO-2099-0006 v1.25.2']],
    ['go1.25.2', MOD, ['error stdlib GO-2099-0006 v1.25.2']],
    ['1.25.4', MOD, []],
    ['1.24.9', MOD, []],
    // Lines of go.mod say the least version alone.
    ['toolchain', MOD, ['error low stdlib GO-2099-0006 v1.25.1']],
    ['toolchain', withLine, ['error low stdlib GO-2099-0006 v1.25.3']],
  ])('go: %s', async (go, mod, findings) => {
    expect(await found({ options: { go }, mod, stdlib })).toEqual(findings);
  });

  it('is of the captured environment', async () => {
    const env = "GOVERSION='go1.25.3'\n";
    expect(await found({ options: { go: 'env' }, env, stdlib })).toEqual(['error stdlib GO-2099-0006 v1.25.3']);
    expect(await lines({ options: { go: 'env' }, env, stdlib })).toContain('  help: build with Go 1.25.4');
  });

  it('is not checked without a version', async () => {
    expect(await lines({ options: { go: 'env' } })).toEqual(['gap: standard library: no captured GOVERSION']);
    expect(await lines({ options: { go: 'env' }, env: "GOVERSION='mine'\n" })).toEqual([
      'gap: standard library: no entry says anything about the Go version "mine"',
    ]);
  });
});

describe('the hint', () => {
  const ranges = (fixed: string) => [{ module: 'example.com/net', ranges: [[{ introduced: '0' }, { fixed }]] }];
  it.each<[fixed: string, hint: string]>([
    ['1.5.0', 'go get example.com/net@v1.5.0'],
    ['2.0.0', 'the fix, which may have another module path, is v2.0.0'],
  ])('for a fix in %s', async (fixed, hint) => {
    expect(await lines({ entry: { affected: ranges(fixed) } })).toContain(`  help: ${hint}`);
  });

  it('for a replaced module is about the replacement', async () => {
    const mod = `${MOD}\nreplace example.com/net => example.com/net v1.4.0\n`;
    expect(await lines({ mod, entry: {} })).toContain('  help: replace it by example.com/net v1.5.0');
  });
});

it('names the entry and its CVE, and cuts the summary', async () => {
  const [line] = await lines({ entry: { aliases: ['GHSA-2', 'CVE-2099-0001'], summary: 'word '.repeat(40) } });
  expect(line).toMatch(/ example\.com\/net v1\.4\.0: word [word ]*… \(GO-2099-0001, CVE-2099-0001\)$/);
  const [plain] = await lines({ entry: {} });
  expect(plain).toMatch(/ example\.com\/net v1\.4\.0: known vulnerability \(GO-2099-0001\)$/);
});
