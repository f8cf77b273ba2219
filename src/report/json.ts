/** The report as JSON, version 1: see report-schema.ts. Keys stand in a fixed order, what is undefined is left out. */
import type {
  BaselineUse,
  Finding,
  Fix,
  Gap,
  Metric,
  PolicyProblem,
  PolicyUsed,
  Provenance,
  Report,
  RuleInfo,
  TrailStep,
} from '../model/report.ts';
import { jsonText } from '../text/json-text.ts';
import type { Printable } from '../text/printable.ts';
import type { Place } from '../text/source.ts';
import type { Inventory } from './inventory.ts';
import { inventoryJson } from './inventory-json.ts';
import type { JsonReport } from './report-schema.ts';
import { summaryOf } from './text/summary.ts';

/** The JSON report (schemas/report.schema.json). `inventory`: is part of it, so that every format can be made of it later. */
export function renderJson(report: Report, { inventory }: { readonly inventory?: Inventory } = {}): Printable {
  return jsonText(jsonReport(report, inventory));
}

/** The same as an object. */
export function jsonReport(report: Report, inventory?: Inventory): JsonReport {
  const { version, tool, tree, today, partial, policies, problems, rules, modules, otherModfiles, findings, gaps } =
    report;
  const { baseline, base, metrics, network, provenance } = report;
  return {
    version,
    tool: { name: tool.name, version: tool.version },
    tree,
    today,
    ...(partial !== undefined && { partial }),
    summary: summaryOf(report),
    policies: policies.map(policyOf),
    problems: problems.map(problemOf),
    rules: rules.map(ruleOf),
    modules: modules.map(({ dir, file, path, graph, modules: count }) => ({ dir, file, path, graph, modules: count })),
    ...(otherModfiles !== undefined && { otherModfiles: [...otherModfiles] }),
    findings: findings.map(findingOf),
    gaps: gaps.map(gapOf),
    ...(baseline !== undefined && { baseline: baselineOf(baseline) }),
    ...(base !== undefined && { base: { rev: base.rev, commit: base.commit, unchecked: base.unchecked } }),
    ...(metrics !== undefined && { metrics: metrics.map(metricOf) }),
    ...(network !== undefined && {
      network: { requests: network.requests, cached: network.cached, bytes: network.bytes },
    }),
    ...(provenance !== undefined && { provenance: provenanceJson(provenance) }),
    ...(inventory !== undefined && { inventory: inventoryJson(inventory) }),
  };
}

/** As the JSON report has it. */
export function provenanceJson({ input, policies, facts, command }: Provenance): NonNullable<JsonReport['provenance']> {
  const { kind, name, sha256, revision, commit, changed, files, hash } = input;
  return {
    input: {
      kind,
      name,
      ...(sha256 !== undefined && { sha256 }),
      ...(revision !== undefined && { revision }),
      ...(commit !== undefined && { commit }),
      ...(changed !== undefined && { changed: [...changed] }),
      files,
      hash,
    },
    policies: policies.map((policy) => ({ path: policy.path, sha256: policy.sha256 })),
    ...(facts !== undefined && { facts: { sha256: facts.sha256, asOf: facts.asOf } }),
    command,
  };
}

function policyOf({ path, extends: bases, modules }: PolicyUsed): JsonReport['policies'][number] {
  return { ...(path !== undefined && { path }), extends: [...bases], modules: [...modules] };
}

function problemOf({ place, snippet, message, hint }: PolicyProblem): JsonReport['problems'][number] {
  return {
    ...(place !== undefined && { place: placeOf(place) }),
    ...(snippet !== undefined && { snippet }),
    message,
    ...(hint !== undefined && { hint }),
  };
}

function ruleOf(rule: RuleInfo): JsonReport['rules'][number] {
  const { id, title, why, level, security, precision, since, plugin, ran, offFor } = rule;
  return {
    id,
    title,
    why,
    level,
    ...(security !== undefined && { security }),
    precision,
    since,
    ...(plugin !== undefined && { plugin }),
    ran,
    ...(offFor !== undefined && { offFor: [...offFor] }),
  };
}

