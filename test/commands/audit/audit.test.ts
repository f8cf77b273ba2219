/** audit, then the printed command on another day, without network: the same bytes. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tarOf } from '../../support/archives.ts';
import { type Box, newBox } from '../../support/box.ts';
import type { CliOptions } from '../../support/cli.ts';
import { writeProxyFolder } from '../../support/proxy-folder.ts';

const MIT: string = createRequire(import.meta.url)('spdx-license-list/licenses/MIT.json').licenseText;
const GO_MOD =
  'module example.com/main\n\ngo 1.21\n\nrequire example.com/a v1.0.0\n\nrequire example.com/b v1.0.0 // indirect\n';

let box: Box;
beforeAll(() => {
  box = newBox('off');
  const proxy = writeProxyFolder(join(box.root, 'proxy'), {
    'example.com/a@v1.0.0': { mod: '\nrequire example.com/b v1.0.0\n', files: { LICENSE: MIT } },
    'example.com/b@v1.0.0': { files: { LICENSE: 'All rights reserved. Do not copy.\n' } },
  });
  (box.env as Record<string, string>).GOPROXY = proxy;
  const files = [
    { name: 'main-1.0/go.mod', text: GO_MOD },
    // A snapshot's own policy has no say.
    { name: 'main-1.0/.modwarden.yaml', text: 'rules: { license/policy: off, license/unknown: off }\n' },
  ];
  writeFileSync(join(box.root, 'main.tar'), tarOf(files));
});
afterAll(() => box.remove());

const run = (argv: readonly string[], options: Partial<CliOptions> = {}) =>
  box.run(['audit', ...argv], { cwd: box.root, ...options });
const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(join(box.root, folder))
      .sort()
      .map((name) => [name, readFileSync(join(box.root, folder, name), 'utf8')]),
  );

describe('audit', () => {
  let first: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    first = await run(['main.tar', '-o', 'out']);
  });

  test('writes every report to the folder, and sums up', () => {
    expect(Object.keys(contents('out'))).toEqual([
      'NOTICE.md',
      'bom.cdx.json',
      'bom.spdx.json',
      'facts.json',
      'report.html',
      'report.json',
    ]);
    expect(first.out).toMatch(
      /^out\/report\.html\nout\/report\.json\nout\/bom\.cdx\.json\nout\/bom\.spdx\.json\nout\/NOTICE\.md\nout\/facts\.json\n(?:pass|fail|incomplete): /,
    );
  });

  test('uses the preset audit, not the policy of the snapshot', () => {
    const report = JSON.parse(contents('out')['report.json']!);
    expect(report.policies.map((p: { extends: string[] }) => p.extends)).toEqual([['audit']]);
    expect(report.rules.find((r: { id: string }) => r.id === 'license/unknown').ran).toBe(true);
    expect(report.provenance.command).toBe('modwarden audit main.tar --facts facts.json --as-of 2026-06-01 -o audit');
  });

  test('has the licenses of all modules', () => {
    const { components } = JSON.parse(contents('out')['bom.cdx.json']!);
    expect(components.map((c: { name: string; licenses?: object }) => [c.name, c.licenses])).toEqual([
      ['example.com/main', undefined],
      ['example.com/a', [{ expression: 'MIT', acknowledgement: 'concluded' }]],
      ['example.com/b', undefined],
    ]);
    expect(contents('out')['NOTICE.md']).toContain('All rights reserved.');
  });

  test('gives the same bytes again from its record, on another day and without a proxy', async () => {
    const { 'facts.json': _, ...reports } = contents('out');
    const again = await run(['main.tar', '--facts', 'out/facts.json', '--as-of', '2026-06-01', '-o', 'again'], {
      now: '2027-03-04T05:06:07Z',
      env: { GOPROXY: 'off', MODWARDEN_CACHE: 'off' },
    });
    expect([again.code, again.err]).toEqual([first.code, first.err]);
    expect(contents('again')).toEqual(reports);
  });

  test('takes another policy or preset where one is named', async () => {
    await run(['main.tar', '-o', 'other', '--preset', 'recommended', '--facts', 'out/facts.json']);
    const { policies, provenance } = JSON.parse(contents('other')['report.json']!);
    expect(policies[0].extends).toEqual(['recommended']);
    expect(provenance.command).toContain(' --preset recommended ');
  });

  test('attests each file by its hash where it is asked to', async () => {
    await run(['main.tar', '-o', 'attested', '--attest', '--facts', 'out/facts.json']);
    const { 'attestation.json': attestation, ...files } = contents('attested');
    const subjects = JSON.parse(attestation!).subject as { name: string; digest: { sha256: string } }[];
    expect(Object.fromEntries(subjects.map(({ name, digest }) => [name, digest.sha256]))).toEqual(
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')]),
      ),
    );
    expect(contents('out')).not.toHaveProperty('attestation.json');
  });

  test('ends with 3 where the scope is unknown', async () => {
    const argv = ['main.tar', '-o', 'scoped', '--scope', 'vendored', '--facts', 'out/facts.json'];
    const { code, err } = await run(argv);
    expect([code, err]).toEqual([
      3,
      'modwarden: go.mod: the modules of the scope vendored are unknown (nothing is vendored); all required modules count instead\n',
    ]);
  });

  test('needs a folder that can be made', async () => {
    expect(await run(['main.tar'])).toMatchObject({
      code: 2,
      err: 'modwarden: audit needs an output folder: -o FOLDER\n',
    });
    const { code, err } = await run(['main.tar', '--facts', 'out/facts.json', '-o', 'no/such']);
    expect([code, err]).toEqual([2, expect.stringMatching(/cannot be created \(ENOENT\)\n$/)]);
    writeFileSync(join(box.root, 'file'), '');
    expect((await run(['main.tar', '--facts', 'out/facts.json', '-o', 'file'])).code).toBe(2);
    rmSync(join(box.root, 'file'));
  });
});
