/** `modwarden policy lint`: entries of policies that have no effect, or that contradict others. */
import { dirname, resolve } from 'node:path';
import type { Run } from '../../gather/open-run.ts';
import { layerOf, openPolicyFile } from '../../gather/policies/given-policy.ts';
import { whereIsPath } from '../../gather/where.ts';
import { maskDeep } from '../../lint/mask-report.ts';
import type { Rule } from '../../model/rule.ts';
import { type Loaded, loadPolicy } from '../../policy/layers/load.ts';
import { lintPolicy } from '../../policy/lint/lint-policy.ts';
import type { LintFinding } from '../../policy/lint/types.ts';
import { jsonText } from '../../text/json-text.ts';
import { safe } from '../../text/printable.ts';
import { write } from '../check.ts';
import { type Arguments, quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { loadedPolicy } from '../shared/loaded-policy.ts';
import { rulesFor } from '../shared/plugins.ts';
import { problemText, withSession } from '../shared/with-session.ts';
import { renderLint } from './render.ts';

/** Gives the exit code: 0 nothing found, 1 something, 2 a policy has errors. Throws UsageError. */
export async function lintPolicies(args: Arguments, terminal: Terminal): Promise<number> {
  const format = args.values.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`unknown format ${quoted(format)}: expected text or json`);
  const [named, ...more] = args.positionals;
  if (more.length > 0)
    throw new UsageError(`unexpected argument ${quoted(more[0]!)}: expected at most one file or folder`);
  const today = args.values.get('as-of') ?? terminal.today();
  const file = named === undefined ? undefined : namedFile(named, terminal.cwd);
  if (file === undefined) {
    const inRepository = async (run: Run) => {
      if (run.problems.length > 0) return 2;
      return tell(await lintRun(run, args, terminal, today), format, args, terminal);
    };
    return withSession(args, terminal, inRepository, { quick: true });
  }
  const { rules } = await rulesFor(args, terminal, args.positionals);
  const { source, tree } = openPolicyFile({ file: file.path, cwd: terminal.cwd }, file.root);
  const layer = layerOf(source, tree, dirname(file.path), file.root);
  const loaded = await loadPolicy({ ...layer, rules });
  for (const problem of loaded.problems) terminal.err(safe`${problemText(problem)}\n\n`);
  if (loaded.problems.length > 0) return 2;
  return tell({ policies: [source.path], findings: await lintLoaded(loaded, rules, today) }, format, args, terminal);
}

interface Linted {
  /** The policy files that were looked at. */
  readonly policies: readonly string[];
  readonly findings: readonly LintFinding[];
}

/** The policy of every module of the run, each once. */
async function lintRun(run: Run, args: Arguments, terminal: Terminal, today: string): Promise<Linted> {
  const folders = new Map<string | undefined, string>();
  for (const { path, modules } of run.policies) if (modules[0] !== undefined) folders.set(path, modules[0]);
  if (folders.size === 0) folders.set(run.policyFor(run.under).policy.path, run.under);
  // A policy that applies to no module here is for other repositories, whose files are not known.
  const isShared = args.values.has('policy') || run.repo.modules.length === 0;
  const findings = new Map<string, LintFinding>();
  for (const folder of folders.values()) {
    const loaded = await loadedPolicy(run, folder, args, terminal);
    const found = await lintLoaded(loaded, run.rules, today, isShared ? undefined : run.paths);
    // What several policies extend is told once.
    for (const one of found) findings.set(JSON.stringify([one.at.place, one.message]), one);
  }
  return { policies: [...folders.keys()].flatMap((path) => path ?? []), findings: [...findings.values()] };
}

function lintLoaded(
  { policy, layers }: Loaded,
  rules: readonly Rule[],
  today: string,
  paths?: readonly string[],
): Promise<LintFinding[]> {
  return lintPolicy({ policy, layers, rules, today, paths });
}

/** A policy file by itself, wherever it is; undefined for a folder. */
function namedFile(name: string, cwd: string): { readonly path: string; readonly root: string } | undefined {
  const place = whereIsPath(name, cwd);
  if ('problem' in place) throw new UsageError(`${quoted(name)} ${place.problem}`);
  return place.kind === 'file' ? { path: resolve(cwd, name), root: place.root } : undefined;
}

function tell({ policies, findings }: Linted, format: 'text' | 'json', args: Arguments, terminal: Terminal): number {
  const masked = maskDeep(findings);
  if (format === 'json') {
    const plain = masked.map(({ kind, at, message, hint, other }) => ({
      kind,
      place: at.place,
      message,
      hint,
      ...(other && { other: other.place }),
    }));
    write(jsonText({ version: 1, policies, findings: plain }), args, terminal);
  } else write(renderLint(policies, masked), args, terminal);
  return findings.length > 0 ? 1 : 0;
}
