import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_STORED_REPORT } from '../../src/report/limits.ts';
import { type Box, newBox } from '../support/box.ts';

let box: Box;
beforeEach(() => {
  box = newBox('off', {
    'go.mod': 'module example.com/m\n\ngo 1.25.0\n\nrequire example.com/a v1.0.0\n\nreplace example.com/a => /tmp/a\n',
  });
  mkdirSync(join(box.repo, '.git'));
});
afterEach(() => box.remove());

it('writes what check would have written, and ends with 0 whatever the report says', async () => {
  await box.run(['check', '--offline', '--format', 'json=report.json']);
  const { code, out } = await box.run(['check', '--offline']);
  expect(code).toBe(1);
  expect(await box.run(['render', 'report.json'])).toEqual({ code: 0, out, err: '' });
});

it.each([
  ['', 'is not JSON'],
  ['[]', 'is not a JSON report of version 1 (version: expected "version", got undefined)'],
  ['{"version": 2}', 'is not a JSON report of version 1 (version: expected 1, got 2)'],
])('refuses %j', async (text, problem) => {
  writeFileSync(join(box.repo, 'report.json'), text);
  expect(await box.run(['render', 'report.json'])).toEqual({
    code: 2,
    out: '',
    err: `modwarden: "report.json" ${problem}\n`,
  });
});

it('refuses a report over the limit', async () => {
  const file = join(box.repo, 'report.json');
  writeFileSync(file, '{}');
  truncateSync(file, MAX_STORED_REPORT + 1);
  expect((await box.run(['render', 'report.json'])).err).toBe(
    `modwarden: "report.json" is larger than ${MAX_STORED_REPORT} bytes\n`,
  );
});

it('says what is missing', async () => {
  expect((await box.run(['render'])).err).toBe('modwarden: render needs a report: modwarden render report.json\n');
  expect((await box.run(['render', 'none.json'])).err).toBe('modwarden: "none.json" does not exist\n');
});

it('masks what a report of another origin has of secrets', async () => {
  await box.run(['check', '--offline', '--format', 'json=report.json']);
  const { out } = await box.run(['render', 'report.json', '--format', 'json']);
  const withSecret = out.replace('is replaced by', 'https://user:hunter2@host/ is replaced by');
  writeFileSync(join(box.repo, 'report.json'), withSecret);
  expect((await box.run(['render', 'report.json', '--format', 'json'])).out).not.toContain('hunter2');
});

describe.each(['html', 'cyclonedx', 'spdx'])('%s', (format) => {
  it('is refused where the report has no inventory, with what to do', async () => {
    await box.run(['check', '--offline', '--format', 'json=report.json']);
    expect(await box.run(['render', 'report.json', '--format', format])).toEqual({
      code: 2,
      out: '',
      err: `modwarden: --format ${format}: "report.json" has no inventory of modules; write it with modwarden check --inventory --format json, or use the report.json of modwarden audit\n`,
    });
  });

  it('is made of a report with one', async () => {
    await box.run([
      'check',
      '--offline',
      '--inventory',
      '--format',
      'json=report.json',
      '--format',
      `${format}=direct`,
    ]);
    const { code, out } = await box.run(['render', 'report.json', '--format', format]);
    expect(code).toBe(0);
    expect(out).toBe(readFileSync(join(box.repo, 'direct'), 'utf8'));
    expect(out).toContain('example.com/a');
  });

  it('is refused where the inventory is not one', async () => {
    await box.run(['check', '--offline', '--inventory', '--format', 'json=report.json']);
    const json = JSON.parse(readFileSync(join(box.repo, 'report.json'), 'utf8'));
    json.inventory.mains[0].requires = [7];
    writeFileSync(join(box.repo, 'report.json'), JSON.stringify(json));
    expect((await box.run(['render', 'report.json', '--format', format])).err).toBe(
      'modwarden: "report.json" is not a JSON report of version 1 (inventory.mains.0.requires.0: expected ascending indexes below 1, got 7)\n',
    );
  });
});

it('has the inventory in the JSON report only where it is asked for', async () => {
  const both = ['check', '--offline', '--format', 'json=report.json', '--format', 'html=report.html'];
  await box.run(both);
  expect(JSON.parse(readFileSync(join(box.repo, 'report.json'), 'utf8'))).not.toHaveProperty('inventory');
  await box.run([...both, '--inventory']);
  expect(JSON.parse(readFileSync(join(box.repo, 'report.json'), 'utf8'))).toHaveProperty('inventory.components.0.path');
  expect((await box.run(['check', '--inventory', '--format', 'html'])).err).toBe(
    'modwarden: --inventory is for the JSON report: --format json, or --format json=FILE\n',
  );
});

it('refuses --provenance where the report has none', async () => {
  await box.run(['check', '--offline', '--format', 'json=report.json']);
  expect((await box.run(['render', 'report.json', '--provenance'])).err).toBe(
    'modwarden: --provenance: "report.json" has none; write it with modwarden check --provenance --format json\n',
  );
});

it('writes no OpenVEX document that would say nothing, and removes that of an earlier run', async () => {
  const vex = join(box.repo, 'vex.json');
  const said =
    'modwarden: openvex: no finding is about a vulnerability, and an OpenVEX document has at least one statement; nothing is written\n';
  writeFileSync(vex, '{"statements": ["of yesterday"]}');
  const check = await box.run(['check', '--offline', '--format', 'json=report.json', '--format', 'openvex=vex.json']);
  expect([check.code, check.out, check.err]).toEqual([1, '', said]);
  expect(existsSync(vex)).toBe(false);
  expect(await box.run(['render', 'report.json', '--format', 'openvex'])).toEqual({ code: 0, out: '', err: said });
});
