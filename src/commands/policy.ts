/** `modwarden policy show`: the policy that applies to a folder, and where each of its values comes from. `policy test`: whether policies find what their tests expect. `policy lint`: entries without effect. */

import type { Run } from '../gather/open-run.ts';
import { inFolder } from '../model/discover.ts';
import { type OriginRow, originText, withOverrides } from '../policy/layers/origins.ts';
import { jsonText } from '../text/json-text.ts';
import { nearest } from '../text/nearest.ts';
import { write } from './check.ts';
import { tableFormat } from './list.ts';
import { type Arguments, ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { loadedPolicy } from './shared/loaded-policy.ts';
import { renderTable, type TableFormat } from './shared/table.ts';
import { withSession } from './shared/with-session.ts';

export const policy: Command = {
  options: {
    ...PLUGINS,
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    preset: JUDGING.preset,
    staged: JUDGING.staged,
    rev: JUDGING.rev,
    root: JUDGING.root,
    format: { value: 'FORMAT', help: 'text, json, csv or markdown (default: text)' },
    output: PRINTING.output,
    'as-of': ASKING['as-of'],
  },
  positionals: { max: Infinity, name: 'action and folder' },
  usage: `policy show [OPTION]... [FOLDER]
       modwarden policy lint [OPTION]... [FILE|FOLDER]
       modwarden policy test [OPTION]... [FILE|FOLDER]...`,
  about: `show  the policy that applies to the go.mod of FOLDER (default: the current directory), overrides included:
      each value, and where it comes from: a line of a file, a preset, or a default
lint  finds entries that have no effect, because they can never apply, because others decide before them, or because
      others contradict them: in the policy FILE, or in the policies of FOLDER; --format text|json
test  runs policy tests: FILE, or all *.policy-test.yaml and policies with tests in FOLDER (default: the current
      directory); takes only --format text|json, --output and plug-ins, and sends no network requests`,
  notes: `Exit code: 0 shown, nothing found, or all cases pass, 1 something found, or a case fails, 2 wrong usage, or a policy or a test file has errors.`,
  async run(args, terminal) {
    const [action = '', ...folder] = args.positionals;
    const chosen = { ...args, positionals: folder };
    if (action === 'test') return (await import('./policy-test/policy-test.ts')).testPolicies(chosen, terminal);
    if (action === 'lint') return (await import('./policy-lint/policy-lint.ts')).lintPolicies(chosen, terminal);
    if (action !== 'show') throw new UsageError(unknownAction(action));
    if (args.values.has('as-of')) throw new UsageError('policy show takes no --as-of');
    if (folder.length > 1)
      throw new UsageError(`unexpected argument ${quoted(folder[1]!)}: expected at most one folder`);
    const format = tableFormat(args);
    return withSession(chosen, terminal, (run) => show(run, chosen, format, terminal), { quick: true });
  },
};

function unknownAction(action: string): string {
  const known = 'show, lint or test';
  if (action === '') return `missing action: ${known}`;
  const near = nearest(action, ['show', 'lint', 'test']);
  return `unknown action ${quoted(action)}: ${near === undefined ? `expected ${known}` : `did you mean ${near}?`}`;
}

async function show(run: Run, args: Arguments, format: TableFormat, terminal: Terminal): Promise<number> {
  const { policy, origins } = await loadedPolicy(run, run.under, args, terminal);
  const rows = await withOverrides(origins(), policy, inFolder(run.under, 'go.mod'));
  const text = format === 'json' ? jsonText(rows) : renderTable(rows.map(asText), ['setting', 'value', 'from'], format);
  write(text, args, terminal);
  return 0;
}

/** Lists and maps as a policy could have them. */
function asText({ setting, value, from }: OriginRow) {
  return { setting, value: typeof value === 'string' ? value : JSON.stringify(value), from: originText(from) };
}
