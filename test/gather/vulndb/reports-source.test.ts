import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noReports, readReports, reportsSource } from '../../../src/gather/vulndb/reports-source.ts';
import { put } from '../../support/cli.ts';

let folder: string;
beforeAll(() => {
  folder = put(mkdtempSync(join(tmpdir(), 'reports-')), { 'osv.json': '{"results":[]}', 'x.txt': 'none' });
});
afterAll(() => rmSync(folder, { recursive: true }));

it('reads reports in the order they are given', () => {
  expect(readReports(['osv.json'], folder)).toEqual([{ name: 'osv.json', tool: 'osv-scanner', findings: [] }]);
});

it('refuses what is no report', () => {
  expect(() => readReports(['x.txt'], folder)).toThrow('"x.txt": expected JSON objects');
  expect(() => readReports(['none.json'], folder)).toThrow(
    expect.objectContaining({ code: 'unreadable-report', message: '"none.json": does not exist' }),
  );
});

it('answers the question about reports alone', async () => {
  const module = { path: 'vulnerability reports', version: '' };
  const report = { name: 'osv.json', tool: 'osv-scanner' as const, findings: [] };
  expect(await reportsSource([report]).answer({ kind: 'reports', module })).toMatchObject({
    value: { reports: [report] },
  });
  expect(await noReports.answer({ kind: 'reports', module })).toMatchObject({ known: true, value: { reports: [] } });
  expect(await noReports.answer({ kind: 'vulns', module })).toBeUndefined();
});
