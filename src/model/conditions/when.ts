/**
 * Conditions of policy entries (`when:`) over facts about a module. All of an entry must hold. A fact that is not known makes the answer
 * unknown, unless another condition decides: an entry never applies, and never fails to apply, by lack of a fact.
 */
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { durationDays } from '../../text/duration.ts';
import type { Ask, Unknown } from '../facts/facts.ts';
import { ageInDays, describeAge, timeOf, timeUnknown, unchecked } from '../facts/freshness.ts';
import { licenseOf } from '../facts/licenses.ts';
import type { MainModule, ModuleInUse } from '../repo.ts';
import type { Context, Facts, NeedsContext, Unchecked } from '../rule.ts';

/** What an entry's `when` says. Lists mean any of their values. */
export interface When {
  readonly direct?: boolean | undefined;
  readonly private?: boolean | undefined;
  /** A depth, or bounds that belong to the range. */
  readonly depth?: number | Bounds<number> | undefined;
  /** Time since the version was published, as durations; bounds belong to the range. */
  readonly age?: Bounds<string> | undefined;
  readonly license?: OneOrMore | undefined;
  readonly host?: OneOrMore | undefined;
  /** `github.com/acme`, or `acme` on any host. */
  readonly owner?: OneOrMore | undefined;
  /** An npm range. */
  readonly version?: string | undefined;
}

interface Bounds<T> {
  readonly min?: T | undefined;
  readonly max?: T | undefined;
}

type OneOrMore = string | readonly string[];

/** The module that conditions are about. */
export interface Conditioned {
  /** The code that is built: `version` is '' for a folder, which has no version, age or license. */
  readonly built: ModuleVersion;
  /** undefined: not known. */
  readonly direct: boolean | undefined;
  readonly depth: KnownDepth;
}

/** `least`: the depth is not known, but is this or more. `none`: the module is not in the build list. */
export type KnownDepth = number | 'none' | { readonly least: number; readonly detail: string };

/** Whether an entry applies. `lacks`: the facts that would decide. */
export type Holds =
  | { readonly state: 'no' }
  /** `facts`: what decided, in words. */
  | { readonly state: 'yes'; readonly facts: readonly string[] }
  | { readonly state: 'unknown'; readonly lacks: readonly Lack[] };

interface Lack extends Pick<Unknown, 'why' | 'detail' | 'internal'> {
  /** The run was asked for it and has no answer, which is a gap already. */
  readonly asked: boolean;
}

/** `allow`: the listed licenses must be enough. `deny`: the license cannot be met without one of those listed. */
export type Reading = 'allow' | 'deny';

type Known = boolean | undefined;

/** Of a rule's context, what conditions need; in `needs` there is no license detection. */
export type WhenContext = Pick<NeedsContext<unknown>, 'facts' | 'today' | 'isPrivate' | 'inRange'> &
  Partial<Pick<Context<unknown>, 'licenses'>>;

/** A module in use as conditions see it. */
export function conditioned(use: ModuleInUse, built: ModuleVersion): Conditioned {
  return { built, direct: use.direct, depth: depthOf(use) };
}

function depthOf({ depth, depthState, direct }: ModuleInUse): KnownDepth {
  if (depth !== undefined) return depth;
  const detail =
    depthState === 'unselected'
      ? 'its depth is not defined: only versions that are not selected require it'
      : 'its depth is unknown without the module graph';
  return { least: direct ? 1 : 2, detail };
}

/** The facts that conditions ask for, in rounds: nothing is asked about a module that another condition rules out. */
export function* whenAsks(when: When | undefined, module: Conditioned, context: WhenContext): Generator<Ask> {
  if (when === undefined || module.built.version === '') return;
  if (plainly(when, module, context).some(({ holds }) => holds === false)) return;
  const age = when.age === undefined ? undefined : ageAsk(module.built);
  if (age !== undefined) yield age;
  if (age !== undefined && !context.facts.asked(age)) return;
  if (when.license === undefined || (when.age !== undefined && ageTest(when.age, module, context).holds === false))
    return;
  yield { kind: 'license', module: module.built };
}

/** Whether the entry applies to the module; without conditions it does. */
export function whenHolds(
  when: When | undefined,
  module: Conditioned,
  context: WhenContext & Pick<Context<unknown>, 'licenses'>,
  reading: Reading,
): Holds {
  if (when === undefined) return { state: 'yes', facts: [] };
  const tests = plainly(when, module, context);
  const isOut = () => tests.some(({ holds }) => holds === false);
  if (!isOut() && when.age !== undefined) tests.push(ageTest(when.age, module, context));
  if (!isOut() && when.license !== undefined) tests.push(licenseTest(when, module, context, reading));
  if (isOut()) return { state: 'no' };
  const lacks = tests.flatMap(({ lack }) => lack ?? []);
  return lacks.length > 0
    ? { state: 'unknown', lacks }
    : { state: 'yes', facts: tests.flatMap(({ fact }) => fact ?? []) };
}

/** Gaps for what is not known, beyond questions without an answer, which are gaps by themselves. */
export function* whenGaps(module: MainModule | undefined, subject: string, holds: Holds): Generator<Unchecked> {
  if (holds.state !== 'unknown') return;
  for (const { asked, ...lack } of holds.lacks) {
    if (asked) continue;
    if (module !== undefined) yield unchecked(module, subject, lack);
    else yield { unchecked: { subject, why: lack.why, detail: lack.detail } };
  }
}

