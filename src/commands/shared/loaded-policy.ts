/** A policy with what its files say: a run keeps only what applies, so that the files are read once more. */
import type { Run } from '../../gather/open-run.ts';
import { openPolicyFile } from '../../gather/policies/given-policy.ts';
import { whereIs } from '../../gather/where.ts';
import { readPolicyFile } from '../../policy/find.ts';
import { type Loaded, type LoadInput, loadPolicy } from '../../policy/layers/load.ts';
import { type Source, source } from '../../text/source.ts';
import { type Arguments, UsageError } from './args.ts';
import type { Terminal } from './command.ts';

/** The policy that applies to a folder of the run. */
export async function loadedPolicy(run: Run, folder: string, args: Arguments, terminal: Terminal): Promise<Loaded> {
  const { policy } = run.policyFor(folder);
  const layers = { file: namedFile('policy', args, terminal), base: namedFile('policy-base', args, terminal) };
  const tree = layers.file?.tree ?? run.tree;
  const own = layers.file?.source ?? (policy.path === undefined ? undefined : await readPolicyFile(tree, policy.path));
  const found = own !== undefined && 'text' in own ? own : undefined;
  const load = (from: Source, readFrom: PolicyTree, base?: LoadInput['base']) =>
    loadPolicy({ source: from, rules: run.rules, readFile: (path) => readPolicyFile(readFrom, path), base });
  const { base } = layers;
  if (base === undefined) return load(found ?? presetSource(policy.extends), tree);
  if (found === undefined || policy.path === base.source.path) return load(base.source, base.tree);
  return load(found, tree, { source: base.source, readFile: (path) => readPolicyFile(base.tree, path) });
}

type PolicyTree = Parameters<typeof readPolicyFile>[0];

function namedFile(option: string, args: Arguments, { cwd }: Terminal) {
  const file = args.values.get(option);
  if (file === undefined) return undefined;
  const where = whereIs(args.positionals[0] ?? '.', cwd, args.values.get('root'));
  if ('problem' in where) throw new UsageError(where.problem);
  return openPolicyFile({ file, cwd }, where.root);
}

function presetSource(names: readonly string[]): Source {
  return source('', `extends: [${names.join(', ')}]\n`);
}
