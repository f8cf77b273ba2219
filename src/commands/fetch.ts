/** `modwarden fetch`: records every fact that a check would need, so that it can be replayed. */

import { lintRun } from '../lint/lint-run.ts';
import type { Ask } from '../model/facts/facts.ts';
import { joined, type Printable, safe } from '../text/printable.ts';
import { write } from './check.ts';
import { complain, loadedModules } from './modules.ts';
import { ASKING, JUDGING, PLUGINS, PRINTING, UsageError } from './shared/args.ts';
import { BUILDING } from './shared/build-options.ts';
import type { Command } from './shared/command.ts';
import { scopeOf, withinScope } from './shared/scope.ts';
import { withSession } from './shared/with-session.ts';

export const fetchFacts: Command = {
  options: {
    ...PLUGINS,
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    preset: JUDGING.preset,
    rev: JUDGING.rev,
    root: JUDGING.root,
    output: PRINTING.output,
    licenses: { help: 'also record the license files of all modules, which list licenses and notice need' },
    scope: { value: 'built', help: 'also record the imports of module zips, which --scope built needs' },
    ...BUILDING,
    offline: ASKING.offline,
    timeout: ASKING.timeout,
    vulndb: ASKING.vulndb,
    report: ASKING.report,
    index: ASKING.index,
    'as-of': ASKING['as-of'],
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'fetch -o FILE [OPTION]... [FOLDER]',
  about: `Fetches all facts that a check of FOLDER needs, and records them in FILE, including facts that are
unavailable. "modwarden check --facts FILE" then needs no network and gives the same result anywhere.`,
  async run(args, terminal) {
    if (!args.values.has('output')) throw new UsageError('fetch needs an output file: -o facts.json');
    const choice = scopeOf(args);
    if (args.values.has('scope') && choice.scope !== 'built') throw new UsageError('--scope: expected built');
    return withSession(
      args,
      terminal,
      async (session) => {
        const report = await lintRun(session);
        if (args.flags.has('licenses')) await (await import('./license-list.ts')).licensesOf(session, terminal);
        if (choice.scope === 'built')
          await withinScope(session, (await loadedModules(session, terminal)).modules, choice, terminal);
        write(session.facts!.record(), args, terminal);
        const refused = session.repo.modules.filter((m) => m.errors.length > 0 && complain(m, terminal));
        const unknown = new Set(report.gaps.map((g) => `${g.subject} ${g.detail}`)).size;
        terminal.err(
          unknown === 0
            ? safe`all facts ${refused.length > 0 ? safe`of the other modules ` : safe``}fetched\n`
            : safe`${unknown} ${unknown === 1 ? 'fact is' : 'facts are'} unavailable; a check with this record reports them as gaps\n`,
        );
        const left = leftOut(session.facts!.askedFor());
        if (left !== undefined) terminal.err(left);
        // What a module needs whose go.mod Go refuses is not in the record.
        return refused.length > 0 ? 3 : 0;
      },
      { recording: true },
    );
  },
};

/** No rule of the policy may want what other commands do. */
function leftOut(asked: readonly Ask[]): Printable | undefined {
  const kinds = new Set(asked.map(({ kind }) => kind));
  const lacking = [
    ...(kinds.has('versions') ? [] : [safe`version lists (health needs them)`]),
    ...(kinds.has('license') ? [] : [safe`licenses (list licenses needs them; fetch --licenses records them)`]),
  ];
  return lacking.length === 0
    ? undefined
    : safe`not in the record, since no rule of the policy asks for it: ${joined(lacking, ', ')}\n`;
}
