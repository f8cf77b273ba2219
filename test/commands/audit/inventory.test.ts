import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quietLicenses } from '../../../src/commands/audit/details.ts';
import { inventoryOf } from '../../../src/commands/audit/inventory.ts';
import { check } from '../../../src/commands/check.ts';
import type { ListedLicenses } from '../../../src/commands/license-list.ts';
import { readArguments } from '../../../src/commands/shared/args.ts';
import { openSession } from '../../../src/commands/shared/session.ts';
import type { Run } from '../../../src/gather/open-run.ts';
import { lintRun } from '../../../src/lint/lint-run.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Inventory } from '../../../src/report/inventory.ts';
import { terminalIn } from '../../support/terminal.ts';

const EXAMPLE = resolve('examples/payments');
let session: Run;
let inventory: Inventory;
let report: Report;
let listed: ListedLicenses;
const warnings: string[] = [];

beforeAll(async () => {
  const terminal = terminalIn(EXAMPLE, (text) => warnings.push(text));
  const args = readArguments(
    ['--facts', join(EXAMPLE, 'facts.json'), '--as-of', '2026-11-21'],
    check.options,
    check.positionals,
  );
  session = await openSession(args, terminal);
  report = await lintRun(session);
  listed = await quietLicenses(session, terminal);
  inventory = inventoryOf(session, report, listed);
});
afterAll(() => session.close());

const named = (path: string) => inventory.components.findIndex((c) => c.path === path);

describe('the inventory', () => {
  test('has each version once, sorted, with every main module that uses it', () => {
    const names = inventory.components.map(({ path, version }) => `${path}@${version}`);
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
    expect(inventory.components.map((c) => c.path)).toEqual([...inventory.components.map((c) => c.path)].sort());
    expect(inventory.mains.map(({ dir }) => dir)).toEqual(['examples/payments', 'examples/payments/tools']);
  });

  test('has licenses with their evidence, and hashes of go.sum', () => {
    const pdf = inventory.components[named('example.com/pdf')]!;
    expect(pdf.license).toMatchObject({
      expression: 'LGPL-3.0-or-later',
      evidence: expect.stringContaining('LICENSE:'),
    });
    expect(pdf.hash).toMatch(/^h1:[\w+/]{43}=$/);
  });

  test('has the edges of the graph at the versions that are built', () => {
    const at = named('example.com/orm');
    expect(inventory.mains[0]!.requires).toContain(at);
    expect(inventory.components[at]!.requires).toContain(named('example.com/sqlgen'));
    for (const { requires } of inventory.components)
      expect(requires).toEqual([...new Set(requires)].sort((a, b) => a - b));
  });

  test('has the register of waivers', () => {
    expect(inventory.waivers.length).toBeGreaterThan(2);
    expect(inventory.waivers.some(({ state }) => state === 'used')).toBe(true);
  });

  test('says of what is built by whom, by what is known of each main module', () => {
    const by = { package: 'example.com/orm', importer: 'example.com/payments' };
    const zips = new Map([['example.com/orm@v1.4.0', 'f'.repeat(64)]]);
    const builtOf = (files: readonly string[]) => {
      const builtBy = new Map(files.map((file) => [file, new Map([['example.com/orm', by]])]));
      const scoped = { modules: [], instead: ['unknown'], remarks: [], builtBy, zips };
      return inventoryOf(session, report, listed, { text: 'linux/amd64', scoped });
    };
    const all = builtOf(['examples/payments/go.mod', 'examples/payments/tools/go.mod']);
    expect(all.built).toEqual({ text: 'linux/amd64', unknown: ['unknown'] });
    expect(all.components[named('example.com/orm')]).toEqual({
      ...inventory.components[named('example.com/orm')],
      built: 'yes',
      builtBy: by,
      sha256: 'f'.repeat(64),
    });
    const pdf = named('example.com/pdf');
    expect(all.components[pdf]).toEqual({ ...inventory.components[pdf], built: 'no' });
    expect(builtOf([]).components[pdf]).toEqual({ ...inventory.components[pdf], built: 'unknown' });
    expect(inventory).not.toHaveProperty('built');
  });

  test('has no toolchain, and each requirement within the list', () => {
    expect(inventory.components.map(({ path }) => path)).not.toEqual(expect.arrayContaining(['go', 'toolchain']));
    for (const { requires } of [...inventory.mains, ...inventory.components])
      for (const i of requires) expect(inventory.components[i]).toBeDefined();
  });

  test('says nothing on the terminal', () => {
    expect(warnings).toEqual([]);
  });
});
