/** A database given on the command line, from the zip to the report: offline, recorded, replayed. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServers, serve } from '../gather/http/servers.ts';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { checkUpload } from '../report/code-scanning.ts';
import type { Box } from '../support/box.ts';
import {
  ENTRIES,
  linesOf as lines,
  mod,
  type VulnerableBox,
  vulnerabilitiesIn,
  vulnerableBox,
} from '../support/vulnerable-box.ts';

let vulnerable: VulnerableBox;
let box: Box;
let db: string;
let env: string;
beforeEach(() => {
  vulnerable = vulnerableBox();
  ({ box, db, env } = vulnerable);
});
afterEach(() => {
  vulnerable.remove();
  closeServers();
});

const found = (...args: string[]) => vulnerabilitiesIn(box, ...args);

describe('a database', () => {
  it('puts the rules of presets to work, and each module and ID is a finding', async () => {
    const { code, findings, gaps } = await found('--vulndb', db, '--go-env', env);
    expect(lines(findings)).toEqual([
      'vuln/known error stdlib GO-2099-0003 :1',
      'vuln/known error example.com/net GO-2099-0001 :6',
      'vuln/known error example.com/net GO-2099-0002 :6',
    ]);
    expect([code, gaps]).toEqual([1, []]);
  });

  it('may be one of several: malicious modules come from one of their own', async () => {
    const { findings } = await found('--vulndb', db, '--vulndb', vulnerable.malicious, '--go-env', env);
    expect(lines(findings)).toContain('vuln/malicious error example.com/deep MAL-2099-0001 :10');
  });

  it('is named by GOVULNDB of the user, never by the repository', async () => {
    box.put({ '.env': `GOVULNDB=${db}\n`, 'go.env': `GOVULNDB=${db}\n`, 'vulndb/index/modules.json': '[]' });
    expect((await found()).ran).toEqual([]);
    const { out } = await box.run(['check', '--offline', '--format', 'json'], { env: { GOVULNDB: db } });
    expect(out).toContain('GO-2099-0001');
  });

  it.each([
    ['vulndb', '--vulndb'],
    ['reports', '--report'],
    ['index', '--index'],
  ])('is not for a policy to name: %s', async (key, option) => {
    box.put({ '.modwarden.yaml': `${key}: vulndb.zip\n` });
    const { code, out } = await box.run(['check', '--offline']);
    expect([code, out]).toEqual([2, expect.stringContaining(`unknown key "${key}"`)]);
    expect(out).toContain(option);
  });

  it('lacks without a gap in a preset, and with one where the policy names a rule', async () => {
    const without = await found();
    expect([without.ran, without.gaps]).toEqual([[], []]);
    box.put({ '.modwarden.yaml': 'rules: { vuln/known: error, vuln/malicious: error }\ngaps: { vuln: fail }\n' });
    const { code, gaps } = await found();
    expect(code).toBe(3);
    expect(gaps.map(({ rule, detail }) => `${rule}: ${detail}`)).toEqual([
      'vuln/known: no vulnerability database was given',
      'vuln/malicious: no vulnerability database was given',
    ]);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['of other files', () => buildZip([{ name: 'README.md', content: '' }])],
  ])('that is %s is a gap, never "no findings"', async (_, change) => {
    writeFileSync(db, change(readFileSync(db)));
    const { findings, gaps } = await found('--vulndb', db);
    expect(findings).toEqual([]);
    expect(gaps.map(({ rule }) => rule)).toEqual(['vuln/known', 'vuln/malicious']);
    expect(gaps[0]!.detail).toContain('cannot be used');
  });

  it('is too old by the policy, or from the future', async () => {
    box.put({ '.modwarden.yaml': 'rules: { vuln/known: { max-age: 20d, go: "off" } }\n' });
    expect((await found('--vulndb', db)).gaps).toMatchObject([{ detail: expect.stringContaining('max-age: 20d') }]);
    const early = await found('--vulndb', db, '--as-of', '2026-04-30');
    expect(early.gaps).toMatchObject([{ detail: expect.stringContaining('after the day of the check') }]);
    expect((await found('--vulndb', db, '--as-of', '2026-05-10')).gaps).toEqual([]);
  });

  it('on a server is asked for the entries of modules in use, and for nothing offline', async () => {
    const files = new Map(ENTRIES.map((one) => [`/db/ID/${one.id}.json.gz`, JSON.stringify(one)]));
    files.set(
      '/db/index/modules.json.gz',
      JSON.stringify([{ path: 'example.com/net', vulns: [{ id: 'GO-2099-0001' }] }]),
    );
    const { url, seen } = await serve(({ url: path = '' }, response) => {
      const text = files.get(path);
      return text === undefined ? response.writeHead(404).end() : response.end(gzipSync(text));
    });
    const args = ['check', '--format', 'json', '--vulndb', `${url}/db`, '--go-env', env];
    const online = await box.run(args);
    const findings = JSON.parse(online.out).findings as { rule: string; subject: string }[];
    expect(findings.filter(({ rule }) => rule.startsWith('vuln/')).map(({ subject }) => subject)).toEqual([
      'example.com/net GO-2099-0001',
    ]);
    expect(seen).toEqual([
      'GET /db/index/modules.json.gz',
      'GET /db/index/db.json.gz',
      'GET /db/ID/GO-2099-0001.json.gz',
    ]);
    const { gaps } = await found('--vulndb', `${url}/db`);
    expect(gaps.map(({ rule, detail }) => `${rule}: ${detail}`)).toEqual([
      'vuln/known: the vulnerability database is on a server, and the network is not used',
      'vuln/malicious: the vulnerability database is on a server, and the network is not used',
    ]);
    expect(seen).toHaveLength(3);
  });

  it('older than the policy believes facts is one gap', async () => {
    box.put({ '.modwarden.yaml': 'max-fact-age: 20d\n' });
    const { gaps } = await found('--vulndb', db, '--as-of', '2026-06-01');
    expect(gaps).toMatchObject([{ rule: 'vuln/known', detail: expect.stringContaining('max-fact-age: 20d') }]);
  });

  it('that no rule reads is told', async () => {
    box.put({ '.modwarden.yaml': 'extends: []\nrules: { gomod/syntax: error }\n' });
    const { err } = await box.run(['check', '--offline', '--vulndb', db]);
    expect(err).toBe('modwarden: --vulndb was given, and no policy applies a rule that reads it\n');
  });

  it.each([
    ['a preset', 'extends: [recommended]\n'],
    ['a policy that names the rules', 'rules: { vuln/known: error, freshness/first-seen: error }\n'],
  ])('is never opened in a staged run under %s, whatever GOVULNDB names', async (_, policy) => {
    box.put({ '.modwarden.yaml': policy });
    await box.run(['check']);
    const git = (...args: string[]) => spawnSync('git', args, { cwd: box.repo, encoding: 'utf8' });
    git('init', '-q');
    git('add', '.');
    const { code, out, err } = await box.run(['check', '--staged'], {
      env: {
        GOVULNDB: join(box.root, 'none.zip'),
        MODWARDEN_INDEX: join(box.root, 'none.jsonl'),
        PATH: process.env.PATH!,
      },
    });
    expect([code, out, err]).toEqual([0, '', '']);
  });

  it('is not for a staged run', async () => {
    const { code, err } = await box.run(['check', '--staged', '--vulndb', db]);
    expect([code, err]).toEqual([2, expect.stringContaining('--staged and --vulndb cannot be used together')]);
  });
});

describe('a record', () => {
  it('gives the same bytes on another day, without the database', async () => {
    const facts = join(box.root, 'facts.json');
    const report = join(box.root, 'osv.json');
    writeFileSync(report, JSON.stringify({ results: [] }));
    const given = ['--vulndb', db, '--report', report];
    expect((await box.run(['fetch', '-o', facts, '--offline', ...given])).code).toBe(0);
    for (const format of ['text', 'json', 'sarif']) {
      const args = ['check', '--format', format, '--go-env', env, '--as-of', '2026-06-01'];
      const live = await box.run([...args, '--offline', ...given]);
      const replayed = await box.run([...args, '--facts', facts], {
        now: '2027-01-01T00:00:00Z',
        env: { GOPROXY: 'off' },
      });
      expect(replayed).toEqual(live);
    }
    const kinds = readFileSync(facts, 'utf8').match(/"kind":"(vulndb|vulns|reports)"/g);
    expect(new Set(kinds).size).toBe(3);
  });
});

it('has an alert for each vulnerability, and a version that fixes one of two closes one', async () => {
  const alerts = async () => {
    const { out } = await box.run(['check', '--offline', '--format', 'sarif', '--vulndb', db, '--go-env', env]);
    expect(checkUpload(out)).toEqual([]);
    const [run] = JSON.parse(out).runs;
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    const results: { ruleId: string; partialFingerprints: Record<string, string> }[] = run.results;
    return results
      .filter(({ ruleId }) => ruleId.startsWith('vuln/'))
      .map((r) => [r.ruleId, r.partialFingerprints['modwarden/v1']]);
  };
  const before = await alerts();
  expect(before.map(([rule]) => rule).sort()).toEqual([
    'vuln/known/GO-2099-0001',
    'vuln/known/GO-2099-0002',
    'vuln/known/GO-2099-0003',
  ]);
  box.put({ 'go.mod': mod('v1.1.0') });
  const after = await alerts();
  expect(before.filter((alert) => alert[0] !== 'vuln/known/GO-2099-0001')).toEqual(after);
});

it('writes OpenVEX and metrics', async () => {
  const run = async (format: string) =>
    (await box.run(['check', '--offline', '--format', format, '--vulndb', db, '--go-env', env])).out;
  expect(JSON.parse(await run('openvex')).statements).toHaveLength(3);
  expect(await run('openmetrics')).toContain(
    'modwarden_vulnerabilities{state="new",reviewed="true",fixable="true"} 3\n',
  );
});

it('closes exactly one finding when a version fixes one of two', async () => {
  const before = await found('--vulndb', db, '--go-env', env);
  box.put({ 'go.mod': mod('v1.1.0') });
  const after = await found('--vulndb', db, '--go-env', env);
  const ids = after.findings.map(({ id }) => id);
  expect(before.findings.filter(({ id }) => !ids.includes(id)).map(({ subject }) => subject)).toEqual([
    'example.com/net GO-2099-0001',
  ]);
  expect(after.findings).toHaveLength(before.findings.length - 1);
});

it('takes waivers by any name, beside the line too', async () => {
  box.put({
    'go.mod': mod('v1.0.0').replace(
      'net v1.0.0',
      'net v1.0.0 // modwarden:allow vuln/known vuln=GO-2099-0002 until=2027-01-01 known',
    ),
    '.modwarden.yaml':
      'waivers:\n  - { rule: vuln/known, vuln: [CVE-2099-0001, CVE-2099-0003], reason: seen, until: 2027-01-01 }\n  - { rule: vuln/known, module: example.com/other, reason: seen, until: 2027-01-01 }\n',
  });
  const { findings } = await found('--vulndb', db, '--go-env', env);
  expect(findings.map(({ subject, state }) => `${state} ${subject}`)).toEqual([
    'waived stdlib GO-2099-0003',
    'waived example.com/net GO-2099-0001',
    'waived example.com/net GO-2099-0002',
  ]);
  box.put({
    '.modwarden.yaml': 'waivers:\n  - { rule: vuln/known, module: example.com/net, reason: seen, until: 2027-01-01 }\n',
  });
  const byModule = await found('--vulndb', db, '--go-env', env);
  expect(byModule.findings.map(({ state }) => state)).toEqual(['new', 'waived', 'waived']);
});

describe('the standard library, where the rule has other settings for a part', () => {
  const STDLIB = 'standard library: no captured GOVERSION';
  const gaps = async (go: string, ...args: string[]) => {
    box.put({
      'tools/go.mod': 'module example.com/tools\n\ngo 1.21\n',
      '.modwarden.yaml': `rules: { vuln/known: { level: error, go: ${go} } }
overrides:
  - { files: ['tools/**'], rules: { vuln/known: { level: error, go: env, fixable: true } } }
`,
    });
    const { findings, gaps } = await found('--vulndb', db, ...args);
    return [
      lines(findings).filter((line) => line.includes('stdlib')).length,
      gaps.map(({ subject, detail }) => `${subject}: ${detail}`),
    ];
  };

  it('is judged once, and no gap of the other part', async () => {
    expect(await gaps('env', '--go-env', env)).toEqual([1, []]);
  });

  it('is a gap where no part judges it by a captured version', async () => {
    expect((await gaps('env'))[1]).toContain(STDLIB);
    expect(await gaps('"off"', '--go-env', env)).toEqual([0, [STDLIB]]);
  });
});
