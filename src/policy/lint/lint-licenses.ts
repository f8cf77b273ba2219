/** Entries of license/policy that another entry makes superfluous or contradicts. */
import { deniedBy, isSetName } from '../../license/match/sets.ts';
import type { Judge } from '../../license/spdx/judge.ts';
import type { MapNode, PolicyNode, ScalarNode } from '../parse/node.ts';
import { entryOf } from '../parse/node.ts';
import type { WrittenOptions } from './entries.ts';
import { type LintFinding, lintFinding, REMOVE } from './types.ts';

type Text = ScalarNode & { readonly value: string };

export function lintLicenses(options: WrittenOptions, { judge }: Pick<Judge, 'judge'>): LintFinding[] {
  const allow = textsOf(options.get('allow')?.value);
  const deny = textsOf(options.get('deny')?.value) ?? [];
  const found: LintFinding[] = [];
  for (const [i, item] of (allow ?? []).entries()) {
    const no = deny.find((one) => denies(one.value, item.value, judge));
    const yes = (allow ?? []).find((one, j) => j !== i && allows(one.value, item.value, judge, j < i));
    if (no)
      found.push(
        lintFinding(
          'contradictory',
          item.at,
          `license/policy: ${item.value} is in "allow", but ${no.value} in "deny" takes precedence`,
          'remove one of them',
          no.at,
        ),
      );
    else if (yes)
      found.push(
        lintFinding('shadowed', item.at, `license/policy: ${yes.value} already allows ${item.value}`, REMOVE, yes.at),
      );
  }
  for (const [i, item] of deny.entries()) {
    const by = deny.find(
      (one, j) => j !== i && denies(one.value, item.value, judge) && (j < i || !denies(item.value, one.value, judge)),
    );
    if (by && by.value !== item.value)
      found.push(
        lintFinding('shadowed', item.at, `license/policy: ${by.value} already denies ${item.value}`, REMOVE, by.at),
      );
  }
  const usual = { ...(allow && { allow: allow.map(({ value }) => value) }), deny: deny.map(({ value }) => value) };
  for (const exception of mapsOf(options.get('exceptions')?.value)) {
    const own = textsOf(entryOf(exception, 'allow')?.value) ?? [];
    if (own.length === 0)
      found.push(
        lintFinding(
          'unreachable',
          exception.at,
          'license/policy: the exception allows nothing',
          'add licenses to its "allow", or remove it',
        ),
      );
    for (const item of own) {
      const isAllowed = isSetName(item.value)
        ? deny.length === 0 && (allow === undefined || usual.allow!.includes(item.value))
        : judge(item.value, usual).verdict === 'allowed';
      if (isAllowed)
        found.push(
          lintFinding(
            'shadowed',
            item.at,
            `license/policy: ${item.value} needs no exception: it is allowed everywhere`,
            REMOVE,
          ),
        );
    }
  }
  return found;
}

function denies(entry: string, license: string, judge: Judge['judge']): boolean {
  if (isSetName(license)) return isSetName(entry) && deniedBy(entry, license);
  return judge(license, { deny: [entry] }).verdict === 'denied';
}

/** Values that are listed twice are told of every list. */
function allows(entry: string, license: string, judge: Judge['judge'], isEarlier: boolean): boolean {
  if (entry === license || isSetName(license)) return false;
  const isAllowed = judge(license, { allow: [entry] }).verdict === 'allowed';
  return isAllowed && (isEarlier || isSetName(entry) || judge(entry, { allow: [license] }).verdict !== 'allowed');
}

function textsOf(node: PolicyNode | undefined): Text[] | undefined {
  if (node?.kind !== 'list') return undefined;
  return node.items.filter((item): item is Text => item.kind === 'scalar' && typeof item.value === 'string');
}

function mapsOf(node: PolicyNode | undefined): MapNode[] {
  return node?.kind === 'list' ? node.items.filter((item) => item.kind === 'map') : [];
}
