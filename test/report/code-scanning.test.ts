/** The checks themselves: each finds what it is for. */
import type { Log, Result, Run } from 'sarif';
import { expect, test } from 'vitest';
import { renderSarif } from '../../src/report/sarif/sarif.ts';
import { checkUpload } from './code-scanning.ts';
import { report } from './fixture.ts';

test.each<[string, (run: Run, first: Result) => unknown, RegExp]>([
  ['no results', (run) => delete run.results, /results is no array/],
  ['a rule twice', (run) => run.tool.driver.rules!.push(run.tool.driver.rules![0]!), /two rules/],
  ['a rule without help', (run) => delete run.tool.driver.rules![0]!.help, /no help/],
  ['eleven tags', (run) => (run.tool.driver.rules![0]!.properties!.tags = [...'abcdefghijk']), /tags/],
  [
    'severity as a number',
    (run) => (run.tool.driver.rules![0]!.properties!['security-severity'] = 8),
    /security-severity/,
  ],
  ['a run without category', (run) => (run.automationDetails = { id: 'x' }), /category/],
  ['no location', (_run, first) => (first.locations = []), /0 locations/],
  ['an absolute path', (_run, first) => (uriIn(first).uri = '/go.mod'), /not of the repository/],
  ['a scheme', (_run, first) => (uriIn(first).uri = 'file:///go.mod'), /scheme/],
  ['a blank in a path', (_run, first) => (uriIn(first).uri = 'a b'), /a uri that is none/],
  ['a region of two lines', (_run, first) => first.locations![0]!.physicalLocation!.region!.endLine!++, /one line/],
  ['a region of nothing', (_run, first) => delete first.locations![0]!.physicalLocation!.region, /not whole/],
  ['an empty message', (_run, first) => (first.message.text = ' '), /no message/],
  ['a link to nowhere', (_run, first) => (first.message.text = '[x](7)'), /a link to 7/],
  ['a link out', (_run, first) => (first.message.text = '[x](https://evil.example)'), /a link to https/],
  ['no fingerprint', (_run, first) => delete first.partialFingerprints, /no fingerprint/],
  [
    'one fingerprint twice',
    (run, first) => (run.results![1]!.partialFingerprints = first.partialFingerprints!),
    /one fingerprint/,
  ],
  [
    'two results on one line',
    (run, first) =>
      run.results!.push({ ...first, partialFingerprints: { primaryLocationLineHash: `${'e'.repeat(16)}:1` } }),
    /one line/,
  ],
  ['a suppressed result', (_run, first) => (first.suppressions = [{ kind: 'external' }]), /shows as open/],
  ['another rule at that index', (_run, first) => first.ruleIndex!++, /not in the catalogue/],
])('%s', (_name, change, problem) => {
  const log = JSON.parse(renderSarif(report)) as Log;
  change(log.runs[0]!, log.runs[0]!.results![0]!);
  expect(checkUpload(JSON.stringify(log)).join('\n')).toMatch(problem);
});

function uriIn(result: Result): { uri?: string | undefined } {
  return result.locations![0]!.physicalLocation!.artifactLocation!;
}
