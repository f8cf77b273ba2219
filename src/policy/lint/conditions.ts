/** Conditions that no module can meet. */
import type { When } from '../../model/conditions/when.ts';
import { coversPattern, type RangeMeet } from './covers.ts';
import type { Entry } from './entries.ts';

/** The reason, as a clause; undefined where some module may meet them. */
export function impossibleCondition(
  when: When,
  { patterns, versions }: Pick<Entry, 'patterns' | 'versions'>,
  privatePatterns: readonly string[],
  meet: RangeMeet,
): string | undefined {
  const { direct, depth, owner, host, version } = when;
  const { min = 1, max = Infinity } = typeof depth === 'number' ? { min: depth, max: depth } : (depth ?? {});
  if (direct === true && min > 1) return `direct requirements have depth 1, not ${min}`;
  if (direct === false && max < 2) return 'only direct requirements have depth 1';
  if (when.private === true && privatePatterns.length === 0) return 'the policy has no private patterns';
  if (!meet(versions, version)) return `no version is in both ${versions} and ${version}`;
  const hosts = host === undefined ? undefined : [host].flat();
  const owners = owner === undefined ? undefined : [owner].flat();
  // In replace/target the facts are those of the replacement, which is named last.
  const paths = patterns.at(-1);
  if (hosts && paths && !paths.some((path) => hosts.some((one) => mayHaveHost(path, one))))
    return `no module of ${paths.join(', ')} is on ${hosts.join(', ')}`;
  const named = owners?.filter((one) => one.includes('/'));
  if (!hosts || !owners || named?.length !== owners.length) return undefined;
  const some = owners.some((one) => hosts.some((wanted) => mayHaveHost(one, wanted)));
  return some ? undefined : `${owners.join(', ')} is not on ${hosts.join(', ')}`;
}

function mayHaveHost(path: string, host: string): boolean {
  const [first = ''] = path.toLowerCase().split('/');
  const wanted = host.toLowerCase();
  if (/[*?[\\]/.test(first)) return wanted.startsWith('*.') || coversPattern(first, wanted);
  return wanted.startsWith('*.') ? first.endsWith(wanted.slice(1)) : first === wanted;
}
