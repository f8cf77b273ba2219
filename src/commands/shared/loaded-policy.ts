/** A policy with what its files say: a run keeps only what applies, so that the files are read once more. */
import { dirname, resolve } from 'node:path';
import type { Run } from '../../gather/open-run.ts';
import { layerOf, openPolicyFile } from '../../gather/policies/given-policy.ts';
import { readPolicyFile } from '../../policy/find.ts';
import type { PolicyLayer } from '../../policy/layers/layers.ts';
import { type Loaded, loadPolicy } from '../../policy/layers/load.ts';
import { source } from '../../text/source.ts';
import type { Arguments } from './args.ts';
import type { Terminal } from './command.ts';

/** The policy that applies to a folder of the run. */
export async function loadedPolicy(run: Run, folder: string, args: Arguments, { cwd }: Terminal): Promise<Loaded> {
  const { policy } = run.policyFor(folder);
  const { bases, rules } = run;
  const file = args.values.get('policy');
  const own = file === undefined ? await foundIn(run, policy.path) : namedFile(file, cwd, run.root);
  if (own !== undefined) return loadPolicy({ ...own, rules, bases });
  const base = bases.at(-1);
  return base === undefined
    ? loadPolicy({
        source: source('', `extends: [${policy.extends.join(', ')}]\n`),
        rules,
        readFile: async () => undefined,
      })
    : loadPolicy({ ...base, rules, bases: bases.slice(0, -1) });
}

/** undefined where the policy is a preset, or a layer that the caller names. */
async function foundIn({ tree, bases }: Run, path: string | undefined): Promise<PolicyLayer | undefined> {
  if (path === undefined || bases.at(-1)?.source.path === path) return undefined;
  const found = await readPolicyFile(tree, path);
  if (found === undefined || 'refused' in found) return undefined;
  return { source: found, readFile: (other) => readPolicyFile(tree, other) };
}

function namedFile(file: string, cwd: string, root: string): PolicyLayer {
  const { source, tree } = openPolicyFile({ file, cwd }, root);
  return layerOf(source, tree, dirname(resolve(cwd, file)), root);
}
