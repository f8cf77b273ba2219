/** `modwarden check`: judges a repository by its policy. */
import { lintRun } from '../lint/lint-run.ts';
import type { Report } from '../model/report.ts';
import { verdict } from '../report/verdict.ts';
import { ASKING, JUDGING } from './shared/args.ts';
import type { Command } from './shared/command.ts';
import { colored, levelOf, outputsOf, REPORTING, writeOutputs } from './shared/outputs.ts';
import { withSession } from './shared/with-session.ts';

export { colored, write } from './shared/outputs.ts';

/** The one format that does not hold the policy errors in words. */
const TELLS_NO_PROBLEMS = 'openmetrics';

export const check: Command = {
  options: { ...JUDGING, ...REPORTING, ...ASKING },
  positionals: { max: 1, name: 'folder' },
  usage: '[check] [OPTION]... [FOLDER]',
  about: `Judges every Go module in FOLDER (default: the one you stand in) by the nearest policy file,
.modwarden.yaml, or by the preset "recommended" where there is none.`,
  notes: `Exit code: 0 clean, 1 findings, 2 wrong usage or policy, 3 something could not be checked.`,
  async run(args, terminal) {
    const outputs = outputsOf(args, terminal);
    const failOn = levelOf(args);
    colored(args, terminal);
    return withSession(
      args,
      terminal,
      async (session) => {
        const judged = await lintRun(session);
        const network = args.flags.has('verbose') ? session.facts?.traffic() : undefined;
        const report = network ? { ...judged, network } : judged;
        const isText = outputs.some(({ name, file }) => name === 'text' && file === undefined);
        // A hook that finds nothing is not heard of.
        const silent = isText && !args.flags.has('verbose') && report.partial !== undefined && isClean(report);
        await writeOutputs(report, outputs, args, terminal, { silent });
        return verdict(report, failOn);
      },
      { tellsProblems: outputs.some(({ name }) => name !== TELLS_NO_PROBLEMS) },
    );
  },
};

function isClean({ findings, gaps, problems }: Report): boolean {
  return problems.length === 0 && gaps.length === 0 && findings.every(({ state }) => state !== 'new');
}
