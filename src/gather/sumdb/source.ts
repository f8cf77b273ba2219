/** Facts from the user's checksum database: what it has logged of module versions, proved. */
import { parseProxyList } from '../../go/env/goproxy.ts';
import { parseSumdb } from '../../go/env/gosumdb.ts';
import { origin } from '../../go/std/url.ts';
import type { Outcome, SumdbFailure } from '../../go/sumdb/failure.ts';
import type { Answer, Ask, FactKind, FactTypes, Unknown } from '../../model/facts/facts.ts';
import type { RoutedSource } from '../facts/sources.ts';
import type { UserEnv } from '../user-env.ts';
import { type OpenSumdb, type OpenSumdbOptions, openSumdb } from './open-sumdb.ts';

export interface SumdbSource extends RoutedSource {
  /** Ends connections. */
  close(): void;
}

/** Answers `proof` and nothing else. `offline`: what earlier runs kept is all that it knows; the rest is left to the next source. */
export function sumdbSource(user: UserEnv, options: OpenSumdbOptions): SumdbSource {
  const offline = options.offline ?? false;
  const refused = refusal(user);
  let opened: OpenSumdb | undefined;
  const database = () => {
    opened ??= openSumdb(user, options);
    return opened;
  };
  const answer = async ({ kind, module: { path, version } }: Ask): Promise<Answer<FactTypes['proof']> | undefined> => {
    if (kind !== 'proof') return undefined;
    if (refused) return refused;
    const { lookup, name = '' } = database();
    const lines = merged(await lookup(path, version), await lookup(path, `${version}/go.mod`));
    if (lines.value) return { known: true, value: { database: name, lines: lines.value }, source: name };
    return offline && lines.failure.kind === 'missing' ? undefined : unknownFor(lines.failure, path);
  };
  return {
    name: 'checksum database',
    network: !offline,
    answer: async <K extends FactKind>(ask: Ask<K>) => (await answer(ask as Ask)) as Answer<FactTypes[K]> | undefined,
    route: ({ kind }) => (kind === 'proof' ? (refused ?? { hosts: hostsOf(user) }) : undefined),
    close: () => opened?.close(),
  };
}

function merged(zip: Outcome<readonly string[]>, mod: Outcome<readonly string[]>): Outcome<readonly string[]> {
  if (zip.failure) return zip;
  return mod.failure ? mod : { value: [...zip.value, ...mod.value] };
}

/** Why the database is asked about no module at all. */
function refusal({ GOSUMDB, GOPROXY }: UserEnv): Unknown | undefined {
  const { value, error } = parseSumdb(GOSUMDB);
  if (value === undefined) return { known: false, why: 'failed', detail: error };
  if (value.off) return { ...OFF, detail: 'checksum database disabled by GOSUMDB=off' };
  // Go would ask the database itself. But who wants no module from the network wants no checksum either.
  if (GOPROXY === 'off' && !value.explicit) return { ...OFF, detail: 'module lookup disabled by GOPROXY=off' };
  return undefined;
}

const OFF = { known: false, why: 'offline' } as const;

const PRIVATE_HINT =
  'list the paths of private modules under "private" in the policy: their lines are then not checked';

function unknownFor({ kind, message, notFound }: SumdbFailure, path: string): Unknown {
  if (kind === 'skipped') {
    const detail = `${path} matches GONOSUMDB: the checksum database is not asked about it`;
    return { known: false, why: 'private', detail, hint: PRIVATE_HINT };
  }
  if (notFound) {
    const detail = `the checksum database does not know this version: ${message}`;
    return { known: false, why: 'missing', detail, hint: NOT_FOUND_HINT };
  }
  return { known: false, why: 'failed', detail: message, ...(kind === 'fork' && { hint: FORK_HINT }) };
}

const NOT_FOUND_HINT =
  'if the module is private, list it under "private" in the policy; if it is public, this version was never published, or is gone';
const FORK_HINT =
  'run "modwarden verify", which saves both signed tree heads as evidence, and trust no answer until then';

/** In the order in which the way to the database is looked for. */
function hostsOf({ GOPROXY, GOSUMDB }: UserEnv): string[] {
  const { value } = parseSumdb(GOSUMDB);
  if (!value || value.off) return [];
  const hostOf = (url: Parameters<typeof origin>[0]) => origin(url).slice(url.scheme.length + '://'.length);
  if (value.explicit) return [hostOf(value.explicit)];
  const proxies = parseProxyList(GOPROXY).steps.flatMap((step) => (step.kind === 'proxy' ? [hostOf(step.url)] : []));
  return [...proxies, value.name];
}
