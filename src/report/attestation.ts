/** An in-toto statement about the files of an audit, unsigned: who signs it, and with what, is the user's choice. */
import type { Report } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import { jsonText } from '../text/json-text.ts';
import type { Printable } from '../text/printable.ts';
import { provenanceJson } from './json.ts';
import { HOME } from './rule-page.ts';
import { summaryOf } from './text/summary.ts';
import { verdict } from './verdict.ts';

/** Names the shape of the predicate. */
export const PREDICATE_TYPE = `${HOME}/attestation/audit/v1`;

const RESULTS = ['PASSED', 'FAILED', 'POLICY ERROR', 'INCOMPLETE'] as const;

/** A file that the statement is about. */
export interface AttestedFile {
  readonly name: string;
  /** Hex digits. */
  readonly sha256: string;
}

/** Statement of in-toto v1, as JSON. The same report and files give the same bytes. */
export function renderAttestation(report: Report, failOn: Level, files: readonly AttestedFile[]): Printable {
  const { tool, today, provenance } = report;
  return jsonText({
    _type: 'https://in-toto.io/Statement/v1',
    subject: files.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      tool: { name: tool.name, version: tool.version },
      asOf: today,
      result: RESULTS[verdict(report, failOn)],
      failOn,
      summary: summaryOf(report),
      ...(provenance !== undefined && { provenance: provenanceJson(provenance) }),
    },
  });
}
