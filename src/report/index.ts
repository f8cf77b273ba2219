/** The formats by name, each loaded when it is asked for: text alone belongs to the hook's start. */

import type { Report } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import type { Printable } from '../text/printable.ts';
import type { Inventory } from './inventory.ts';
import { renderText } from './text/text.ts';

/** What formats may be told; each takes what concerns it. */
export interface FormatOptions {
  /** text: colors for a terminal. */
  readonly color: boolean;
  /** text: terminal columns. */
  readonly width?: number;
  /** text: shows every finding on its own, waived and baselined ones too, and every gap. */
  readonly verbose?: boolean;
  /** Formats that tell the verdict: the level from which on a finding fails the run. */
  readonly failOn?: Level;
  /** sarif: includes waived and baselined findings, marked. */
  readonly suppressed?: boolean;
  /** sarif: code scanning's category. */
  readonly category?: string;
  /** html, cyclonedx, spdx: the build lists with licenses. json: the same, where they are to be part of the report. */
  readonly inventory?: Inventory;
  /** sarif: includes what could not be checked, as results. */
  readonly gaps?: boolean;
  /** sarif: the page of a rule, in Markdown, for its help. */
  readonly pageOf?: (id: string) => string | undefined;
}

export interface Format {
  readonly mediaType: string;
  /** It tells of every module and of what the report is based on, so the options have the inventory and the report its provenance. */
  readonly needsInventory?: true;
  /** It can hold the inventory, where that is asked for. */
  readonly mayHoldInventory?: true;
  /** Why this report gives no document that is valid: it would say nothing. undefined: it gives one. */
  readonly nothingToSay?: (report: Report) => string | undefined;
  readonly load: () => Promise<(report: Report, options: FormatOptions) => Printable>;
}

export const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['text', { mediaType: 'text/plain; charset=utf-8', load: async () => renderText }],
  [
    'json',
    { mediaType: 'application/json', mayHoldInventory: true, load: async () => (await import('./json.ts')).renderJson },
  ],
  ['sarif', { mediaType: 'application/sarif+json', load: async () => (await import('./sarif/sarif.ts')).renderSarif }],
  [
    'openmetrics',
    {
      mediaType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
      load: async () => (await import('./openmetrics.ts')).renderOpenMetrics,
    },
  ],
  [
    'github',
    { mediaType: 'text/plain; charset=utf-8', load: async () => (await import('./ci/github.ts')).renderGitHub },
  ],
  ['gitlab', { mediaType: 'application/json', load: async () => (await import('./ci/gitlab.ts')).renderGitLab }],
  ['junit', { mediaType: 'application/xml', load: async () => (await import('./xml/junit.ts')).renderJUnit }],
  [
    'checkstyle',
    { mediaType: 'application/xml', load: async () => (await import('./xml/checkstyle.ts')).renderCheckstyle },
  ],
  ['rdjson', { mediaType: 'application/json', load: async () => (await import('./ci/rdjson.ts')).renderRdjson }],
  ['rdjsonl', { mediaType: 'application/jsonl', load: async () => (await import('./ci/rdjson.ts')).renderRdjsonl }],
  [
    'sonarqube',
    { mediaType: 'application/json', load: async () => (await import('./ci/sonarqube.ts')).renderSonarQube },
  ],
  [
    'markdown',
    {
      mediaType: 'text/markdown; charset=utf-8',
      load: async () => (await import('./summary/markdown.ts')).renderMarkdownReport,
    },
  ],
  ['csv', { mediaType: 'text/csv; charset=utf-8', load: async () => (await import('./table/csv.ts')).renderCsv }],
  [
    'html',
    {
      mediaType: 'text/html; charset=utf-8',
      needsInventory: true,
      load: async () => (await import('./html/html.ts')).renderHtml,
    },
  ],
  [
    'cyclonedx',
    {
      mediaType: 'application/vnd.cyclonedx+json; version=1.6',
      needsInventory: true,
      load: async () => (await import('./sbom/cyclonedx.ts')).renderCycloneDx,
    },
  ],
  [
    'spdx',
    {
      mediaType: 'application/spdx+json',
      needsInventory: true,
      load: async () => (await import('./sbom/spdx.ts')).renderSpdx,
    },
  ],
  [
    'openvex',
    {
      mediaType: 'application/json',
      nothingToSay: ({ findings }) =>
        findings.some(({ vulnerability }) => vulnerability !== undefined)
          ? undefined
          : 'no finding is about a vulnerability, and an OpenVEX document has at least one statement',
      load: async () => (await import('./openvex.ts')).renderOpenvex,
    },
  ],
]);

/** The format of that name, else a message that names those there are. */
export function formatNamed(name: string): Format | { readonly error: string } {
  return (
    FORMATS.get(name) ?? {
      error: `expected ${[...FORMATS.keys()].join(', ')}, got ${JSON.stringify(name)}`,
    }
  );
}
