/** A user with a repository that has known vulnerabilities, and databases that know them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { type Box, newBox } from './box.ts';
import { writeProxyFolder } from './proxy-folder.ts';

const entry = (id: string, alias: string, name: string, fixed: string) => ({
  id,
  aliases: [alias],
  summary: `Bad ${id}`,
  modified: '2026-05-01T00:00:00Z',
  published: '2026-04-01T00:00:00Z',
  affected: [{ package: { name }, ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }] }],
  database_specific: { url: `https://vuln.example/${id}`, review_status: 'REVIEWED' },
});
/** Two of one module, and one of the standard library. */
export const ENTRIES = [
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

/** A go.mod that requires the affected module at this version, and brings in a malicious one. */
export const mod = (version: string) => `module example.com/app

go 1.21

require (
	example.com/net ${version}
	example.com/wrap v1.0.0
)

require example.com/deep v0.1.0 // indirect
`;

export interface VulnerableBox {
  readonly box: Box;
  /** Files outside of the repository: a database, one of malicious modules, a captured `go env`. */
  readonly db: string;
  readonly malicious: string;
  readonly env: string;
  remove(): void;
}

export function vulnerableBox(): VulnerableBox {
  const proxy = newBox('off');
  const GOPROXY = writeProxyFolder(join(proxy.root, 'proxy'), {
    'example.com/net@v1.0.0': {},
    'example.com/net@v1.1.0': {},
    'example.com/wrap@v1.0.0': { mod: '\nrequire example.com/deep v0.1.0\n' },
    'example.com/deep@v0.1.0': {},
  });
  const box = newBox(GOPROXY, { 'go.mod': mod('v1.0.0') });
  const db = join(box.root, 'vulndb.zip');
  const malicious = join(box.root, 'malicious.zip');
  const env = join(box.root, 'go-env.txt');
  writeFileSync(db, databaseZip());
  writeFileSync(malicious, buildZip([{ name: 'MAL-2099-0001.json', content: JSON.stringify(MALICIOUS) }]));
  writeFileSync(env, "GOVERSION='go1.22.3'\n");
  const remove = () => {
    box.remove();
    proxy.remove();
  };
  return { box, db, malicious, env, remove };
}

interface Found {
  readonly rule: string;
  readonly level: string;
  readonly subject: string;
  readonly id: string;
  readonly state: string;
  readonly place: { readonly start: { readonly line: number } };
}

/** What an offline check says about vulnerabilities. */
export async function vulnerabilitiesIn(box: Box, ...args: string[]) {
  const { code, out } = await box.run(['check', '--offline', '--format', 'json', ...args]);
  const report = JSON.parse(out);
  const vuln = <T extends { rule: string }>(list: T[]) => list.filter(({ rule }) => rule.startsWith('vuln/'));
  return {
    code,
    findings: vuln<Found>(report.findings),
    gaps: vuln<{ rule: string; subject: string; detail: string }>(report.gaps),
    ran: report.rules.flatMap((rule: { id: string; ran: boolean }) =>
      rule.ran && rule.id.startsWith('vuln/') ? rule.id : [],
    ),
  };
}

export function linesOf(findings: readonly Found[]): string[] {
  return findings.map(({ rule, level, subject, place }) => `${rule} ${level} ${subject} :${place.start.line}`);
}
