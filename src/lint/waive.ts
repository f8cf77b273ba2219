/** Waivers: findings they cover are marked, ended ones leave the finding standing and say so, idle ones become findings themselves. */
import { prefixMatcher } from '../go/path/pattern.ts';
import { isUnder } from '../model/discover.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import { fileTest } from '../policy/patterns/globs.ts';
import type { Policy, Waiver } from '../policy/types.ts';
import { nearest } from '../text/nearest.ts';
import type { FindingsInput, PendingFinding } from './pending-finding.ts';
import { policyFinding } from './policy-finding.ts';
import { beyondLimits, type WaiverInUse } from './waiver-limits.ts';
import { inlineTable, moduleIn, policyTable } from './waiver-table.ts';

/** A waiver with its tests made ready, and how many findings it covered. */
interface Ready extends WaiverInUse {
  readonly covers: (finding: PendingFinding) => boolean;
  covered: number;
}

export const UNUSED = 'policy/unused-waiver';
export const EXPIRED = 'policy/expired-waiver';

export async function waive(
  findings: readonly PendingFinding[],
  input: FindingsInput,
): Promise<readonly PendingFinding[]> {
  const { ready, candidates } = await makeReady(input);
  const waived = findings.map((finding) => {
    const covering = candidates(finding).filter((r) => r.covers(finding));
    for (const r of covering) r.covered++;
    const holding = covering.find((r) => r.waiver.until >= input.today);
    if (holding) return markWaived(finding, holding.waiver);
    const ended = covering[0];
    return ended ? markEnded(finding, ended.waiver) : finding;
  });
  return [...waived, ...(await idle(ready, findings, input))];
}

function markWaived(finding: PendingFinding, { reason, owner, until, justification, at }: Waiver): PendingFinding {
  return {
    ...finding,
    state: 'waived',
    waiver: {
      reason,
      ...(owner !== undefined && { owner }),
      until,
      ...(justification !== undefined && { justification }),
      place: at.place,
    },
  };
}

function markEnded(finding: PendingFinding, { until, at, reason }: Waiver): PendingFinding {
  return {
    ...finding,
    related: [...finding.related, { place: at.place, message: `the waiver (${reason}) expired on ${until}` }],
  };
}

interface AllReady {
  readonly ready: readonly Ready[];
  /** Those that may cover a finding, in their order. */
  readonly candidates: (finding: PendingFinding) => readonly Ready[];
}

async function makeReady(input: FindingsInput): Promise<AllReady> {
  const judges = new Map<Policy, CompiledPolicy>();
  for (const { dir } of [...input.repo.modules, ...input.repo.workspaces]) {
    const judge = input.policyFor(dir);
    judges.set(judge.policy, judge);
  }
  const root = input.policyFor('');
  judges.set(root.policy, root);
  const inline: Ready[] = input.inline.map(({ waiver, line, path, dir }) => ({
    waiver,
    judge: input.policyFor(dir),
    covers: (f) =>
      f.rule === waiver.rule &&
      f.place.path === path &&
      f.place.start.line === line &&
      (waiver.vuln === undefined || isAbout(f, waiver.vuln)),
    covered: 0,
  }));
  const ofPolicies: Ready[] = [];
  for (const judge of judges.values()) {
    for (const waiver of judge.policy.waivers)
      ofPolicies.push({ waiver, judge, covers: await test(waiver, judge, input), covered: 0 });
  }
  const besideLine = inlineTable(input.inline);
  const inPolicy = policyTable(ofPolicies);
  return {
    ready: [...inline, ...ofPolicies],
    candidates: (f) => [...besideLine(f).map((i) => inline[i]!), ...inPolicy(f).map((i) => ofPolicies[i]!)],
  };
}

async function test(waiver: Waiver, judge: CompiledPolicy, { tools }: FindingsInput): Promise<Ready['covers']> {
  const inFiles = waiver.files === undefined ? undefined : await fileTest(waiver.files);
  const matches = waiver.module === undefined ? undefined : prefixMatcher(waiver.module);
  return (f) =>
    f.rule === waiver.rule &&
    f.judge === judge &&
    (matches === undefined || matches(moduleIn(f))) &&
    (waiver.vuln === undefined || isAbout(f, waiver.vuln)) &&
    (waiver.subject === undefined || waiver.subject === f.subject) &&
    (waiver.versions === undefined || (f.version !== undefined && tools.inRange(f.version, waiver.versions))) &&
    (inFiles === undefined || inFiles(f.place.path));
}

