import { expect, test } from 'vitest';
import { ruleResults, rulesSection, topicSection } from '../../../src/report/html/rules-section.ts';
import { clean, report } from '../fixture.ts';

test('a rule that could not check everything has not passed', () => {
  const [first] = clean.rules;
  const gap = { ...report.gaps[0]!, rule: first!.id };
  const resultOf = (judged: typeof clean) => ruleResults(judged)[0]!.result;
  expect(resultOf({ ...clean, rules: [{ ...first!, ran: true }] })).toBe('passed');
  expect(resultOf({ ...clean, rules: [{ ...first!, ran: false }] })).toBe('not run');
  expect(resultOf({ ...clean, gaps: [gap] })).toBe('not checked');
  const finding = { ...report.findings[0]!, rule: first!.id, state: 'new' as const };
  expect(resultOf({ ...clean, gaps: [gap], findings: [finding] })).toBe('found');
  expect(ruleResults({ ...clean, findings: [{ ...finding, state: 'waived' }] })[0]).toMatchObject({
    found: 0,
    covered: 1,
    result: 'passed',
  });
});

test('the table has a row with an anchor for every rule, Markdown taken away', () => {
  const { markup } = rulesSection(report);
  for (const { id } of report.rules) expect(markup).toContain(`id="rule-${id.replace('/', '-')}"`);
  expect(markup).toContain('only your machine');
  expect(markup).not.toContain('**');
});

test('a topic has the rules of its groups', () => {
  expect(topicSection(report, 'environment', 'Environment', ['env']).markup).toContain('Checksum database disabled');
  expect(topicSection(report, 'environment', 'Environment', ['env'], 'Not <of> all').markup).toContain(
    '<p>Not &#60;of&#62; all</p>',
  );
  expect(topicSection(report, 'x', 'X', ['en', 'nothing'], 'of nothing').markup).toBe('');
});
