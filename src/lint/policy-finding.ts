/** A finding about the policy itself, at a place of its file. */
import type { Finding } from '../model/report.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import type { PolicyPlace } from '../policy/types.ts';
import type { PendingFinding } from './pending-finding.ts';

/** Nothing where the policy switches the rule off. */
export async function policyFinding(
  rule: string,
  judge: CompiledPolicy,
  { place, snippet }: PolicyPlace,
  said: { readonly subject: string; readonly message: string; readonly hint: string },
): Promise<PendingFinding[]> {
  const setting = judge.settings(place.path)[rule];
  if (setting === undefined || setting.level === 'off') return [];
  const { createHash } = await import('node:crypto');
  const id = createHash('sha256')
    .update(JSON.stringify([rule, `file:${place.path}`, said.subject]))
    .digest('hex');
  const finding: Finding = {
    rule,
    level: setting.level,
    id: `mw1:${id.slice(0, 32)}`,
    state: 'new',
    place,
    snippet,
    module: undefined,
    ...said,
    related: [],
    trail: [],
  };
  return [{ ...finding, judge, from: undefined }];
}
