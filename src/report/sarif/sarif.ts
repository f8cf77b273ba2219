/**
 * The report as SARIF 2.1.0, as GitHub code scanning takes it: one run for the whole repository, every result at one line of a file of
 * the repository, fingerprints that are the findings' identities.
 */
import type { Log, Run } from 'sarif';
import type { PolicyUsed, Report } from '../../model/report.ts';
import { jsonText } from '../../text/json-text.ts';
import type { Printable } from '../../text/printable.ts';
import { provenanceJson } from '../json.ts';
import { fold } from './fold.ts';
import { invocation } from './invocation.ts';
import { sarifText } from './message.ts';
import { gapResults, leftOutResult, OWN_RULES } from './own-results.ts';
import { resultOf } from './result.ts';
import { driver, type PageOf } from './rules.ts';

export interface SarifOptions {
  /** Includes what a waiver or the baseline covers, with `suppressions`. Code scanning would show it as open. */
  readonly suppressed?: boolean;
  /** Code scanning's category; left out, the upload chooses. */
  readonly category?: string;
  /** Includes a result for each file about which something could not be checked. */
  readonly gaps?: boolean;
  /** Where the help of a rule has its options from. */
  readonly pageOf?: PageOf;
}

/** Code scanning keeps this many results of a run, and says that it keeps the most severe. */
const MAX_RESULTS = 5000;

/** The report as SARIF 2.1.0, within the limits of code scanning. */
export function renderSarif(report: Report, options: SarifOptions = {}): Printable {
  const { suppressed = false, category, gaps = false, pageOf = () => undefined } = options;
  const findings = suppressed ? report.findings : report.findings.filter((f) => f.state === 'new');
  const folds = fold(findings, report);
  const own = gaps ? gapResults(report) : [];
  const isCut = folds.length + own.length > MAX_RESULTS;
  const kept = folds.slice(0, isCut ? MAX_RESULTS - own.length - 1 : folds.length);
  const cutOff = folds.slice(kept.length);
  const cutFindings = cutOff.reduce((sum, f) => sum + f.findings.length, 0);
  const tool = { driver: driver(report, gaps || isCut ? OWN_RULES : [], kept, pageOf) };
  const indices = new Map(tool.driver.rules?.map(({ id }, i) => [id, i]));
  const run: Run = {
    tool,
    // What comes before the last slash is the category, what follows would be the run.
    ...(category !== undefined && { automationDetails: { id: `${category.toWellFormed().replace(/\/$/, '')}/` } }),
    invocations: [invocation(report, { results: cutOff.length, findings: cutFindings })],
    columnKind: 'utf16CodeUnits',
    results: [
      ...kept.map((f) => resultOf(f, report, (descriptor) => indices.get(descriptor))),
      ...own,
      ...(isCut ? [leftOutResult(report, cutOff.length, cutFindings)] : []),
    ],
    properties: {
      judged: report.today,
      policies: report.policies.map(policyName),
      findings: findings.length,
      omitted: cutFindings,
      ...(report.provenance !== undefined && { provenance: provenanceJson(report.provenance) }),
    },
  };
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return jsonText(log);
}

function policyName({ path, extends: bases }: PolicyUsed): string {
  return path === undefined ? `preset ${bases.map(sarifText).join(', ')}` : sarifText(path);
}
