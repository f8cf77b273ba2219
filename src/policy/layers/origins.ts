/** Where each value of a policy comes from: a line of a file, a preset, or a default. */
import { compareText } from '../../go/std/order.ts';
import type { Span } from '../../text/source.ts';
import { entrySpan, policyPlace } from '../parse/node.ts';
import { fileTest } from '../patterns/globs.ts';
import type { Policy, PolicyPlace, RuleSetting, Waiver } from '../types.ts';
import type { Layers } from './layers.ts';
import type { RuleLayer } from './rule-layers.ts';

/** A line of a file, a preset, or the default of a rule or of modwarden. */
export type Origin =
  | { readonly path: string; readonly line: number }
  | { readonly preset: string }
  | { readonly default: true };

export interface OriginRow {
  /** `rules.graph/max-depth` for its level, `rules.graph/max-depth.max` for an option, `private`, `gaps.sum`, … */
  readonly setting: string;
  /** Plain data. */
  readonly value: unknown;
  readonly from: Origin;
}

const DEFAULT: Origin = { default: true };

/** `path:line`, `preset NAME` or `default`. */
export function originText(from: Origin): string {
  if ('path' in from) return `${from.path}:${from.line}`;
  return 'preset' in from ? `preset ${from.preset}` : 'default';
}

function lineOf(at: Span): Origin {
  return lineAt(policyPlace(at));
}

function lineAt({ place: { path, start } }: PolicyPlace): Origin {
  return { path, line: start.line };
}

export function originsOf(policy: Policy, layers: Layers): OriginRow[] {
  const at = (key: string) => {
    const span = layers.origins.get(key);
    return span === undefined ? DEFAULT : lineOf(span);
  };
  const each = (setting: string, values: readonly string[]) =>
    values.map((value) => ({ setting, value, from: at(`${setting}/${value}`) }));
  return [
    { setting: 'extends', value: policy.extends, from: at('extends') },
    ...each('private', policy.private),
    ...Object.entries(policy.rules).flatMap(([id, setting]) => ruleRows(id, setting, layers.rules.get(id))),
    ...Object.entries(policy.gaps).map(([group, value]) => ({
      setting: `gaps.${group}`,
      value,
      from: at(`gaps/${group}`),
    })),
    ...each('modules.include', policy.modules.include),
    ...each('modules.exclude', policy.modules.exclude),
    ...(policy.workspace === undefined
      ? []
      : [{ setting: 'workspace', value: policy.workspace, from: at('workspace') }]),
    ...(policy.maxFactAge === undefined
      ? []
      : [{ setting: 'max-fact-age', value: policy.maxFactAge, from: at('max-fact-age') }]),
    ...policy.overrides.map(({ files, at: place }) => ({
      setting: 'overrides',
      value: files,
      from: lineAt(place),
    })),
    ...policy.waivers.map((waiver) => ({
      setting: 'waivers',
      value: waiverValue(waiver),
      from: lineAt(waiver.at),
    })),
  ];
}

function waiverValue({ at: _, ...waiver }: Waiver): object {
  return waiver;
}

function ruleRows(id: string, { level, options }: RuleSetting, layer: RuleLayer | undefined): OriginRow[] {
  const from = layer?.levelFrom;
  const levelFrom = from === undefined ? DEFAULT : typeof from === 'string' ? { preset: from } : lineOf(from);
  return [
    { setting: `rules.${id}`, value: level, from: levelFrom },
    ...optionEntries(options).map(([key, value]) => ({
      setting: `rules.${id}.${key}`,
      value,
      from: optionFrom(layer, key),
    })),
  ];
}

function optionFrom(layer: RuleLayer | undefined, key: string): Origin {
  const option = layer?.options.get(key);
  if (option === undefined) return DEFAULT;
  return 'preset' in option ? { preset: option.from } : lineOf(entrySpan(option));
}

function optionEntries(options: unknown): [key: string, value: unknown][] {
  return Object.entries((options ?? {}) as object)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => compareText(a, b));
}

/** The rows for one file: those of the policy, changed by the overrides that match its path. */
export async function withOverrides(rows: readonly OriginRow[], policy: Policy, path: string): Promise<OriginRow[]> {
  const changed = new Map<string, OriginRow>();
  const known = new Set(rows.map(({ setting }) => setting));
  for (const { files, rules } of policy.overrides) {
    if (!(await fileTest(files))(path)) continue;
    for (const [id, setting] of Object.entries(rules))
      for (const row of overrideRows(id, setting, known)) changed.set(row.setting, row);
  }
  const isRule = ({ setting }: OriginRow) => setting.startsWith('rules.');
  const rules = [...rows.filter(isRule).filter(({ setting }) => !changed.has(setting)), ...changed.values()];
  rules.sort((a, b) => compareText(a.setting, b.setting));
  const first = rows.findIndex(({ setting }) => setting.startsWith('gaps.'));
  const before = rows.slice(0, first).filter((row) => !isRule(row));
  return [...before, ...rules, ...rows.slice(first)];
}

/** What an override names; all of a rule that the policy itself does not have. */
function overrideRows(id: string, { level, options, names, at }: RuleSetting, known: ReadonlySet<string>): OriginRow[] {
  const place = at === undefined ? DEFAULT : lineAt(at);
  const isNew = !known.has(`rules.${id}`);
  const rows = optionEntries(options).flatMap(([key, value]) => {
    const isNamed = names?.options.includes(key) === true;
    return isNamed || isNew ? [{ setting: `rules.${id}.${key}`, value, from: isNamed ? place : DEFAULT }] : [];
  });
  const levelRow = { setting: `rules.${id}`, value: level, from: names?.level ? place : DEFAULT };
  return names?.level || isNew ? [levelRow, ...rows] : rows;
}
