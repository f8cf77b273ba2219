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
  policy: { value: 'FILE', help: 'judge by this policy file, in place of those found in the repository' },
  preset: { value: 'NAME', help: 'judge by this preset (recommended, strict, audit) alone' },
  'go-env': { value: 'FILE', repeat: true, help: 'also judge this captured `go env` output, or GOENV file' },
  staged: { help: 'judge what is staged in git, not the work tree; asks nothing of the network' },
  rev: { value: 'REV', help: 'judge a git revision, not the work tree' },
} as const satisfies OptionTable;

/** Options about facts from outside the repository. */
export const ASKING = {
  offline: { help: 'ask nothing of the network' },
  online: { help: 'ask the network, as far as your own GOPROXY and GOPRIVATE allow (the default but for --staged)' },
  timeout: {
    value: 'SECONDS',
    help: 'time for one question to one server (default: 30); after five overruns a server is given up',
  },
  vulndb: {
    value: 'PATH|URL',
    repeat: true,
    help: 'a vulnerability database: folder, zip or server (default: GOVULNDB of your environment, if set)',
  },
  report: {
    value: 'FILE',
    repeat: true,
    help: "another tool's report about vulnerabilities: govulncheck, osv-scanner, Trivy, dependency review, OpenVEX",
  },
  facts: { value: 'FILE', help: 'take the facts recorded in this file (modwarden fetch), and no others' },
  'as-of': { value: 'DATE', help: 'judge as of this day, YYYY-MM-DD (default: today)' },
} as const satisfies OptionTable;

export const PRINTING = {
  format: { value: 'FORMAT', help: 'text, json, sarif, openmetrics or openvex (default: text)' },
  output: { value: 'FILE', short: 'o', help: 'write there, not to standard output' },
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
    else if (values.has(token.name)) throw new UsageError(`${token.rawName} is given twice`);
    else values.set(token.name, token.value);
  }
  if (rest.length > positionals.max)
    throw new UsageError(
      `unexpected argument ${quoted(rest[positionals.max]!)}${positionals.max > 0 ? `: one ${positionals.name} at most` : ''}`,
    );
  return { flags, values, lists, positionals: rest };
}

function unknownOption(raw: string, table: OptionTable): string {
  const meant = raw.startsWith('--') ? nearest(raw.slice(2), Object.keys(table)) : undefined;
  return `unknown option ${quoted(raw)}${meant === undefined ? '' : `, did you mean --${meant}?`}`;
}

/** The option lines of a help page, aligned. */
export function describeOptions(table: OptionTable): string {
  const rows = Object.entries(table).map(
    ([name, o]) => [`${o.short ? `-${o.short}, ` : ''}--${name}${o.value ? ` ${o.value}` : ''}`, o.help] as const,
  );
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, help]) => `  ${left.padEnd(width)}${help}`).join('\n');
}
