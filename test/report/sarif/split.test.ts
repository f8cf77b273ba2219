import { expect, test } from 'vitest';
import { renderSarif } from '../../../src/report/sarif/sarif.ts';
import { splitByModule } from '../../../src/report/sarif/split.ts';
import { checkUpload } from '../code-scanning.ts';
import { report } from '../fixture.ts';

test('each module has a part of its own, and what belongs to none comes first', () => {
  const parts = splitByModule(report);
  expect(parts.map((p) => [p.name, p.category, p.report.findings.length, p.report.gaps.length])).toEqual([
    ['', 'modwarden', 1, 0],
    ['root', 'modwarden/.', 1, 0],
    ['services-payments', 'modwarden/services/payments', 5, 5],
    ['tools', 'modwarden/tools', 0, 0],
  ]);
  for (const { report: part, category } of parts) expect(checkUpload(renderSarif(part, { category }))).toEqual([]);
});

test('no two parts have one name, whatever the folders are called', () => {
  const [module] = report.modules;
  const dirs = ['', 'root', 'a/b', 'a-b', 'A/b', '支付', '支'];
  const modules = dirs.map((dir) => ({ ...module!, dir }));
  const names = splitByModule({ ...report, modules }).map(({ name }) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9._-]*$/);
});
