/** License expressions against a policy's allow and deny lists, with the reason. */

import type { License } from '../match/license-id.ts';
import { deniedBy, isSetName, type SetName, setOf } from '../match/sets.ts';
import { type Expression, parseExpression, writeExpression } from './expression.ts';
import type { PolicyIdCheck } from './policy-id.ts';

export interface LicensePolicy {
  /** Ids (`MIT`, `GPL-2.0-or-later`, `Apache-2.0 WITH LLVM-exception`, `LicenseRef-x`) and sets. Left out: what is not denied is allowed. */
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
  /** Allowed whatever the other two say: what exceptions for a module add to them. */
  readonly excepted?: readonly string[];
}

/** The result of a license policy for an expression. */
export interface Verdict {
  readonly verdict: 'allowed' | 'denied' | 'not-allowed' | 'unknown';
  /** The license that decided, as written in the expression. */
  readonly leaf?: string;
  /** The entry of the policy that it met. */
  readonly entry?: string;
  /** The alternative of an OR that was chosen, or came nearest, where there is a choice. */
  readonly branch?: string;
  /** All of it in a sentence. */
  readonly why: string;
}

export interface Judge {
  /** Judges an expression; never throws. Linear in its length. */
  judge(expression: string, policy: LicensePolicy): Verdict;
  /** Checks an entry of allow or deny. */
  checkPolicyId(entry: string): PolicyIdCheck;
}

/** Loads the SPDX packages and gives the judge, which is then synchronous. */
export async function loadJudge(): Promise<Judge> {
  const [packages, { readLicense, covers }, { idTable }, { checkPolicyId }] = await Promise.all([
    import('./packages.ts'),
    import('../match/license-id.ts'),
    import('./ids.ts'),
    import('./policy-id.ts'),
  ]);
  const ids = idTable(packages.licenses);
  const exceptions = new Map(packages.exceptions.map((id) => [id.toLowerCase(), id]));
  const read = (text: string) => readLicense(text, ids, exceptions);
  const prepared = new WeakMap<LicensePolicy, Prepared>();
  return {
    judge(expression, policy) {
      let ready = prepared.get(policy);
      if (!ready) {
        ready = {
          allow: policy.allow?.map((e) => entry(e, read)),
          deny: (policy.deny ?? []).map((e) => entry(e, read)),
          excepted: (policy.excepted ?? []).map((e) => entry(e, read)),
          seen: new Map(),
        };
        prepared.set(policy, ready);
      }
      return judgeExpression(expression, ready, read, covers);
    },
    checkPolicyId: (text) => checkPolicyId(text, packages.licenses, packages.exceptions, read),
  };
}

interface LicenseEntry {
  readonly text: string;
  readonly set: SetName | undefined;
  readonly license: License | undefined;
}

interface Prepared {
  readonly allow: readonly LicenseEntry[] | undefined;
  readonly deny: readonly LicenseEntry[];
  readonly excepted: readonly LicenseEntry[];
  /** Outcome of each leaf met so far. */
  readonly seen: Map<string, Verdict>;
}

type Read = (text: string) => License | undefined;
type Covers = (entry: License, license: License) => boolean;

function entry(text: string, read: Read): LicenseEntry {
  return isSetName(text) ? { text, set: text, license: undefined } : { text, set: undefined, license: read(text) };
}

function judgeExpression(text: string, policy: Prepared, read: Read, covers: Covers): Verdict {
  const parsed = parseExpression(text);
  if (!parsed.ok)
    return { verdict: 'unknown', leaf: text.slice(0, 200), why: `invalid license expression: ${parsed.problem}` };
  const leaf = (name: string): Verdict => {
    let known = policy.seen.get(name);
    if (!known) {
      known = judgeLeaf(name, policy, read, covers);
      policy.seen.set(name, known);
    }
    return known;
  };
  return walk(parsed.expression, leaf);
}

/** Best first. What is certain not to be allowed comes before what is not known in an AND, after it in an OR. */
const RANK: Record<Verdict['verdict'], number> = { allowed: 0, unknown: 1, 'not-allowed': 2, denied: 3 };

function walk(expression: Expression, leaf: (name: string) => Verdict): Verdict {
  if (expression.kind === 'leaf') return leaf(expression.text);
  const outcomes = expression.parts.map((part) => walk(part, leaf));
  let at = 0;
  for (let i = 1; i < outcomes.length; i++) {
    const better = RANK[outcomes[i]!.verdict] - RANK[outcomes[at]!.verdict];
    if (expression.kind === 'or' ? better < 0 : better > 0) at = i;
  }
  const decided = outcomes[at]!;
  if (expression.kind === 'and') return decided.verdict === 'allowed' ? allAllowed(outcomes) : decided;
  const branch = writeExpression(expression.parts[at]!);
  const chosen =
    decided.verdict === 'allowed'
      ? `chosen alternative: "${branch}"`
      : `no alternative is allowed (closest: "${branch}")`;
  return { ...decided, branch, why: `${decided.why}; ${chosen}` };
}

/** Every part of an AND is allowed: the first stands for all, a choice among them is told. */
function allAllowed(outcomes: readonly Verdict[]): Verdict {
  const first = outcomes.find((o) => o.branch !== undefined) ?? outcomes[0]!;
  return { ...first, why: [...new Set(outcomes.map((o) => o.why))].slice(0, 5).join(', ') };
}

function judgeLeaf(text: string, policy: Prepared, read: Read, covers: Covers): Verdict {
  const license = read(text);
  if (!license) {
    const said =
      text === 'NOASSERTION'
        ? 'terms without an SPDX ID'
        : text === 'NONE'
          ? 'no license is granted'
          : `"${text}" is not an SPDX ID`;
    return { verdict: 'unknown', leaf: text, why: said };
  }
  const set = setOf(license.base, license.exception);
  const meets = (e: LicenseEntry) => (e.set ? e.set === set : e.license !== undefined && covers(e.license, license));
  const excepted = policy.excepted.find(meets);
  if (excepted)
    return { verdict: 'allowed', leaf: text, entry: excepted.text, why: `${text} is allowed by an exception` };
  const denied = policy.deny.find((e) =>
    e.set ? set !== undefined && deniedBy(e.set, set) : e.license && covers(e.license, license),
  );
  if (denied) return { verdict: 'denied', leaf: text, entry: denied.text, why: `${text} is denied${by(denied, text)}` };
  if (!policy.allow) {
    if (license.custom) return { verdict: 'unknown', leaf: text, why: `${text} has no SPDX ID` };
    return { verdict: 'allowed', leaf: text, why: `${text} is not denied` };
  }
  const allowed = policy.allow.find(meets);
  if (allowed)
    return { verdict: 'allowed', leaf: text, entry: allowed.text, why: `${text} is allowed${by(allowed, text)}` };
  return { verdict: 'not-allowed', leaf: text, why: `${text} is not on the allow list` };
}

const by = (entry: LicenseEntry, text: string) =>
  entry.text === text ? '' : ` by ${entry.set ? 'the set ' : ''}${entry.text}`;
