/** Waivers beyond the limits that the policy sets: too long, without a field, too broad. */
import { hasWildcard } from '../go/path/pattern.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import { FORGES } from '../policy/private/private-guess.ts';
import type { Waiver } from '../policy/types.ts';
import { describeDuration, durationDays, parseDuration } from '../text/duration.ts';
import type { PendingFinding } from './pending-finding.ts';
import { policyFinding } from './policy-finding.ts';

export const LIMITS = 'policy/waiver-limits';

/** As the rule's schema has them. */
interface Limits {
  readonly 'max-life': string;
  readonly require: readonly ('owner' | 'versions')[];
  readonly 'max-findings': number;
}

export interface WaiverInUse {
  readonly waiver: Waiver;
  readonly judge: CompiledPolicy;
  /** How many findings it covers. */
  readonly covered: number;
}

/** `name`: what the waiver is for, in words. `today`: YYYY-MM-DD. */
export async function beyondLimits(
  { waiver, judge, covered }: WaiverInUse,
  name: string,
  today: string,
): Promise<PendingFinding[]> {
  const limits = judge.settings(waiver.at.place.path)[LIMITS]?.options as Limits | undefined;
  if (limits === undefined) return [];
  const found: PendingFinding[] = [];
  for (const { kind, ...said } of faultsOf(waiver, covered, limits, today)) {
    const subject = [waiver.rule, waiver.module ?? waiver.subject ?? '', kind].filter((part) => part !== '').join(' ');
    const message = `${name} ${said.message}`;
    found.push(...(await policyFinding(LIMITS, judge, waiver.at, { subject, message, hint: said.hint })));
  }
  return found;
}

interface Fault {
  readonly kind: string;
  readonly message: string;
  readonly hint: string;
}

function faultsOf(waiver: Waiver, covered: number, limits: Limits, today: string): Fault[] {
  const faults: Fault[] = [];
  const last = lastDay(today, limits['max-life']);
  if (waiver.until > last) {
    const longest = describeDuration(parseDuration(limits['max-life'])!);
    const message = `ends on ${waiver.until}, more than ${longest} from now`;
    faults.push({ kind: 'too-long', message, hint: `end it on ${last} or before` });
  }
  for (const field of limits.require) {
    if (waiver[field] !== undefined || (field === 'versions' && waiver.module === undefined)) continue;
    const hint = `write ${field}: ${field === 'owner' ? 'who answers for it' : 'the versions that were checked'}`;
    faults.push({ kind: `no-${field}`, message: `has no ${field}`, hint });
  }
  const whole = coversAll(waiver);
  if (whole !== undefined) {
    faults.push({ kind: 'too-broad', message: `covers ${whole}`, hint: 'name what was checked' });
  } else if (covered > limits['max-findings']) {
    const message = `covers ${covered} findings, more than ${limits['max-findings']}`;
    faults.push({ kind: 'too-broad', message, hint: 'name what was checked, or fix some of them' });
  }
  return faults;
}

/** What a waiver covers by its words alone, whatever is found. */
function coversAll({ module, subject, files }: Waiver): string | undefined {
  if (subject !== undefined) return undefined;
  if (module !== undefined) {
    const elements = module.split('/');
    if (elements.every((element) => /^[*?]+$/.test(element))) return 'every module';
    return elements.length === 1 && (hasWildcard(module) || FORGES.has(module))
      ? `every module of ${module}`
      : undefined;
  }
  return files?.some((glob) => /^(?:\*\*\/)?(?:\*\*?|go\.mod)$/.test(glob)) ? 'every module' : undefined;
}

function lastDay(today: string, life: string): string {
  const time = Date.parse(`${today}T00:00:00Z`) + durationDays(life) * 86_400_000;
  return new Date(Math.min(time, LAST_TIME)).toISOString().slice(0, 10);
}

const LAST_TIME = Date.parse('9999-12-31T00:00:00Z');
