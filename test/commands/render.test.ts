import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
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

it.each(['html', 'cyclonedx', 'spdx'])(
  'refuses %s, which tells of modules that a report does not hold',
  async (format) => {
    await box.run(['check', '--offline', '--format', 'json=report.json']);
    expect(await box.run(['render', 'report.json', '--format', format])).toEqual({
      code: 2,
      out: '',
      err: `modwarden: --format ${format}: a JSON report has no list of modules; use modwarden check --format ${format}\n`,
    });
  },
);
