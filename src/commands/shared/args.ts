/** The command line: which options there are, how they are read, and how they are told in --help. One table for all of it. */
import { parseArgs } from 'node:util';
import { nearest } from '../../text/nearest.ts';
import { quoted } from '../../text/quoted.ts';

export { quoted } from '../../text/quoted.ts';

export interface OptionSpec {
  /** What the value is called in the help; left out for a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly repeat?: true;
  readonly help: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** Options that choose what is judged by which policy; shared by every command that opens a repository. */
export const JUDGING = {
  policy: { value: 'FILE', help: 'use this policy file instead of those in the repository' },
  'policy-base': {
    value: 'FILE|npm:NAME',
    repeat: true,
    help: 'merge every policy over this file or installed npm package, which can lock settings; later ones over earlier ones',
  },
  preset: { value: 'NAME', help: 'use only this preset (recommended, strict, audit, production, library)' },
  'go-env': { value: 'FILE', repeat: true, help: 'also check this captured `go env` output, or GOENV file' },
  staged: { help: 'check the staged files instead of the work tree; sends no network requests' },
  rev: { value: 'REV', help: 'check a git revision instead of the work tree' },
  root: {
    value: 'FOLDER',
    help: "the root of the repository (default: git's, or the outermost folder that builds the module)",
  },
} as const satisfies OptionTable;

/** Options about rules that are not built in: of every command that reads policies, which may name them. */
export const PLUGINS = {
  plugin: {
    value: 'FILE|PACKAGE',
    repeat: true,
    help: 'also apply the rules of this plug-in; its code runs with your rights, and must not be in the checked repository',
  },
  'trust-repository-plugins': { help: 'allow plug-ins from the checked repository' },
} as const satisfies OptionTable;

/** Options about findings that were there before. */
export const KNOWN = {
  base: {
    value: 'REV',
    help: 'only what differs from this git revision counts; REV... means its merge base with what is checked',
  },
  baseline: { value: 'FILE', help: 'hide the findings recorded in this file, not in .modwarden.baseline.json' },
  'no-baseline': { help: 'hide no findings of a baseline' },
} as const satisfies OptionTable;

/** Options about facts from outside the repository. */
export const ASKING = {
  offline: { help: 'send no network requests' },
  online: { help: 'send network requests as your GOPROXY and GOPRIVATE allow (default, except with --staged)' },
  timeout: {
    value: 'SECONDS',
    help: 'timeout for one request (default: 30); after five timeouts, skip the server',
  },
  vulndb: {
    value: 'PATH|URL',
    repeat: true,
    help: 'a vulnerability database: folder, zip or server (default: GOVULNDB of your environment, if set)',
  },
  report: {
    value: 'FILE',
    repeat: true,
    help: 'vulnerability report of another tool: govulncheck, osv-scanner, Trivy, dependency review or OpenVEX',
  },
  index: {
    value: 'FILE|URL',
    help: 'a module index, for freshness/first-seen: a file, or a server (default: MODWARDEN_INDEX, if set)',
  },
  facts: { value: 'FILE', help: 'use only the facts recorded in this file (see modwarden fetch)' },
  'as-of': { value: 'DATE', help: 'check as of this date, YYYY-MM-DD (default: today)' },
} as const satisfies OptionTable;

export const PRINTING = {
  format: {
    value: 'FORMAT[=FILE]',
    repeat: true,
    help: 'text, json, sarif, openmetrics, github, gitlab, junit, checkstyle, rdjson, rdjsonl, sonarqube, markdown, csv, html, cyclonedx, spdx or openvex (default: text); can be used several times, each with its file',
  },
  output: { value: 'FILE', short: 'o', help: 'write to this file instead of standard output' },
  color: { value: 'WHEN', help: 'always, never or auto (default: auto)' },
} as const satisfies OptionTable;

export const COMMON = { help: { short: 'h', help: 'show this help' } } as const satisfies OptionTable;

export interface Arguments {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

/** A mistake on the command line: one clear line, exit 2. */
export class UsageError extends Error {}

export function readArguments(
  argv: readonly string[],
  table: OptionTable,
  positionals: { readonly max: number; readonly name: string },
): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(table).map(([name, o]) => [
        name,
        { type: o.value === undefined ? 'boolean' : 'string', ...(o.short && { short: o.short }), multiple: true },
      ]),
    ) as Record<string, { type: 'boolean' | 'string'; short?: string; multiple: true }>,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const rest: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') rest.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(table, token.name) ? table[token.name]! : undefined;
    if (spec === undefined) throw new UsageError(unknownOption(token.rawName, table));
    if (spec.value === undefined) {
      if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
      flags.add(token.name);
    } else if (
      token.value === undefined ||
      (token.value.startsWith('-') && token.inlineValue === false && token.value !== '-')
    ) {
      throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${spec.value}`);
    } else if (spec.repeat) lists.set(token.name, [...(lists.get(token.name) ?? []), token.value]);
    else if (values.has(token.name)) throw new UsageError(`${token.rawName} can be used only once`);
    else values.set(token.name, token.value);
  }
  if (rest.length > positionals.max)
    throw new UsageError(
      `unexpected argument ${quoted(rest[positionals.max]!)}${positionals.max > 0 ? `: expected at most one ${positionals.name}` : ''}`,
    );
  return { flags, values, lists, positionals: rest };
}

function unknownOption(raw: string, table: OptionTable): string {
  const meant = raw.startsWith('--') ? nearest(raw.slice(2), Object.keys(table)) : undefined;
  return `unknown option ${quoted(raw)}${meant === undefined ? '' : ` (did you mean "--${meant}"?)`}`;
}

/** The option lines of a help page, aligned. */
export function describeOptions(table: OptionTable): string {
  const rows = Object.entries(table).map(
    ([name, o]) => [`${o.short ? `-${o.short}, ` : ''}--${name}${o.value ? ` ${o.value}` : ''}`, o.help] as const,
  );
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, help]) => `  ${left.padEnd(width)}${help}`).join('\n');
}
