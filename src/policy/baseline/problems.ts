/** What is wrong with a baseline file, each with its place. */
import type { PolicyProblem } from '../../model/report.ts';
import type { Valibot } from '../../model/rule.ts';
import { firstLine, type Source } from '../../text/source.ts';
import { parseJson } from '../parse/json.ts';
import { entryOf, type NodeLimits } from '../parse/node.ts';
import { collectProblems } from '../parse/problems.ts';
import { validate } from '../schema/validate.ts';
import { MAX_BASELINE, MAX_RECORDED } from './limits.ts';
import { baselineSchema } from './schema.ts';
import { BASELINE_VERSION } from './types.ts';

/** Six values for each entry. */
const LIMITS: NodeLimits = { maxBytes: MAX_BASELINE, maxDepth: 4, maxNodes: 10 * MAX_RECORDED };

const HINT = 'record it again: modwarden baseline --force';

/** Never empty: it is asked about files that are not sound. */
export async function baselineProblems(source: Source): Promise<readonly PolicyProblem[]> {
  const problems = collectProblems();
  const node = parseJson(source, problems, LIMITS);
  if (node === undefined) return problems.list();
  const version = node.kind === 'map' ? entryOf(node, 'version')?.value : undefined;
  if (version?.kind === 'scalar' && typeof version.value === 'number' && version.value > BASELINE_VERSION) {
    problems.add(version.at, `version ${version.value} of the baseline needs a newer modwarden`);
    return problems.list();
  }
  const v: Valibot = await import('valibot');
  validate(v, baselineSchema(v), node, problems);
  if (problems.list().length === 0) problems.add(firstLine(source), 'this is not a baseline', HINT);
  return problems.list();
}
