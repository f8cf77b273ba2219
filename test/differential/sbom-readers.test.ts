/** The SBOMs of examples/audit, read by tools that have nothing of modwarden: each lists the same modules. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const REPORT = 'examples/audit/report';
const has = (tool: string, ...args: string[]) => spawnSync(tool, args).status === 0;
const tools = {
  syft: has('syft', 'version'),
  'osv-scanner': has('osv-scanner', '--version'),
  pyspdxtools: has('pyspdxtools', '--help'),
};
for (const [tool, isThere] of Object.entries(tools))
  if (!isThere)
    console.log(`skipped: a part of test/differential/sbom-readers.test.ts needs ${tool}, which is not installed`);

const { components } = JSON.parse(readFileSync(`${REPORT}/bom.cdx.json`, 'utf8')) as {
  components: { type: string; name: string; version?: string }[];
};
const own = components.flatMap(({ type, name, version }) => (type === 'library' ? [`${name}@${version}`] : [])).sort();

function output(tool: string, ...args: string[]): string {
  const env = { ...process.env, SYFT_CHECK_FOR_APP_UPDATE: 'false' };
  const { stdout, stderr, error } = spawnSync(tool, args, { encoding: 'utf8', env });
  if (error) throw error;
  if (stdout === '') throw new Error(stderr);
  return stdout;
}

describe.skipIf(!tools.syft)('Syft', () => {
  test.each(['bom.cdx.json', 'bom.spdx.json'])('lists the modules of %s', (file) => {
    const { artifacts } = JSON.parse(output('syft', 'convert', '-q', `${REPORT}/${file}`, '-o', 'syft-json')) as {
      artifacts: { name: string; version: string }[];
    };
    const read = artifacts.map(({ name, version }) => `${name}@${version}`);
    expect(read.filter((name) => !name.startsWith('git.corp.example/')).sort()).toEqual(own);
  });
});

describe.skipIf(!tools['osv-scanner'])('osv-scanner', () => {
  test.each(['bom.cdx.json', 'bom.spdx.json'])('lists the modules of %s', (file) => {
    const offline = ['--experimental-offline', '--experimental-all-packages', '--format', 'json'];
    const { results } = JSON.parse(output('osv-scanner', 'scan', ...offline, '--sbom', `${REPORT}/${file}`)) as {
      results: { packages: { package: { name: string; version: string } }[] }[];
    };
    const read = results.flatMap(({ packages }) => packages.map((p) => `${p.package.name}@${p.package.version}`));
    expect(read.filter((name) => !name.startsWith('git.corp.example/')).sort()).toEqual(own);
  });
});

describe.skipIf(!tools.pyspdxtools)("SPDX's own tools", () => {
  test('find the document valid', () => {
    const { status, stdout, stderr } = spawnSync('pyspdxtools', ['-i', `${REPORT}/bom.spdx.json`], {
      encoding: 'utf8',
    });
    expect([stdout + stderr, status]).toEqual(['', 0]);
  });
});
