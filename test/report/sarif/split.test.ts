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

test('a part has what is of its module, and only the first has the policy errors', () => {
  const parts = splitByModule(report, 'own');
  expect(parts.map((p) => [p.category, p.report.problems.length, p.report.modules.map(({ dir }) => dir)])).toEqual([
    ['own', 1, ['', 'services/payments', 'tools']],
    ['own/.', 0, ['']],
    ['own/services/payments', 0, ['services/payments']],
    ['own/tools', 0, ['tools']],
  ]);
  const [rest, root, payments] = parts;
  expect(rest!.report.findings).toEqual([report.findings[0]]);
  expect(root!.report.findings).toEqual([report.findings[1]]);
  expect(payments!.report.gaps).toEqual(report.gaps);
});

test('names are cut, and numbered from two on', () => {
  const dirs = ['', 'root', 'ROOT', 'a//b', 'a b', 'x'.repeat(101), 'x'.repeat(102), '支'];
  const modules = dirs.map((dir) => ({ ...report.modules[0]!, dir }));
  expect(splitByModule({ ...report, modules }).map(({ name }) => name)).toEqual([
    '',
    'root',
    'root-2',
    'ROOT-3',
    'a-b',
    'a-b-2',
    'x'.repeat(100),
    `${'x'.repeat(100)}-2`,
    '-',
  ]);
});
