/**
 * examples/audit: what an auditor makes of a snapshot is beside it, and who has the snapshot, the policy and the record makes the same
 * bytes again, with the command that the report prints. `UPDATE=1 npx vitest run test/examples-audit.test.ts` writes it anew.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditRecordOf } from './support/audit-record.ts';
import { cli } from './support/cli.ts';

const EXAMPLE = 'examples/audit';
const update = process.env.UPDATE === '1';
const OPTIONS = ['shop', '--policy', 'policy.yaml', '--scope', 'built', '--platform', 'linux/amd64,windows/amd64'];

/** No repository is around it. */
const folder = mkdtempSync(join(tmpdir(), 'modwarden-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Nothing to ask, nobody to ask, another day. */
const run = (argv: readonly string[]) =>
  cli(argv, { cwd: folder, env: { PATH: '', GOPROXY: 'off', GOSUMDB: 'off' }, now: '2031-02-03T04:05:06Z' });
const filesOf = (at: string) =>
  Object.fromEntries(
    readdirSync(at)
      .sort()
      .map((name) => [name, readFileSync(join(at, name), 'utf8')]),
  );
/** A shell's words, of which only those with a blank are quoted. */
const words = (command: string) => command.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'));

beforeAll(async () => {
  for (const name of ['shop', 'policy.yaml']) cpSync(join(EXAMPLE, name), join(folder, name), { recursive: true });
  const record = await auditRecordOf([...OPTIONS, '-o', 'report'], folder);
  if (update) writeFileSync(join(EXAMPLE, 'facts.json'), record);
  expect(record, 'facts.json is outdated').toBe(readFileSync(join(EXAMPLE, 'facts.json'), 'utf8'));
  writeFileSync(join(folder, 'facts.json'), record);
});

describe('examples/audit', () => {
  test('has the reports of its snapshot, of which none is large', async () => {
    const argv = ['audit', ...OPTIONS, '--attest', '--facts', 'facts.json', '--as-of', '2026-11-21', '-o', 'report'];
    const { code, err } = await run(argv);
    expect([err, code]).toEqual(['', 1]);
    const made = filesOf(join(folder, 'report'));
    const kept = join(EXAMPLE, 'report');
    if (update && !existsSync(kept)) mkdirSync(kept);
    if (update) for (const [name, text] of Object.entries(made)) writeFileSync(join(kept, name), text);
    expect(made).toEqual(filesOf(kept));
    expect(made['report.html']!.length).toBeLessThan(300_000);
  });

  test('gives the same bytes by the command that the report prints', async () => {
    const kept = filesOf(join(EXAMPLE, 'report'));
    const { command } = JSON.parse(kept['report.json']!).provenance;
    expect(command).toBe(
      'modwarden audit shop --policy policy.yaml --scope built --platform linux/amd64,windows/amd64 --attest --facts facts.json --as-of 2026-11-21 -o audit',
    );
    await run(words(command).slice(1));
    expect(filesOf(join(folder, 'audit'))).toEqual(kept);
  });

  test('tells what is in the program on the two systems, and what is not', () => {
    const { components } = JSON.parse(filesOf(join(EXAMPLE, 'report'))['bom.cdx.json']!) as {
      components: { name: string; scope?: string; hashes?: object[] }[];
    };
    const inProgram = components.filter(({ scope }) => scope === 'required');
    expect(inProgram.map(({ name }) => name)).toEqual([
      'example.com/barcode',
      'example.com/broker',
      'example.com/acme/render',
      'example.com/wire',
    ]);
    expect(inProgram.every(({ hashes }) => hashes?.length === 1)).toBe(true);
    expect(components.find(({ name }) => name === 'example.com/pdf')!.scope).toBe('excluded');
  });
});