function isAbout({ vulnerability }: PendingFinding, ids: readonly string[]): boolean {
  return vulnerability?.ids.some((id) => ids.includes(id)) === true;
}

/** Waivers that cover nothing, and those whose time is over, as findings at the waiver. */
async function idle(
  ready: readonly Ready[],
  findings: readonly PendingFinding[],
  input: FindingsInput,
): Promise<PendingFinding[]> {
  const unchecked = new Set(input.gaps.map((g) => g.rule));
  const hintFor = unusedHints(findings, input);
  const out: PendingFinding[] = [];
  for (const { waiver, judge, covered } of shared(ready)) {
    const isHere = isUnder(waiver.at.place.path, input.under);
    const name = `the waiver of ${waiver.rule}${target(waiver)}`;
    if (isHere) out.push(...(await beyondLimits({ waiver, judge, covered }, name, input.today)));
    if (covered > 0 && waiver.until < input.today) {
      out.push(
        ...(await about(
          EXPIRED,
          waiver,
          judge,
          `${name} expired on ${waiver.until}`,
          'fix the finding, or renew the waiver with a later date',
        )),
      );
    } else if (covered === 0 && !input.partial && !unchecked.has(waiver.rule) && isHere) {
      out.push(...(await about(UNUSED, waiver, judge, `${name} is unused`, hintFor(waiver))));
    }
  }
  return out;
}

/** A waiver of a file that several policies extend is one waiver: it covers what it covers in all of them. */
function shared(ready: readonly Ready[]): WaiverInUse[] {
  const byPlace = new Map<string, WaiverInUse>();
  for (const { waiver, judge, covered } of ready) {
    const key = JSON.stringify([waiver.at.place, waiver.rule]);
    const known = byPlace.get(key);
    const one = covered > 0 && known?.covered === 0 ? { waiver, judge } : (known ?? { waiver, judge });
    byPlace.set(key, { ...one, covered: covered + (known?.covered ?? 0) });
  }
  return [...byPlace.values()];
}

function target({ module, subject, versions, vuln }: Waiver): string {
  const what = module ?? subject ?? vuln?.join(', ');
  return what === undefined ? '' : ` for ${what}${versions === undefined ? '' : ` ${versions}`}`;
}

/** Waivers and subjects among which a spelling mistake is looked for: each pair is compared letter by letter. */
export const MAX_COMPARED = 500;

function unusedHints(findings: readonly PendingFinding[], { ran }: FindingsInput): (waiver: Waiver) => string {
  const subjects = new Map<string, Set<string>>();
  for (const { rule, subject } of findings) {
    const known = subjects.get(rule);
    if (known) known.add(subject);
    else subjects.set(rule, new Set([subject]));
  }
  let compared = 0;
  return (waiver) => {
    if (!ran.has(waiver.rule)) return `remove the waiver, or turn ${waiver.rule} on`;
    const found = subjects.get(waiver.rule) ?? new Set<string>();
    const wanted = waiver.module ?? waiver.subject;
    if (wanted !== undefined && found.has(wanted))
      return `correct or remove it: findings for ${wanted} have other versions, files or policies`;
    const isFew = wanted !== undefined && found.size <= MAX_COMPARED && compared++ < MAX_COMPARED;
    const meant = isFew ? nearest(wanted, found) : undefined;
    return meant === undefined ? 'remove the waiver' : `did you mean ${meant}? If not, remove the waiver`;
  };
}

async function about(
  rule: string,
  waiver: Waiver,
  judge: CompiledPolicy,
  message: string,
  hint: string,
): Promise<PendingFinding[]> {
  const { module, subject: exact = '', versions = '', files = [], vuln = [] } = waiver;
  const what = [waiver.rule, module ?? exact, versions, ...vuln, ...files];
  return policyFinding(rule, judge, waiver.at, { subject: what.join(' ').trim(), message, hint });
}
