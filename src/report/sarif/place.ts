/** Places as SARIF has them: URIs relative to the root of the repository, regions on one line. */
import type { PhysicalLocation, Region } from 'sarif';
import type { Finding, Report } from '../../model/report.ts';
import { encode } from '../../text/bytes.ts';
import type { Place } from '../../text/source.ts';
import { moduleAt } from '../module-at.ts';

/**
 * A repository path as a relative URI reference: every byte but RFC 3986's unreserved and sub-delimiters percent-encoded; `:` too, since
 * a first segment with a colon reads as a scheme, and one URI with a scheme makes code scanning refuse the whole file.
 */
export function uriOf(path: string): string {
  let uri = '';
  for (const byte of encode(path)) {
    const ch = String.fromCharCode(byte);
    uri += /[\w.~!$&'()*+,;=@/-]/.test(ch) ? ch : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return uri;
}

/** Whether a path can be one of the repository's: relative, and never going up. */
export function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(path) && !path.split('/').includes('..');
}

export function physical(place: Place, snippet?: string): PhysicalLocation {
  return { artifactLocation: { uri: uriOf(place.path) }, region: regionOf(place, snippet) };
}

/**
 * The region on the first line only: a pull request shows an alert only where all of its lines were changed. Never empty: what is
 * found behind the last character covers the line end.
 */
export function regionOf({ start, end }: Place, snippet = ''): Region {
  const last = end.line === start.line ? end.column : snippet.length + 1;
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: start.line,
    endColumn: Math.max(last, start.column + 1),
  };
}

/** Where in the repository a finding is shown: every result must have a place there. */
export function shownAt(
  finding: Finding,
  modules: Report['modules'],
): { readonly place: Place; readonly snippet: string } {
  const { place, anchor, policy, snippet } = finding;
  if (anchor === undefined && isInside(place.path)) return { place, snippet };
  if (anchor !== undefined && isInside(anchor.path)) return { place: anchor, snippet: '' };
  if (policy !== undefined && isInside(policy.place.path)) return policy;
  const file = (moduleAt(modules, finding.module, finding.place.path) ?? modules[0])?.file ?? 'go.mod';
  return { place: { path: file, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }, snippet: '' };
}
