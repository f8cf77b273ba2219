/** `modwarden waive`: writes a waiver into the policy, or beside the line that it is about. */
import { join } from 'node:path';
import type { Run } from '../gather/open-run.ts';
import { whereIs } from '../gather/where.ts';
import { lintRun } from '../lint/lint-run.ts';
import { baseName } from '../model/discover.ts';
import type { Finding } from '../model/report.ts';
import { isDay } from '../policy/day.ts';
import { addWaiver } from '../policy/edit/add-waiver.ts';
import { addWaiverJson } from '../policy/edit/add-waiver-json.ts';
import { type NewWaiver, waiverFields } from '../policy/edit/new-waiver.ts';
import { addWaiverComment } from '../policy/edit/waiver-comment.ts';
import { PACKAGE_FILE } from '../policy/file-names.ts';
import { modulePatternFault } from '../policy/patterns/patterns.ts';
import { rangeFault } from '../policy/patterns/range.ts';
import { nearestRule } from '../policy/rule-names.ts';
import { decode, encode } from '../text/bytes.ts';
import { durationDays } from '../text/duration.ts';
import { printable, safe } from '../text/printable.ts';
import { source } from '../text/source.ts';
import { type Arguments, ASKING, PLUGINS, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';

const POLICY_FILE = '.modwarden.yaml';

export const waive: Command = {
  options: {
    reason: { value: 'TEXT', help: 'why it is accepted' },
    until: { value: 'DATE', help: 'the last day on which it holds, YYYY-MM-DD, or a time from now on: 90d, 6mo' },
    owner: { value: 'NAME', help: 'who answers for it' },
    versions: { value: 'RANGE', help: 'only these versions of the module' },
    beside: { help: 'as a comment above the line in go.mod or go.work, not in the policy' },
    folder: { value: 'FOLDER', help: 'use the policy of this folder (default: the current directory)' },
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 2, name: 'rule and module' },
  usage: 'waive ID | RULE MODULE --reason TEXT --until DATE [OPTION]...',
  about: `Accepts a finding for a time: writes a waiver into the policy file, and leaves all else in it as it is.
ID is the identity of a finding in the JSON report, or its first 8 digits or more. Where a rule is not about
modules, name in place of MODULE what its finding is about, such as a variable.`,
  notes: 'With ID or --beside the findings of a check are looked up first.',
  async run(args, terminal) {
    const folder = args.values.get('folder');
    const opened = { ...args, positionals: folder === undefined ? [] : [folder] };
    const terms = termsOf(args, terminal);
    return withSession(opened, terminal, async (session) => {
      if (session.problems.length > 0) return 2;
      const root = rootOf(folder, terminal);
      const { waiver, finding } = await waiverOf(args, terms, session);
      if (args.flags.has('beside')) await writeBeside(waiver, finding!, session, root, terminal);
      else
        await writeToPolicy(
          waiver,
          session.policyFor(finding?.module ?? session.under).policy.path,
          root,
          session,
          terminal,
        );
      return 0;
    });
  },
};

type Terms = Pick<NewWaiver, 'reason' | 'owner' | 'until'>;

function termsOf({ values }: Arguments, terminal: Terminal): Terms {
  const [reason, until, owner] = [values.get('reason'), values.get('until'), values.get('owner')];
  if (reason === undefined || !/\S/.test(reason)) throw new UsageError('a waiver needs a reason: --reason TEXT');
  if (until === undefined) throw new UsageError('a waiver needs an end: --until DATE');
  for (const [name, value] of [
    ['reason', reason],
    ['owner', owner],
  ] as const)
    if (value !== undefined && /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(value))
      throw new UsageError(`--${name} is one line of text`);
  const today = values.get('as-of') ?? terminal.today();
  const last = dayOf(until, today);
  if (last < today) throw new UsageError(`--until ${last} is over already`);
  return { reason: reason.trim(), until: last, ...(owner !== undefined && { owner }) };
}

function dayOf(until: string, today: string): string {
  if (isDay(until)) return until;
  const days = durationDays(until);
  const day = new Date(Date.parse(today) + (Number.isNaN(days) ? 0 : days * 86_400_000));
  if (Number.isNaN(days) || day.getUTCFullYear() > 9999)
    throw new UsageError(`--until ${quoted(until)} is not a valid date (use YYYY-MM-DD, or 90d, 6mo)`);
  return day.toISOString().slice(0, 10);
}

function rootOf(folder: string | undefined, { cwd }: Terminal): string {
  const where = whereIs(folder ?? '.', cwd);
  if ('problem' in where) throw new UsageError(`${quoted(folder ?? '.')} ${where.problem}`);
  return where.root;
}

interface Found {
  readonly waiver: NewWaiver;
  /** Looked up where the waiver needs one. */
  readonly finding: Finding | undefined;
}

async function waiverOf(args: Arguments, terms: Terms, session: Run): Promise<Found> {
  const [first, name] = args.positionals;
  if (first === undefined) throw new UsageError('waive what? Name a finding, or a rule and a module');
  const versions = args.values.get('versions');
  const fault = versions === undefined ? undefined : rangeFault(versions);
  if (fault) throw new UsageError(`--versions: ${fault.message}`);
  const isId = /^mw1:/.test(first);
  if (isId && name !== undefined) throw new UsageError('a finding says itself what it is about: leave the module out');
  if (!isId) checkRule(first, name, session);
  const finding = isId || args.flags.has('beside') ? await findingOf(first, name, session) : undefined;
  const rule = finding?.rule ?? first;
  const target = targetOf(finding?.subject ?? name!, finding, versions);
  return { waiver: { rule, target, ...terms }, finding };
}

function checkRule(rule: string, name: string | undefined, { rules }: Run): void {
  const ids = rules.map(({ id }) => id);
  if (!ids.includes(rule)) {
    const near = nearestRule(rule, ids);
    throw new UsageError(`unknown rule ${quoted(rule)}${near === undefined ? '' : ` (did you mean ${near}?)`}`);
  }
  if (name === undefined || name === '') throw new UsageError(`waive ${rule} for what? Name a module`);
}

async function findingOf(first: string, name: string | undefined, session: Run): Promise<Finding> {
  const { findings } = await lintRun(session);
  if (name !== undefined) {
    const found = findings.find(({ rule, subject, state }) => rule === first && subject === name && state !== 'waived');
    if (found === undefined) throw new UsageError(`no finding of ${first} is about ${quoted(name)}`);
    return found;
  }
  const matching = /^mw1:[0-9a-f]{8,32}$/.test(first) ? findings.filter(({ id }) => id.startsWith(first)) : [];
  const [found, another] = matching;
  if (found === undefined) throw new UsageError(`no finding has the identity ${quoted(first)}; write 8 digits or more`);
  if (another !== undefined) throw new UsageError(`several findings begin with ${quoted(first)}: write more digits`);
  return found;
}

/** A subject with the form of a module path is named as a pattern, which covers what lies below too. */
function targetOf(name: string, finding: Finding | undefined, versions: string | undefined): NewWaiver['target'] {
  const isModule = /^[^/]*\./.test(name) || name.includes('/');
  const isPattern = isModule && modulePatternFault(name) === undefined;
  const isPath =
    finding === undefined ? isPattern : finding.version !== undefined && isPattern && !/[*?[\\]/.test(name);
  if (isPath) return { module: name, ...(versions !== undefined && { versions }) };
  if (versions !== undefined) throw new UsageError(`--versions: ${quoted(name)} is not a module`);
  return { subject: name };
}

async function writeToPolicy(
  waiver: NewWaiver,
  path: string | undefined,
  root: string,
  { tree }: Run,
  terminal: Terminal,
): Promise<void> {
  const file = path ?? POLICY_FILE;
  const before = path === undefined ? '' : decode((await tree.read(path)) ?? new Uint8Array());
  const added = file.endsWith('.json')
    ? addWaiverJson(before, waiver, baseName(file) === PACKAGE_FILE)
    : await addWaiver(before, waiver);
  if (added === undefined)
    throw new UsageError(
      `${file} cannot be added to; write into its waivers: ${JSON.stringify(Object.fromEntries(waiverFields(waiver)))}`,
    );
  terminal.save(join(root, file), encode(added.text), { roots: [root], fresh: path === undefined });
  terminal.out(safe`${printable(file)}:${added.line}: ${said(waiver)}\n`);
}

async function writeBeside(
  waiver: NewWaiver,
  { place }: Finding,
  { tree, repo }: Run,
  root: string,
  terminal: Terminal,
): Promise<void> {
  const { path, start } = place;
  if (!/\.mod$|(?:^|\/)go\.work$/.test(path) || !repo.hasFile(path))
    throw new UsageError(`the finding is in ${path}; a waiver beside the line is for go.mod and go.work`);
  const file = source(path, decode((await tree.read(path)) ?? new Uint8Array()));
  const added = addWaiverComment(file, start.line, waiver);
  if ('problem' in added) throw new UsageError(`${added.problem}: leave --beside out`);
  terminal.save(join(root, path), encode(added.text), { roots: [root] });
  terminal.out(safe`${printable(path)}:${start.line}: ${said(waiver)}\n`);
}

function said({ rule, target, until }: NewWaiver) {
  const name = 'module' in target ? target.module : target.subject;
  return safe`${printable(rule)} is waived for ${printable(name)} until ${printable(until)}`;
}
