/** What the user gave beside the repository: a record, vulnerability databases, reports of other tools, a module index. */
import type { GivenKind } from '../../model/rule.ts';
import type { GivenFacts } from '../given-facts.ts';
import type { Environment } from '../http/web-proxy.ts';

export interface GivenInput {
  /** The name of a record. */
  readonly record?: string;
  /** Fact sources of the caller's, in place of those of the user's environment. */
  readonly sources?: readonly unknown[];
  /** What these sources know beside modules themselves. */
  readonly sourceKinds?: ReadonlySet<GivenKind>;
  /** Folders, zips or servers of vulnerability databases; left out: GOVULNDB. */
  readonly vulndb?: readonly string[] | undefined;
  /** Names of reports. */
  readonly reports?: readonly string[] | undefined;
  /** A file or a server; left out: MODWARDEN_INDEX. */
  readonly index?: string | undefined;
  readonly cwd: string;
  readonly env: Environment;
  readonly now: () => Date;
  readonly timeout?: number;
  readonly offline?: boolean;
  readonly onlyKnown?: boolean;
}

export const NOTHING_GIVEN: GivenFacts = { kinds: new Set(), close: () => {} };

/** Throws ModwardenError for what cannot be read. */
export async function openGiven(input: GivenInput): Promise<GivenFacts> {
  const { record, sources, sourceKinds, vulndb, env, reports = [] } = input;
  // A run whose facts are given takes nothing from the environment.
  const isLive = record === undefined && sources === undefined;
  const fromEnv = env.GOVULNDB && isLive ? [env.GOVULNDB] : [];
  const locations = vulndb ?? fromEnv;
  const index = input.index ?? (isLive ? env.MODWARDEN_INDEX || undefined : undefined);
  // In a chunk of its own: most runs have none of them.
  return record === undefined && locations.length === 0 && reports.length === 0 && index === undefined
    ? sourceKinds === undefined
      ? NOTHING_GIVEN
      : { ...NOTHING_GIVEN, kinds: sourceKinds }
    : (await import('../given-facts.ts')).openGivenFacts({ ...input, record, locations, reports, index });
}
