/** How old facts that change may be (`max-fact-age`): beyond that they are not believed, and what they were asked for is a gap. */
import type { Answer, Ask } from '../../model/facts/facts.ts';
import type { Repo } from '../../model/repo.ts';
import type { PolicyFor } from '../../policy/compile.ts';
import { durationDays } from '../../text/duration.ts';

type AnswerAll = (asks: readonly Ask[]) => Promise<readonly Answer<unknown>[]>;

/** The shortest that a policy of these modules allows: what one asks all read. undefined: none says. */
export function maxFactAge({ modules, workspaces }: Repo, policyFor: PolicyFor): string | undefined {
  const ages = [...modules, ...workspaces].flatMap(({ dir }) => policyFor(dir).policy.maxFactAge ?? []);
  return ages.sort((a, b) => durationDays(a) - durationDays(b))[0];
}

/** `today`: YYYY-MM-DD. Ages are counted to its beginning, so that the same facts are as old at every hour of it. */
export function rejectStaleFacts(answerAll: AnswerAll, maxAge: string | undefined, today: string): AnswerAll {
  if (maxAge === undefined) return answerAll;
  const oldest = Date.parse(`${today}T00:00:00Z`) - durationDays(maxAge) * 86_400_000;
  return async (asks) =>
    (await answerAll(asks)).map((answer) => {
      if (!answer.known || answer.asOf === undefined || Date.parse(answer.asOf) >= oldest) return answer;
      const detail = `the ${answer.source} has data from ${answer.asOf}, older than max-fact-age: ${maxAge}`;
      return { known: false, why: 'offline', detail };
    });
}
