/** Settings of a policy beyond the lists of rules: options of rules that are off, private patterns, gaps, modules, extends. */
import { compare } from '../../go/version/go-version.ts';
import type { Layers } from '../layers/layers.ts';
import { groupOf } from '../presets/presets.ts';
import type { Policy } from '../types.ts';
import { coversGlob, coversPattern } from './covers.ts';
import { type WrittenOptions, writtenIn } from './entries.ts';
import { type LintFinding, lintFinding, REMOVE } from './types.ts';

export function lintSettings(policy: Policy, layers: Layers): LintFinding[] {
  return [
    ...offRules(policy, layers),
    ...privatePatterns(policy, layers),
    ...idleGaps(policy, layers),
    ...modules(policy, layers),
  ];
}

/** Options of a rule that is off everywhere. */
function offRules(policy: Policy, layers: Layers): LintFinding[] {
  return [...layers.rules].flatMap(([id, { options }]) => {
    const isOn =
      policy.rules[id]?.level !== 'off' ||
      policy.overrides.some(({ rules }) => Object.hasOwn(rules, id) && rules[id]!.level !== 'off');
    if (isOn) return [];
    return [...writtenIn(options.values()).values()].map(({ key, keyAt }) =>
      lintFinding(
        'unreachable',
        keyAt,
        `${id}: ${key} has no effect, because the rule is off`,
        `remove it, or give ${id} a level`,
      ),
    );
  });
}

function privatePatterns({ private: patterns }: Policy, { origins }: Layers): LintFinding[] {
  return patterns.flatMap((pattern) => {
    const by = patterns.find((other) => other !== pattern && coversPattern(other, pattern));
    const at = origins.get(`private/${pattern}`);
    if (by === undefined || at === undefined) return [];
    const message = `private: ${pattern} has no effect: ${by} includes all modules below it`;
    return [lintFinding('shadowed', at, message, REMOVE, origins.get(`private/${by}`))];
  });
}

/** What a group may leave unchecked, where none of its rules is on. */
function idleGaps(policy: Policy, { origins }: Layers): LintFinding[] {
  const on = new Set(
    [policy.rules, ...policy.overrides.map(({ rules }) => rules)].flatMap((rules) =>
      Object.entries(rules).flatMap(([id, { level }]) => (level === 'off' ? [] : [groupOf(id)])),
    ),
  );
  return Object.keys(policy.gaps).flatMap((group) => {
    const at = origins.get(`gaps/${group}`);
    if (at === undefined || on.has(group)) return [];
    const message = `gaps: ${group} has no effect: no rule of this group is on`;
    return [lintFinding('unreachable', at, message, `remove it, or turn a ${group} rule on`)];
  });
}

function modules({ modules: { include, exclude } }: Policy, { origins }: Layers): LintFinding[] {
  return include.flatMap((glob) => {
    const by = exclude.find((other) => coversGlob(other, glob));
    const at = origins.get(`modules.include/${glob}`);
    if (by === undefined || at === undefined) return [];
    const message = `modules: ${glob} is included, but ${by} under exclude takes precedence`;
    return [lintFinding('contradictory', at, message, 'remove one of them', origins.get(`modules.exclude/${by}`))];
  });
}

/** Bounds that leave nothing. */
export function lintBounds(rule: string, options: WrittenOptions): LintFinding[] {
  const min = options.get('min');
  const max = options.get('max');
  if (rule !== 'gomod/go-version' || min?.value.kind !== 'scalar' || max?.value.kind !== 'scalar') return [];
  const [low, high] = [String(min.value.value), String(max.value.value)];
  // A maximum without a patch version includes all of them.
  if (compare(low, high) <= 0 || low.startsWith(`${high}.`)) return [];
  return [
    lintFinding(
      'contradictory',
      min.value.at,
      `${rule}: min ${low} is above max ${high}: no go version is allowed`,
      'exchange or correct them',
      max.value.at,
    ),
  ];
}
