/** GOSUMDB, GO111MODULE, and names that promise to change what is verified. */
import { GOLANG_SUMDB_KEY, parseSumdb, SUMDB_ALIAS } from '../gosumdb.ts';
import { expansionsIn } from './expansions.ts';
import { isLoopback } from './proxy-faults.ts';
import type { FaultContext, FaultKind, SettingFault } from './types.ts';

/** Names that guides invented. Go reads none of them. */
export const INVENTED_VARIABLES: ReadonlySet<string> = new Set([
  'GONOSUMCHECK',
  'GONOVERIFY',
  'GONOSUM',
  'GOSUMCHECK',
  'GONOSUBDB',
]);

export function* sumdbFaults(value: string, { literal }: FaultContext): Generator<SettingFault> {
  const as = (kind: FaultKind) => ({ kind, start: 0, end: value.length, text: value });
  if (value === '' && !literal) return;
  if (!literal && expansionsIn(value).length > 0) return;
  const { value: setting, error } = parseSumdb(value);
  if (error !== undefined) yield { ...as('sumdb-invalid'), error };
  else if (setting.off) yield as('sumdb-off');
  else {
    const { explicit, name } = setting;
    if (explicit?.scheme === 'http' && !isLoopback(explicit.host))
      yield { ...as('sumdb-plaintext'), host: explicit.host };
    const isOwn =
      setting.key === GOLANG_SUMDB_KEY && (explicit === undefined || setting.url === `https://${SUMDB_ALIAS}`);
    if (!isOwn) yield { ...as('sumdb-custom'), host: explicit?.host ?? name };
  }
}

export function* modulesFaults(value: string): Generator<SettingFault> {
  const at = { start: 0, end: value.length, text: value };
  if (value === 'off') yield { ...at, kind: 'modules-off' };
  if (value === 'auto') yield { ...at, kind: 'modules-auto' };
}
