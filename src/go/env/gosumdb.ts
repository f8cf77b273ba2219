/** GOSUMDB: which checksum database Go asks, and where (cmd/go/internal/modfetch). What it cannot read makes it refuse every download. */

import type { Result } from '../std/result.ts';
import { fields } from '../std/unicode.ts';
import { type GoUrl, parseUrl } from '../std/url.ts';
import { GOLANG } from './goproxy.ts';
import { parseVerifierKey } from './verifier-key.ts';

/** `off`, or a database. */
export type SumdbSetting =
  | { readonly off: true }
  | {
      readonly off: false;
      readonly name: string;
      /** `NAME+HASH+KEY`. */
      readonly key: string;
      /** Where it is asked when no proxy offers it; without a slash at the end. */
      readonly url: string;
      /** The value names the URL itself: proxies are not tried, and http is allowed. */
      readonly explicit: GoUrl | undefined;
    };

const DEFAULT_NAME = `sum.${GOLANG}`;
/** The key of Go's own database. */
export const GOLANG_SUMDB_KEY: string = `${DEFAULT_NAME}+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8`;
/** The same database as it is reached from mainland China. */
export const SUMDB_ALIAS = 'sum.golang.google.cn';

/** How Go reads a value of GOSUMDB that is not defaulted any more; the error is Go's. */
export function parseSumdb(value: string): Result<SumdbSetting> {
  if (value === 'off') return { value: { off: true } };
  const [first, url, ...more] = fields(value === SUMDB_ALIAS ? `${DEFAULT_NAME} https://${SUMDB_ALIAS}` : value);
  if (first === undefined) return { error: 'missing GOSUMDB' };
  if (more.length > 0) return { error: 'invalid GOSUMDB: too many fields' };
  const key = first === DEFAULT_NAME ? GOLANG_SUMDB_KEY : first;
  const name = databaseName(key);
  if (name.error !== undefined) return name;
  const explicit = url === undefined ? undefined : parseUrl(url);
  if (explicit?.error !== undefined) return { error: `invalid GOSUMDB URL: ${explicit.error}` };
  const at = (url ?? `https://${name.value}`).replace(/\/$/, '');
  return { value: { off: false, name: name.value, key, url: at, explicit: explicit?.value } };
}

function databaseName(key: string): Result<string> {
  // The known key needs no checking, and so no hash function.
  if (key === GOLANG_SUMDB_KEY) return { value: DEFAULT_NAME };
  const { value, error } = parseVerifierKey(key);
  if (error !== undefined) return { error: `invalid GOSUMDB: ${error}` };
  const { name } = value;
  const { value: url } = parseUrl(`https://${name}`);
  const plain =
    url && url.host !== '' && !url.user && !url.query && !url.fragment && !url.rawPath && !name.endsWith('/');
  return plain ? { value: name } : { error: `invalid sumdb name (must be host[/path]): ${name}` };
}