/** Which heavy tools conditions need. */
export function whenUses(entries: Iterable<{ readonly when?: When | undefined }>): ('ranges' | 'licenses')[] {
  const used = new Set<'ranges' | 'licenses'>();
  for (const { when } of entries) {
    if (when?.version !== undefined) used.add('ranges');
    if (when?.license !== undefined) used.add('licenses');
  }
  return [...used];
}

interface Test {
  /** undefined: not known, and `lack` says why. */
  readonly holds: Known;
  readonly fact?: string;
  readonly lack?: Lack;
}

/** Conditions on what the repository itself tells. */
function plainly(when: When, { built, direct, depth }: Conditioned, { isPrivate, inRange }: WhenContext): Test[] {
  const { path, version } = built;
  const tests: Test[] = [];
  if (when.direct !== undefined)
    tests.push(
      direct === undefined
        ? { holds: undefined, lack: own('it is not known whether a go.mod requires it directly') }
        : { holds: direct === when.direct, fact: direct ? 'direct' : 'indirect' },
    );
  if (when.private !== undefined) {
    const is = isPrivate(path);
    tests.push({ holds: is === when.private, fact: is ? 'private' : 'not private' });
  }
  if (when.depth !== undefined) tests.push(depthTest(when.depth, depth));
  if (when.host !== undefined) tests.push({ holds: isOnHost(path, listOf(when.host)) });
  if (when.owner !== undefined) tests.push({ holds: isOwnedBy(path, listOf(when.owner)) });
  if (when.version !== undefined) tests.push({ holds: version !== '' && inRange(version, when.version) });
  return tests;
}

function depthTest(wanted: number | Bounds<number>, depth: KnownDepth): Test {
  const { min = 0, max = Infinity } = typeof wanted === 'number' ? { min: wanted, max: wanted } : wanted;
  if (depth === 'none') return { holds: false };
  if (typeof depth === 'number') return { holds: depth >= min && depth <= max, fact: `depth ${depth}` };
  const { least, detail } = depth;
  if (least > max) return { holds: false };
  if (least >= min && max === Infinity) return { holds: true, fact: `depth ${least} or more` };
  return { holds: undefined, lack: own(detail) };
}

/** The host of a module path and, where it has a second element, its owner there. */
function isOnHost(path: string, hosts: readonly string[]): boolean {
  const host = path.split('/', 1)[0]!.toLowerCase();
  return hosts.some((one) => {
    const wanted = one.toLowerCase();
    return wanted.startsWith('*.') ? host.endsWith(wanted.slice(1)) && host.length >= wanted.length : host === wanted;
  });
}

/** Hosting services take an owner's name in upper and lower case for one. */
function isOwnedBy(path: string, owners: readonly string[]): boolean {
  const [host = '', owner] = path.toLowerCase().split('/');
  if (owner === undefined) return false;
  return owners.some((one) => {
    const wanted = one.toLowerCase();
    return wanted.includes('/') ? wanted === `${host}/${owner}` : wanted === owner;
  });
}

function ageAsk(built: ModuleVersion): Ask<'info'> | undefined {
  return timeOf(built.version) === undefined ? { kind: 'info', module: built } : undefined;
}

function ageTest({ min, max }: Bounds<string>, { built }: Conditioned, { facts, today }: WhenContext): Test {
  if (built.version === '') return { holds: false };
  const time = publishedOf(built, facts);
  if (typeof time !== 'string') return { holds: undefined, lack: time };
  const days = ageInDays(time, today);
  const holds = (min === undefined || days >= durationDays(min)) && (max === undefined || days <= durationDays(max));
  return { holds, fact: `${describeAge(Math.max(days, 0))} old` };
}

function publishedOf(built: ModuleVersion, facts: Facts): string | Lack {
  const told = timeOf(built.version);
  if (told !== undefined) return told;
  const info = facts.get('info', built);
  if (!info.known) return { ...info, asked: true };
  return timeOf(built.version, info.value.time) ?? { ...timeUnknown(built.version), asked: false };
}

/** The lists as policies, one object each, so that what was read of them is kept. */
const licensePolicies = new WeakMap<When, Readonly<Record<Reading, object>>>();

function licenseTest(
  when: When,
  { built }: Conditioned,
  { facts, licenses }: WhenContext & Pick<Context<unknown>, 'licenses'>,
  reading: Reading,
): Test {
  if (built.version === '') return { holds: false };
  const asked = facts.get('license', built);
  if (!asked.known) return { holds: undefined, lack: { ...asked, asked: true } };
  const tools = licenses();
  const license = licenseOf(built, facts, tools, { files: 'module', clarify: [] });
  if (!license.known) return { holds: undefined, lack: { ...license, asked: false } };
  const list = listOf(when.license);
  const policies = licensePolicies.get(when) ?? { allow: { allow: list }, deny: { deny: list } };
  licensePolicies.set(when, policies);
  const { verdict } = tools.judge(license.expression, policies[reading]);
  if (verdict === 'unknown')
    return {
      holds: undefined,
      lack: { ...own(`its license is not recognized: ${license.expression}`), why: 'missing' },
    };
  return { holds: verdict === (reading === 'allow' ? 'allowed' : 'denied'), fact: `under ${license.expression}` };
}

function own(detail: string): Lack {
  return { why: 'failed', detail, asked: false };
}

function listOf(value: OneOrMore | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}
