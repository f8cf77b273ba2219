/** Overrides that change nothing: they say what applies anyway, match no file, or a later one decides for all their files. */

import type { Layers, OverrideLayer } from '../layers/layers.ts';
import type { RuleEntry } from '../layers/rule-layers.ts';
import type { Policy, RuleSetting } from '../types.ts';
import { coversGlobs } from './covers.ts';
import { sameData } from './same.ts';
import { type LintFinding, lintFinding, REMOVE } from './types.ts';

export function lintOverrides(
  policy: Policy,
  layers: Pick<Layers, 'overrides'>,
  hasFile: ((glob: string) => boolean) | undefined,
): LintFinding[] {
  const written = [...layers.overrides.values()];
  return written.flatMap((override, i) => {
    if (hasFile && !override.files.some(hasFile)) {
      const message = `the override for ${override.files.join(', ')} matches no file`;
      return [lintFinding('unreachable', override.at, message, 'correct "files", or remove it')];
    }
    return [...override.rules].flatMap(([id, entry]) => {
      const later = written.slice(i + 1).find((other) => decidesAll(other, override, id, entry));
      const what = `the override of ${id} for ${override.files.join(', ')}`;
      if (later)
        return [
          lintFinding(
            'shadowed',
            entry.at,
            `${what} has no effect: a later override decides`,
            'remove it, or move it behind that override',
            later.at,
          ),
        ];
      const before = written.slice(0, i).some((other) => other.rules.has(id));
      const own = policy.overrides[i]?.rules[id];
      if (before || own === undefined || !saysTheSame(policy.rules[id], own)) return [];
      return [lintFinding('shadowed', entry.at, `${what} changes nothing: these settings apply everywhere`, REMOVE)];
    });
  });
}

/** Whether a later override names all that the entry names, for all of its files. */
function decidesAll(later: OverrideLayer, { files }: OverrideLayer, id: string, entry: RuleEntry): boolean {
  const other = later.rules.get(id);
  if (other === undefined || !coversGlobs(later.files, files)) return false;
  const keys = new Set(other.options.map(({ key }) => key));
  return (entry.level === undefined || other.level !== undefined) && entry.options.every(({ key }) => keys.has(key));
}

function saysTheSame(below: RuleSetting | undefined, own: RuleSetting): boolean {
  if (below === undefined) return own.level === 'off';
  if (own.level === 'off' && below.level === 'off') return true;
  return own.level === below.level && sameData(own.options, below.options);
}
