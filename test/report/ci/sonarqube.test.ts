import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderSonarQube } from '../../../src/report/ci/sonarqube.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';
import { SONARQUBE } from './schemas.ts';

const validate = new Ajv2020().compile(SONARQUBE);

interface Sonar {
  readonly rules: readonly { readonly id: string; readonly severity: string }[];
  readonly issues: readonly { readonly ruleId: string; readonly primaryLocation: { readonly textRange: object } }[];
}

function sonar(of: typeof report): Sonar {
  return JSON.parse(renderSonarQube(of));
}

test('has the columns from 0, and each rule once with the worst of its levels', () => {
  const { rules, issues } = sonar(report);
  expect(rules.filter(({ id }) => id === 'license/policy')).toMatchObject([{ severity: 'CRITICAL' }]);
  expect(issues.find(({ ruleId }) => ruleId === 'graph/banned')!.primaryLocation.textRange).toEqual({
    startLine: 6,
    endLine: 6,
    startColumn: 1,
    endColumn: 29,
  });
});

test('leaves columns out where the line is not known as far as that', () => {
  const finding = report.findings.find((f) => f.rule === 'graph/banned')!;
  const { issues } = sonar({ ...clean, findings: [{ ...finding, snippet: 'short' }] });
  expect(issues[0]!.primaryLocation.textRange).toEqual({ startLine: 6 });
});

test('random reports are as SonarQube wants them, and every issue has its rule', () => {
  fc.assert(
    fc.property(reports, (random) => {
      const { rules, issues } = sonar(random);
      expect(validate({ rules, issues }), JSON.stringify(validate.errors)).toBe(true);
      const ids = rules.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { ruleId } of issues) expect(ids).toContain(ruleId);
    }),
  );
});