function findingOf(f: Finding): JsonReport['findings'][number] {
  return {
    rule: f.rule,
    level: f.level,
    id: f.id,
    ...(f.lineId !== undefined && { lineId: f.lineId }),
    state: f.state,
    place: placeOf(f.place),
    ...(f.anchor !== undefined && { anchor: placeOf(f.anchor) }),
    snippet: f.snippet,
    ...(f.snippetColumn !== undefined && { snippetColumn: f.snippetColumn }),
    subject: f.subject,
    ...(f.module !== undefined && { module: f.module }),
    ...(f.version !== undefined && { version: f.version }),
    message: f.message,
    ...(f.hint !== undefined && { hint: f.hint }),
    related: f.related.map(({ place, message }) => ({ place: placeOf(place), message })),
    trail: f.trail.map(stepOf),
    ...(f.confidence !== undefined && { confidence: f.confidence }),
    ...(f.asOf !== undefined && { asOf: f.asOf }),
    ...(f.policy !== undefined && { policy: { place: placeOf(f.policy.place), snippet: f.policy.snippet } }),
    ...(f.waiver !== undefined && { waiver: waiverOf(f.waiver) }),
    ...(f.baseline !== undefined && { baseline: knownOf(f.baseline) }),
    ...(f.fix !== undefined && { fix: fixOf(f.fix) }),
    ...(f.vulnerability !== undefined && { vulnerability: vulnerabilityOf(f.vulnerability) }),
    ...(f.data !== undefined && { data: sorted(f.data, (value) => (isList(value) ? [...value] : value)) }),
  };
}

type JsonFinding = JsonReport['findings'][number];

function vulnerabilityOf({
  ids,
  summary,
  module,
  version,
  fixed,
  reviewed,
  published,
  url,
  reach,
}: NonNullable<Finding['vulnerability']>): NonNullable<JsonFinding['vulnerability']> {
  return {
    ids: [...ids],
    summary,
    module,
    version,
    fixed,
    reviewed,
    ...(published !== undefined && { published }),
    ...(url !== undefined && { url }),
    ...(reach !== undefined && { reach }),
  };
}

function waiverOf({
  reason,
  owner,
  until,
  justification,
  place,
}: NonNullable<Finding['waiver']>): NonNullable<JsonReport['findings'][number]['waiver']> {
  return {
    reason,
    ...(owner !== undefined && { owner }),
    until,
    ...(justification !== undefined && { justification }),
    place: placeOf(place),
  };
}

function knownOf({ since, rev }: NonNullable<Finding['baseline']>): NonNullable<Finding['baseline']> {
  return { ...(since !== undefined && { since }), ...(rev !== undefined && { rev }) };
}

function fixOf({ what, safe, sha256, edits, followUp }: Fix): NonNullable<JsonReport['findings'][number]['fix']> {
  return {
    what,
    safe,
    sha256,
    edits: edits.map(({ place, text }) => ({ place: placeOf(place), text })),
    ...(followUp !== undefined && { followUp: { run: followUp.run, resolves: [...followUp.resolves] } }),
  };
}

function gapOf({ rule, module, subject, why, detail, fails, hint }: Gap): JsonReport['gaps'][number] {
  return {
    rule,
    ...(module !== undefined && { module }),
    subject,
    why,
    detail,
    fails,
    ...(hint !== undefined && { hint }),
  };
}

function baselineOf({ path, recorded, fixed }: BaselineUse): NonNullable<JsonReport['baseline']> {
  return { path, recorded, ...(fixed !== undefined && { fixed }) };
}

function metricOf({ name, help, unit, type, samples }: Metric): NonNullable<JsonReport['metrics']>[number] {
  return {
    name,
    help,
    ...(unit !== undefined && { unit }),
    type,
    samples: samples.map(({ labels, value }) => ({ labels: sorted(labels, (label) => label), value })),
  };
}

function placeOf({ path, start, end }: Place): Place {
  return { path, start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}

function stepOf({ path, version, place }: TrailStep): TrailStep {
  return { path, version, ...(place !== undefined && { place: placeOf(place) }) };
}

function isList<T>(value: T | readonly string[]): value is readonly string[] {
  return Array.isArray(value);
}

/** A record with its keys in code unit order. `Object.fromEntries` makes `__proto__` a key like any other. */
function sorted<T, U>(record: Readonly<Record<string, T>>, of: (value: T) => U): Record<string, U> {
  const keys = Object.keys(record).sort();
  return Object.fromEntries(keys.map((key) => [key, of(record[key]!)]));
}
