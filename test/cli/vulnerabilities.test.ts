/** A database given on the command line, from the zip to the report: offline, recorded, replayed. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServers, serve } from '../gather/http/servers.ts';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { checkUpload } from '../report/code-scanning.ts';
import { type Box, newBox } from '../support/box.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

const entry = (id: string, alias: string, name: string, fixed: string) => ({
  id,
  aliases: [alias],
  summary: `Bad ${id}`,
  modified: '2026-05-01T00:00:00Z',
  published: '2026-04-01T00:00:00Z',
  affected: [{ package: { name }, ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }] }],
  database_specific: { url: `https://vuln.example/${id}`, review_status: 'REVIEWED' },
});
const ENTRIES = [
  entry('GO-2099-0001', 'CVE-2099-0001', 'example.com/net', '1.1.0'),
  entry('GO-2099-0002', 'CVE-2099-0002', 'example.com/net', '1.2.0'),
  entry('GO-2099-0003', 'CVE-2099-0003', 'stdlib', '1.22.4'),
];
const MALICIOUS = { ...entry('MAL-2099-0001', 'GHSA-x', 'example.com/deep', '9.0.0') };

function databaseZip(): Buffer {
  const modules = new Map<string, { id: string }[]>();
  for (const { id, affected } of ENTRIES)
    for (const { package: pkg } of affected) modules.set(pkg.name, [...(modules.get(pkg.name) ?? []), { id }]);
  const index = [...modules].map(([path, vulns]) => ({ path, vulns }));
  return buildZip([
    { name: 'index/modules.json', content: JSON.stringify(index) },
    { name: 'index/db.json', content: '{"modified":"2026-05-01T00:00:00Z"}' },
    ...ENTRIES.map((one) => ({ name: `ID/${one.id}.json`, content: JSON.stringify(one) })),
  ]);
}

const mod = (version: string) => `module example.com/app

go 1.21

require (
	example.com/net ${version}
	example.com/wrap v1.0.0
)

require example.com/deep v0.1.0 // indirect
`;

let box: Box;
let db: string;
let env: string;
beforeEach(() => {
  const proxy = newBox('off');
  const GOPROXY = writeProxyFolder(join(proxy.root, 'proxy'), {
    'example.com/net@v1.0.0': {},
    'example.com/net@v1.1.0': {},
    'example.com/wrap@v1.0.0': { mod: '\nrequire example.com/deep v0.1.0\n' },
    'example.com/deep@v0.1.0': {},
  });
  box = newBox(GOPROXY, { 'go.mod': mod('v1.0.0') });
  db = join(box.root, 'vulndb.zip');
  env = join(box.root, 'go-env.txt');
  writeFileSync(db, databaseZip());
  writeFileSync(
    join(box.root, 'malicious.zip'),
    buildZip([{ name: 'MAL-2099-0001.json', content: JSON.stringify(MALICIOUS) }]),
  );
  writeFileSync(env, "GOVERSION='go1.22.3'\n");
});
afterEach(() => {
  box.remove();
  closeServers();
});

async function found(...args: string[]) {
  const { code, out } = await box.run(['check', '--offline', '--format', 'json', ...args]);
  const report = JSON.parse(out);
  const vuln = <T extends { rule: string }>(list: T[]) => list.filter(({ rule }) => rule.startsWith('vuln/'));
  return {
    code,
    findings: vuln<{
      rule: string;
      level: string;
      subject: string;
      id: string;
      state: string;
      place: { start: { line: number } };
    }>(report.findings),
    gaps: vuln<{ rule: string; subject: string; detail: string }>(report.gaps),
    ran: report.rules.flatMap((rule: { id: string; ran: boolean }) =>
      rule.ran && rule.id.startsWith('vuln/') ? rule.id : [],
    ),
  };
}
const lines = (findings: Awaited<ReturnType<typeof found>>['findings']) =>
  findings.map(({ rule, level, subject, place }) => `${rule} ${level} ${subject} :${place.start.line}`);

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
    const { findings } = await found('--vulndb', db, '--vulndb', join(box.root, 'malicious.zip'), '--go-env', env);
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
    writeFileSync(db, change(databaseZip()));
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

  it('is never opened in a staged run, whatever GOVULNDB names', async () => {
    await box.run(['check']);
    const git = (...args: string[]) => spawnSync('git', args, { cwd: box.repo, encoding: 'utf8' });
    git('init', '-q');
    git('add', '.');
    const { code, out, err } = await box.run(['check', '--staged'], {
      env: { GOVULNDB: join(box.root, 'none.zip'), PATH: process.env.PATH! },
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

describe('a report of another tool', () => {
  const govulncheck = (osv: string, frame: object) =>
    [{ config: { protocol_version: 'v1.0.0' } }, { finding: { osv, trace: [frame] } }]
      .map((m) => JSON.stringify(m))
      .join('\n');
  const NET = { module: 'example.com/net', version: 'v1.0.0' };
  const withReport = async (text: string) => {
    const report = join(box.root, 'report.json');
    writeFileSync(report, text);
    return lines((await found('--vulndb', db, '--report', report, '--go-env', env)).findings);
  };

  it.each([
    ['required', NET, 'note'],
    ['imported', { ...NET, package: 'example.com/net/x' }, 'warning'],
    ['called', { ...NET, package: 'example.com/net/x', function: 'F' }, 'error'],
  ])('lowers the level of what is %s, and removes nothing', async (_, frame, level) => {
    expect(await withReport(govulncheck('GO-2099-0001', frame))).toEqual([
      'vuln/known error stdlib GO-2099-0003 :1',
      ...(level === 'error' ? [] : ['vuln/known error example.com/net GO-2099-0002 :6']),
      `vuln/known ${level} example.com/net GO-2099-0001 :6`,
      ...(level === 'error' ? ['vuln/known error example.com/net GO-2099-0002 :6'] : []),
    ]);
  });

  const sarif = (ruleId: string, level: string) => ({
    runs: [
      { tool: { driver: { name: 'govulncheck', properties: { scan_level: 'symbol' } } }, results: [{ ruleId, level }] },
    ],
  });
  const vex = (name: string, status: string) => ({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    statements: [{ vulnerability: { name }, products: [{ '@id': 'pkg:golang/example.com/net@v1.0.0' }], status }],
  });
  const osv = (id: string, called?: boolean) => {
    const analysis = called === undefined ? {} : { experimental_analysis: { [id]: { called } } };
    const item = {
      package: { name: NET.module, version: '1.0.0', ecosystem: 'Go' },
      groups: [{ ids: [id], ...analysis }],
    };
    return { results: [{ packages: [item] }] };
  };
  const trivy = (id: string) => ({
    SchemaVersion: 2,
    Results: [
      { Type: 'gomod', Vulnerabilities: [{ VulnerabilityID: id, PkgName: NET.module, InstalledVersion: NET.version }] },
    ],
  });
  const review = (id: string) => [
    {
      change_type: 'added',
      ecosystem: 'gomod',
      name: NET.module,
      version: '1.0.0',
      vulnerabilities: [{ advisory_ghsa_id: id }],
    },
  ];

  it.each<[string, object, string]>([
    ['govulncheck (SARIF, called)', sarif('GO-2099-0001', 'error'), 'error'],
    ['govulncheck (SARIF, imported)', sarif('GO-2099-0001', 'warning'), 'warning'],
    ['govulncheck (SARIF, required)', sarif('GO-2099-0001', 'note'), 'note'],
    ['OpenVEX (affected)', vex('CVE-2099-0001', 'affected'), 'error'],
    ['OpenVEX (under_investigation)', vex('CVE-2099-0001', 'under_investigation'), 'error'],
    ['OpenVEX (not_affected)', vex('CVE-2099-0001', 'not_affected'), 'note'],
    ['OpenVEX (fixed)', vex('GO-2099-0001', 'fixed'), 'note'],
    ['OpenVEX (not_affected, another vulnerability)', vex('CVE-2099-0002', 'not_affected'), 'error'],
    ['osv-scanner (called)', osv('GO-2099-0001', true), 'error'],
    ['osv-scanner (not called)', osv('GO-2099-0001', false), 'error'],
    ['Trivy', trivy('CVE-2099-0001'), 'error'],
    ['dependency review', review('GO-2099-0001'), 'error'],
  ])('of %s changes a level at most, and its finding stays one', async (_, report, level) => {
    const found = (await withReport(JSON.stringify(report))).filter((line) => line.includes('GO-2099-0001'));
    expect(found).toEqual([`vuln/known ${level} example.com/net GO-2099-0001 :6`]);
  });

  it.each<[string, object, number]>([
    ['OpenVEX', vex('CVE-2099-0099', 'affected'), 1],
    ['OpenVEX (not_affected)', vex('CVE-2099-0099', 'not_affected'), 0],
    ['osv-scanner', osv('CVE-2099-0099'), 1],
    ['Trivy', trivy('CVE-2099-0099'), 1],
    ['dependency review', review('CVE-2099-0099'), 1],
  ])('of %s adds what only it knows', async (_, report, count) => {
    const found = (await withReport(JSON.stringify(report))).filter((line) => line.startsWith('vuln/reported'));
    expect(found).toEqual(Array(count).fill('vuln/reported warning example.com/net CVE-2099-0099 :6'));
  });

  it('that says "not affected" hides nothing, and a waiver does', async () => {
    const report = join(box.root, 'vex.json');
    writeFileSync(report, JSON.stringify(vex('CVE-2099-0001', 'not_affected')));
    const states = async () =>
      (await found('--vulndb', db, '--report', report)).findings
        .filter(({ subject }) => subject.includes('GO-2099-0001'))
        .map(({ state, level }) => `${state} ${level}`);
    expect(await states()).toEqual(['new note']);
    box.put({
      '.modwarden.yaml': 'waivers:\n  - { rule: vuln/known, vuln: CVE-2099-0001, reason: seen, until: 2027-01-01 }\n',
    });
    expect(await states()).toEqual(['waived note']);
  });

  it('adds what only it knows', async () => {
    expect(await withReport(govulncheck('GO-2099-0099', NET))).toContain(
      'vuln/reported warning example.com/net GO-2099-0099 :6',
    );
  });

  it('is refused where it is none', async () => {
    writeFileSync(join(box.root, 'bad.json'), '{"config":{"protocol_version":"v1.0.0"}}{"finding"');
    const { code, err } = await box.run(['check', '--report', join(box.root, 'bad.json')]);
    expect([code, err]).toEqual([2, expect.stringContaining('the report was cut off')]);
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
