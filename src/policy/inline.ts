/**
 * Waivers beside the line they are about, in go.mod and go.work:
 *
 *     replace example.com/a => ../a // modwarden:allow replace/local-path until=2027-03-31 moves with the split
 *     require example.com/b v1.0.0 // indirect; modwarden:allow graph/banned until=2027-03-31 owner=platform …
 *
 * or on a comment line directly above. After `// indirect //` Go takes a requirement for a direct one, so the semicolon matters.
 */
import type { Comment, FileSyntax, Line } from '../go/modfile/tree.ts';
import type { PolicyProblem } from '../model/report.ts';
import { nearest } from '../text/nearest.ts';
import { pointAt, type Source, type Span, span } from '../text/source.ts';
import { dayHint, isDay } from './day.ts';
import { policyPlace } from './parse/node.ts';
import { collectProblems, type Problems } from './parse/problems.ts';
import { nearestRule } from './rule-names.ts';
import type { Waiver } from './types.ts';

export interface InlineWaiver {
  readonly waiver: Waiver;
  /** The line of the file that it covers, from 1. */
  readonly line: number;
}

export interface InlineWaivers {
  readonly waivers: readonly InlineWaiver[];
  /** Comments that are meant as waivers and are none. */
  readonly problems: readonly PolicyProblem[];
}

/** In the order of the file. Without `rules` (ids) a rule's name is taken as it is. */
export function inlineWaivers(syntax: FileSyntax, rules?: Iterable<string>): InlineWaivers {
  const { source } = syntax;
  if (!source.text.includes('modwarden:')) return { waivers: [], problems: [] };
  const problems = collectProblems();
  const known = rules && new Set(rules);
  const waivers: InlineWaiver[] = [];
  for (const { comment, line } of placed(syntax)) {
    const waiver = readWaiver(source, comment, known, problems);
    if (waiver && line) waivers.push({ waiver, line: pointAt(source, line.start).line });
    else if (waiver) problems.add(spanOf(source, comment), 'the waiver comment belongs to no line', BESIDE);
  }
  return { waivers, problems: problems.list() };
}

const BESIDE = 'put it at the end of the line, or directly above it';
const FORM = 'use // modwarden:allow RULE until=YYYY-MM-DD REASON';

const FIELDS = ['until', 'owner', 'vuln'];

/** Fields of one waiver beside a line. */
export const MAX_FIELDS = 20;

interface Placed {
  readonly comment: Comment;
  /** undefined: it belongs to no line. */
  readonly line?: Line;
}

function* placed(syntax: FileSyntax): Generator<Placed> {
  for (const statement of syntax.stmt) {
    if (statement.kind === 'line') yield* ofLine(statement);
    else if (statement.kind === 'comment') yield* ofNone(statement.before, statement.suffix, statement.after);
    else {
      const { lparen, rparen } = statement;
      yield* ofNone(statement.before, lparen.before, lparen.suffix, lparen.after);
      for (const line of statement.line) yield* ofLine(line);
      yield* ofNone(rparen.before, rparen.suffix, statement.suffix, rparen.after, statement.after);
    }
  }
  yield* ofNone(syntax.before, syntax.suffix, syntax.after);
}

/** A blank line (a comment without text) parts what stands above it from the line. */
function* ofLine(line: Line): Generator<Placed> {
  const blank = line.before.findLastIndex(({ token }) => token === '');
  yield* ofNone(line.before.slice(0, blank + 1));
  for (const comment of [...line.before.slice(blank + 1), ...line.suffix]) yield { comment, line };
  yield* ofNone(line.after);
}

function* ofNone(...lists: readonly (readonly Comment[])[]): Generator<Placed> {
  for (const comment of lists.flat()) yield { comment };
}

const MARK = /^\/\/[ \t]*(?:indirect;[ \t]*)?modwarden:allow(?![^\s])/;
const ALMOST = /\bmodwarden:[ \t]?(?:allow|ignore|disable|off|skip|waive)(?![a-z])/i;

