/** What every command does that reads a policy: opens a session, says what is wrong with the policies, ends by it, and lets go of what is open. */
import type { Run } from '../../gather/open-run.ts';
import { inlineOf } from '../../lint/inline.ts';
import { maskDeep } from '../../lint/mask-report.ts';
import type { PolicyProblem } from '../../model/report.ts';
import { renderBlock } from '../../report/text/block.ts';
import { problemBlock } from '../../report/text/finding.ts';
import { paint } from '../../report/text/paint.ts';
import { type Printable, printable, safe } from '../../text/printable.ts';
import type { Arguments } from './args.ts';
import type { Terminal } from './command.ts';
import { openSession, type SessionOptions } from './session.ts';

export interface WithSessionOptions extends SessionOptions {
  /** What the command writes tells the policy errors already. */
  readonly tellsProblems?: boolean;
}

/** Gives the exit code: 2 where a policy has errors, else that of `run`. The errors stand on standard error before anything is asked. */
export async function withSession(
  args: Arguments,
  terminal: Terminal,
  run: (session: Run) => Promise<number>,
  { tellsProblems = false, ...options }: WithSessionOptions = {},
): Promise<number> {
  const session = await openSession(args, terminal, options);
  try {
    const problems = allProblems(session);
    if (!tellsProblems) for (const problem of problems) terminal.err(safe`${problemText(problem)}\n\n`);
    if (session.unstagedPolicy !== undefined) terminal.err(notStaged(session.unstagedPolicy));
    const code = await run(session);
    return problems.length > 0 ? 2 : code;
  } finally {
    session.close();
  }
}

function notStaged(policy: string): Printable {
  const path = printable(policy);
  return safe`modwarden: ${path} does not apply, because it is not staged; stage it with "git add ${path}"\n`;
}

/** Of policy files, and of waivers beside a line. */
function allProblems({ problems, repo, rules }: Run): readonly PolicyProblem[] {
  const ids = rules.map(({ id }) => id);
  return [...problems, ...inlineOf(repo, ids).problems];
}

/** One policy error as it stands on standard error; secrets in it are masked. */
export function problemText(problem: PolicyProblem): Printable {
  return renderBlock(problemBlock(maskDeep(problem)), 120, paint(false));
}
