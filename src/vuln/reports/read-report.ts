/** A report of another tool, told by its shape. */
import { govulncheckFindings, sarifFindings } from './govulncheck.ts';
import { parseStream } from './json-stream.ts';
import { openvexFindings } from './openvex.ts';
import { dependencyReviewFindings, osvScannerFindings, trivyFindings } from './scanners.ts';
import { ReportError, type ToolReport } from './types.ts';
import { at, objectIn, textAt } from './values.ts';

/** Bytes of one report. */
export const MAX_REPORT = 64 << 20;

/** Throws ReportError for what is none of the known kinds, or was cut off. */
export function readReport(text: string): ToolReport {
  const value = wholeJson(text) ?? parseStream(text);
  if (Array.isArray(value)) return ofList(value);
  if (at(value, 'config') !== undefined) return { tool: 'govulncheck', findings: govulncheckFindings([value]) };
  if (Array.isArray(at(value, 'runs'))) return { tool: 'govulncheck', findings: sarifFindings(value) };
  if (textAt(value, '@context').startsWith('https://openvex.dev/ns'))
    return { tool: 'openvex', findings: openvexFindings(value) };
  if (Array.isArray(at(value, 'results'))) return { tool: 'osv-scanner', findings: osvScannerFindings(value) };
  if (at(value, 'SchemaVersion') === 2) return { tool: 'trivy', findings: trivyFindings(value) };
  throw unknownReport();
}

/** A stream of objects, or one list: dependency review's changes. */
function ofList(list: readonly unknown[]): ToolReport {
  if (objectIn(at(list[0], 'config')) !== undefined)
    return { tool: 'govulncheck', findings: govulncheckFindings(list) };
  if (list.length > 0 && list.every((change) => textAt(change, 'change_type') !== ''))
    return { tool: 'dependency-review', findings: dependencyReviewFindings(list) };
  throw unknownReport();
}

/** undefined where the text is not one JSON value: it may be a stream. */
function wholeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unknownReport(): ReportError {
  return new ReportError('expected a report of govulncheck, osv-scanner, Trivy, dependency review, or OpenVEX');
}
