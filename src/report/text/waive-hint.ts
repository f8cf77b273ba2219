/** How to accept a finding for a time: the lines to paste into the policy. */
import type { Finding, Report } from '../../model/report.ts';
import { printableJson } from '../../text/json-text.ts';
import { type Printable, printable, safe } from '../../text/printable.ts';

const DAYS = 90;
/** What stands in a proposed waiver where its author says why. */
export const REASON = 'why this is accepted';
/** Nobody copies what fills the screen. */
const MAX_SUBJECT = 200;

/** For the first finding that a waiver can name; empty where there is none. */
export function waiveHint({ findings, policies, today }: Report): Printable[] {
  const finding = findings.find(isNameable);
  const until = finding === undefined ? undefined : dayAfter(today, DAYS);
  if (finding === undefined || until === undefined) return [];
  const file = policyOf(finding, policies) ?? '.modwarden.yaml';
  const entry = entryFor(finding, until);
  const inList = hasWaivers(findings, file);
  const where = inList ? safe`the waivers of ${printable(file)}` : printable(file);
  const lines = file.endsWith('.json') ? jsonLines(entry, inList) : yamlLines(entry, inList);
  return [
    safe`To accept a finding for ${DAYS} days, add it to ${where}, for example:`,
    ...lines.map((line) => safe`  ${line}`),
  ];
}

/** The waiver of one finding, as a policy in YAML has it; empty where no waiver can name it. */
export function waiverLines(finding: Finding, { today }: Report): Printable[] {
  const until = isNameable(finding) ? dayAfter(today, DAYS) : undefined;
  return until === undefined ? [] : yamlLines(entryFor(finding, until), false);
}

function entryFor(finding: Finding, until: string): Entry {
  return [['rule', finding.rule], named(finding), ['reason', REASON], ['until', until]];
}

/** The policy file that is used for the finding's module; for a finding about a file, the only one there is. */
function policyOf({ module }: Finding, policies: Report['policies']): string | undefined {
  const used = policies.find(({ modules }) => modules.includes(module ?? ''));
  return (used ?? (policies.length === 1 ? policies[0] : undefined))?.path;
}

type Entry = readonly (readonly [string, string])[];

function yamlLines(entry: Entry, inList: boolean): Printable[] {
  const lines = entry.map(([key, value], i) => safe`${i === 0 ? '  - ' : '    '}${printable(key)}: ${yamlText(value)}`);
  return inList ? lines : [safe`waivers:`, ...lines];
}

function jsonLines(entry: Entry, inList: boolean): Printable[] {
  const one = safe`${printableJson(JSON.stringify(Object.fromEntries(entry)))}`;
  return [inList ? one : safe`"waivers": [${one}]`];
}

/** Whether the file is known to have waivers: one of them covers a finding, or is reported itself. */
function hasWaivers(findings: readonly Finding[], file: string): boolean {
  return findings.some(
    ({ waiver, rule, place }) => waiver?.place.path === file || (rule.startsWith('policy/') && place.path === file),
  );
}

/** Waivers are no way out of errors about waivers. */
function isNameable({ state, rule, subject }: Finding): boolean {
  return state === 'new' && !rule.startsWith('policy/') && subject !== '' && subject.length <= MAX_SUBJECT;
}

function named(finding: Finding): readonly [string, string] {
  const { subject, vulnerability } = finding;
  if (vulnerability !== undefined) return ['vuln', vulnerability.ids[0]!];
  return [isModulePath(finding) ? 'module' : 'subject', subject];
}

/** As a pattern it stands for itself. */
function isModulePath({ subject, version }: Finding): boolean {
  return version !== undefined && /^[\w-]+(?:\.[\w-]+)+(?:\/[\w.~-]+)*$/.test(subject);
}

function yamlText(value: string): Printable {
  const isPlain = /^[A-Za-z][\w./-]*(?: [A-Za-z]+)*$|^\d{4}-\d\d-\d\d$/.test(value) && !KEYWORD.test(value);
  return isPlain ? printable(value) : printableJson(JSON.stringify(value));
}

const KEYWORD = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** Undefined for a day beyond the calendar that policies know. */
function dayAfter(day: string, days: number): string | undefined {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  const text = Number.isNaN(time) ? '' : new Date(time).toISOString();
  return /^\d{4}-/.test(text) ? text.slice(0, 10) : undefined;
}
