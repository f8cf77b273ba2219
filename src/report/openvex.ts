/**
 * The findings about vulnerabilities as an OpenVEX document (v0.2.0). Waived with a justification: not affected; waived without: affected,
 * with what the waiver says to do; open: affected, with the fix. The time is that of the day which is judged, so that equal runs give equal
 * documents.
 */
import { createHash } from 'node:crypto';
import type { Finding, Report } from '../model/report.ts';
import { jsonText } from '../text/json-text.ts';
import type { Printable } from '../text/printable.ts';
import { outsideProse as outsideText } from './outside-text.ts';

interface Statement {
  readonly vulnerability: {
    readonly name: string;
    readonly description?: string;
    readonly aliases?: readonly string[];
  };
  readonly products: readonly {
    readonly '@id': string;
    readonly subcomponents: readonly { readonly '@id': string }[];
  }[];
  readonly status: 'affected' | 'not_affected';
  readonly justification?: string;
  readonly impact_statement?: string;
  readonly action_statement?: string;
}

export function renderOpenvex(report: Report): Printable {
  const statements = statementsOf(report);
  const timestamp = `${report.today}T00:00:00Z`;
  const content = JSON.stringify([timestamp, statements]);
  return jsonText({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `https://openvex.dev/docs/modwarden/vex-${createHash('sha256').update(content).digest('hex')}`,
    author: 'modwarden',
    timestamp,
    version: 1,
    tooling: `${report.tool.name} ${report.tool.version}`,
    statements,
  });
}

/** One for each vulnerability and module version; several main modules are its products. */
function statementsOf(report: Report): Statement[] {
  const statements = new Map<string, Statement>();
  for (const finding of report.findings) {
    const { vulnerability } = finding;
    if (vulnerability === undefined) continue;
    const verdict = verdictOf(finding, vulnerability);
    const key = JSON.stringify([vulnerability.ids[0], vulnerability.module, vulnerability.version, verdict]);
    const known = statements.get(key);
    const products = [...(known?.products ?? []), productOf(finding, vulnerability, report)];
    statements.set(key, {
      vulnerability: nameOf(vulnerability),
      products: products.filter((one, i) => products.findIndex((other) => other['@id'] === one['@id']) === i),
      ...verdict,
    });
  }
  return [...statements].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, statement]) => statement);
}

type Vulnerability = NonNullable<Finding['vulnerability']>;

function nameOf({ ids, summary }: Vulnerability): Statement['vulnerability'] {
  const [name, ...aliases] = new Set(ids.map(outsideText));
  return {
    name: name!,
    ...(summary !== '' && { description: outsideText(summary) }),
    ...(aliases.length > 0 && { aliases }),
  };
}

function productOf({ module: dir }: Finding, { module, version }: Vulnerability, { modules }: Report) {
  // A finding about a captured environment belongs to no module: it is about the first.
  const main = modules.find((one) => one.dir === dir) ?? modules[0];
  return { '@id': purl(main?.path || 'unknown', ''), subcomponents: [{ '@id': purl(module, version) }] };
}

function verdictOf(
  { state, waiver, hint }: Finding,
  { fixed, module }: Vulnerability,
): Omit<Statement, 'vulnerability' | 'products'> {
  if (state === 'waived' && waiver?.justification !== undefined)
    return {
      status: 'not_affected',
      justification: waiver.justification,
      impact_statement: outsideText(waiver.reason),
    };
  if (state === 'waived' && waiver !== undefined)
    return { status: 'affected', action_statement: outsideText(`${waiver.reason} (accepted until ${waiver.until})`) };
  const action = fixed === '' ? 'no fixed version is known' : `update ${module} to ${fixed}`;
  return { status: 'affected', action_statement: outsideText(hint ?? action) };
}

/** Slashes stay plain, as the type golang has them. */
function purl(path: string, version: string): string {
  const escaped = (text: string) => text.split('/').map(encodeURIComponent).join('/');
  return `pkg:golang/${escaped(path.toWellFormed())}${version === '' ? '' : `@${encodeURIComponent(version.toWellFormed())}`}`;
}
