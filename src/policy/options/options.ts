/**
 * Kinds of options for rules: valibot schemas whose messages say what to write, and whose descriptions say which language a value is in.
 * All of them convert to JSON Schema. valibot is handed in, as in a rule's `options`.
 */
import type { Valibot } from '../../model/rule.ts';
import { DURATION_PATTERN, durationHint } from '../../text/duration.ts';
import { fileGlobFault, modulePatternFault, type PatternFault } from '../patterns/patterns.ts';
import { rangeFault } from '../patterns/range.ts';

/** What an issue says: the second line of its message is the hint. Rules may use it in their own schemas. */
export function faultMessage({ message, hint }: PatternFault): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}

/** Entries of one list of patterns or hosts. Longer ones are data, not policy. */
export const MAX_LIST = 2_000;

/** A length of time, kept as its text: `duration.ts` reads it. */
export function duration(v: Valibot) {
  return v.pipe(
    v.string(),
    v.regex(DURATION_PATTERN, ({ input }) =>
      faultMessage({ message: `${shown(input)} is not a valid duration`, hint: durationHint(input) }),
    ),
    v.description(
      'A duration: a whole number and h, d, w, mo or y, such as 18mo. A year has 365 days, a month one twelfth of that.',
    ),
  );
}

/** One pattern over module paths. */
export function modulePattern(v: Valibot) {
  return noted(modulePatternSchema(v));
}

function modulePatternSchema(v: Valibot) {
  return v.pipe(
    v.string(),
    told(v, modulePatternFault),
    v.description('A module pattern as in GOPRIVATE: path elements with * and ?. It includes all modules below.'),
  );
}

/** Option: a list of module patterns in Go's own language. */
export function modulePatterns(v: Valibot) {
  return noted(
    v.pipe(
      v.array(modulePatternSchema(v)),
      v.maxLength(MAX_LIST),
      v.description('Module patterns as in GOPRIVATE: path elements with * and ?. Each includes all modules below.'),
    ),
  );
}

/** On schemas of module patterns, for option-patterns.ts. A name and not an identity: plug-ins may have another copy of this file. */
const MODULE_PATTERNS = '~modulePatterns';

function noted<S extends object>(schema: S): S {
  return Object.assign(schema, { [MODULE_PATTERNS]: true });
}

/** Whether the schema is one that `modulePattern` or `modulePatterns` made. */
export function isModulePatterns(schema: object): boolean {
  return Object.hasOwn(schema, MODULE_PATTERNS);
}

/** Patterns over the repository's files. */
export function fileGlobs(v: Valibot) {
  return v.pipe(
    v.array(fileGlob(v)),
    v.maxLength(MAX_LIST),
    v.description('File patterns (minimatch) for paths in the repository: * within a folder, ** across folders.'),
  );
}

function fileGlob(v: Valibot) {
  return v.pipe(
    v.string(),
    told(v, fileGlobFault),
    v.description('A file pattern (minimatch) for paths in the repository: * within a folder, ** across folders.'),
  );
}

/** A range over Go's module versions, in npm's language. */
export function versionRange(v: Valibot) {
  return v.pipe(
    v.string(),
    told(v, rangeFault),
    v.description('A range of module versions with npm syntax: <v1.9.1, ^v1.2.0, >=v1.2.0 <v2.0.0.'),
  );
}

/** A version of Go, as on the go line of go.mod. */
export function goVersion(v: Valibot) {
  return v.pipe(
    v.string(),
    v.regex(GO_VERSION, ({ input }) => faultMessage(goVersionFault(input))),
    v.description('A Go version as on the go line of go.mod, in quotes: "1.24" or "1.24.3".'),
  );
}

const GO_VERSION =
  /^[1-9][0-9]{0,5}(?:\.(?:0|[1-9][0-9]{0,5}))?(?:\.(?:0|[1-9][0-9]{0,5})|(?:rc|beta)[1-9][0-9]{0,5})?$/;

function goVersionFault(text: string): PatternFault {
  const bare = text.replace(/^(?:go|v)/, '');
  const hint =
    bare !== text && GO_VERSION.test(bare)
      ? `use ${shown(bare)}`
      : 'use the form of the go line in go.mod: "1.24" or "1.24.3"';
  return { message: `${shown(text)} is not a valid Go version`, hint };
}

/** The levels of findings; `off` where the option may also switch something off. */
export function level(v: Valibot) {
  return v.pipe(v.picklist(['error', 'warning', 'note']), v.description('A level of findings.'));
}

/** A whole number, 0 or more. */
export function count(v: Valibot) {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.description('A whole number, 0 or more.'));
}

/** Hosts as in module paths and proxy URLs. */
export function hosts(v: Valibot) {
  return v.pipe(
    v.array(host(v)),
    v.maxLength(MAX_LIST),
    v.description('Host names. A leading *. includes all subdomains. Add a port only if it is not the default.'),
  );
}

/** One of them. */
export function host(v: Valibot) {
  return v.pipe(
    v.string(),
    v.regex(HOST, ({ input }) => faultMessage(hostFault(input))),
  );
}

const HOST = /^(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?(?::[0-9]{1,5})?$/;

function hostFault(text: string): PatternFault {
  const host = /^(?:[a-z+]+:\/\/)?(?:[^/@]*@)?([^/]+)/i.exec(text)?.[1];
  return {
    message: `${shown(text)} is not a valid host`,
    ...(host !== undefined && host !== text && HOST.test(host) && { hint: `use ${host}` }),
  };
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

/** A check with the fault's own words. */
function told(v: Valibot, faultOf: (text: string) => PatternFault | undefined) {
  return v.check<string, (issue: { readonly input: string }) => string>(
    (text) => faultOf(text) === undefined,
    ({ input }) => faultMessage(faultOf(input)!),
  );
}
