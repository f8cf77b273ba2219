/** `modwarden policy show`: the policy that applies to a folder, and where each of its values comes from. `policy test`: whether policies find what their tests expect. */

import type { Run } from '../gather/open-run.ts';
import { openPolicyFile } from '../gather/policies/given-policy.ts';
import { whereIs } from '../gather/where.ts';
import { inFolder } from '../model/discover.ts';
import { readPolicyFile } from '../policy/find.ts';
import { type Loaded, type LoadInput, loadPolicy } from '../policy/layers/load.ts';
import { type OriginRow, originText, withOverrides } from '../policy/layers/origins.ts';
import { jsonText } from '../text/json-text.ts';
import { type Source, source } from '../text/source.ts';
import { write } from './check.ts';
import { tableFormat } from './list.ts';
import { type Arguments, JUDGING, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { renderTable, type TableFormat } from './shared/table.ts';
import { withSession } from './shared/with-session.ts';

export const policy: Command = {
  options: {
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    preset: JUDGING.preset,
    staged: JUDGING.staged,
    rev: JUDGING.rev,
    root: JUDGING.root,
    format: { value: 'FORMAT', help: 'text, json, csv or markdown (default: text)' },
    output: PRINTING.output,
  },
  positionals: { max: Infinity, name: 'action and folder' },
  usage: `policy show [OPTION]... [FOLDER]
       modwarden policy test [OPTION]... [FILE|FOLDER]...`,
  about: `show  the policy that applies to the go.mod of FOLDER (default: the current directory), overrides included:
      each value, and where it comes from: a line of a file, a preset, or a default
test  runs policy tests: FILE, or all *.policy-test.yaml in FOLDER (default: the current directory); takes only
      --format text|json and --output, and sends no network requests`,
  notes: `Exit code: 0 shown, or all cases pass, 1 a case fails, 2 wrong usage, or a policy or a test file has errors.`,
  async run(args, terminal) {
    const [action = '', ...folder] = args.positionals;
    const chosen = { ...args, positionals: folder };
    if (action === 'test') return (await import('./policy-test/policy-test.ts')).testPolicies(chosen, terminal);
    if (action !== 'show')
      throw new UsageError(
        action === '' ? 'missing action: show or test' : `unknown action ${quoted(action)}: expected show or test`,
      );
    if (folder.length > 1)
      throw new UsageError(`unexpected argument ${quoted(folder[1]!)}: expected at most one folder`);
    const format = tableFormat(args);
    return withSession(chosen, terminal, (run) => show(run, chosen, format, terminal), { quick: true });
  },
};

async function show(run: Run, args: Arguments, format: TableFormat, terminal: Terminal): Promise<number> {
  const { policy, origins } = await loadAgain(run, args, terminal);
  const rows = await withOverrides(origins(), policy, inFolder(run.under, 'go.mod'));
  const text = format === 'json' ? jsonText(rows) : renderTable(rows.map(asText), ['setting', 'value', 'from'], format);
  write(text, args, terminal);
  return 0;
}

/** Lists and maps as a policy could have them. */
function asText({ setting, value, from }: OriginRow) {
  return { setting, value: typeof value === 'string' ? value : JSON.stringify(value), from: originText(from) };
}

/** A run keeps what a policy says, not where; so its files are read once more. */
async function loadAgain(run: Run, args: Arguments, terminal: Terminal): Promise<Loaded> {
  const { policy } = run.policyFor(run.under);
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