function readWaiver(
  source: Source,
  comment: Comment,
  known: ReadonlySet<string> | undefined,
  problems: Problems,
): Waiver | undefined {
  const { token } = comment;
  if (comment.start < 0 || !token.includes('modwarden:')) return undefined;
  const mark = MARK.exec(token)?.[0];
  if (mark === undefined) {
    if (ALMOST.test(token)) problems.add(spanOf(source, comment), 'malformed waiver comment', almostHint(token));
    return undefined;
  }
  const words = readWords(token, mark.length);
  const at = (from: number, text: string): Span =>
    span(source, comment.start + from, comment.start + from + text.length);
  const { rule, fields, reason } = words;
  if (rule.text === '') return void problems.add(spanOf(source, comment), 'the waiver has no rule', FORM);
  if (known && !known.has(rule.text)) {
    const near = nearestRule(rule.text, known);
    return void problems.add(
      at(rule.from, rule.text),
      `unknown rule ${JSON.stringify(rule.text)}`,
      near === undefined ? FORM : `did you mean ${near}?`,
    );
  }
  if (fields.length > MAX_FIELDS)
    return void problems.add(
      at(fields[MAX_FIELDS]!.from, fields[MAX_FIELDS]!.key),
      `more than ${MAX_FIELDS} fields in a waiver`,
      FORM,
    );
  const slip = fields.find(({ key }) => !FIELDS.includes(key));
  if (slip) {
    const near = nearest(slip.key, FIELDS) ?? 'until';
    return void problems.add(
      at(slip.from, slip.key),
      `unknown field ${slip.key}= in a waiver`,
      `did you mean ${near}=?`,
    );
  }
  const until = fields.find(({ key }) => key === 'until');
  if (!until)
    return void problems.add(
      spanOf(source, comment),
      'the waiver has no end date',
      'add until=YYYY-MM-DD after the rule',
    );
  if (!isDay(until.value)) {
    return void problems.add(
      at(until.from, `until=${until.value}`),
      `${JSON.stringify(until.value)} is not a valid date`,
      dayHint(until.value),
    );
  }
  if (reason === '')
    return void problems.add(spanOf(source, comment), 'the waiver has no reason', 'add the reason after the date');
  const owner = fields.find(({ key }) => key === 'owner')?.value;
  const vuln = fields.find(({ key }) => key === 'vuln')?.value.split(',');
  return {
    rule: rule.text,
    reason,
    ...(owner && { owner }),
    ...(vuln && { vuln }),
    until: until.value,
    at: policyPlace(spanOf(source, comment)),
  };
}

interface Field {
  readonly key: string;
  readonly value: string;
  /** Offset in the comment. */
  readonly from: number;
}

/** The rule, then fields, then the reason: after the end it begins with the first word that is not near to a field. */
function readWords(token: string, from: number) {
  let at = from;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(token);
    if (found) at = pattern.lastIndex;
    return found;
  };
  next(/[ \t]+/y);
  const ruleFrom = at;
  const rule = { text: next(/[^\s=]+(?=\s|$)/y)?.[0] ?? '', from: ruleFrom };
  const fields: Field[] = [];
  let hasEnd = false;
  for (;;) {
    next(/[ \t]+/y);
    const start = at;
    const field = next(/([A-Za-z]+)=([^\s]*)/y);
    const ended = field && hasEnd && !nearest(field[1]!, FIELDS);
    if (!field || ended || fields.length > MAX_FIELDS) return { rule, fields, reason: token.slice(start).trim() };
    hasEnd ||= field[1] === 'until';
    fields.push({ key: field[1]!, value: field[2]!, from: start });
  }
}

function almostHint(token: string): string {
  if (/^\/\/[ \t]*indirect\b/.test(token)) return 'put a semicolon after indirect: // indirect; modwarden:allow …';
  if (token.includes('modwarden:allow')) return `start the comment with it: ${FORM.slice('use '.length)}`;
  return FORM;
}

function spanOf(source: Source, { start, token }: Comment): Span {
  return span(source, start, start + token.trimEnd().length);
}
