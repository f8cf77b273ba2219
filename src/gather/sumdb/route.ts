/** Where a checksum database is reached: through a proxy that offers it, or directly (cmd/go/internal/modfetch, dbClient.initBase). */
import type { ProxyStep } from '../../go/env/goproxy.ts';
import type { SumdbSetting } from '../../go/env/gosumdb.ts';
import type { Result } from '../../go/std/result.ts';
import { type GoUrl, parseUrl } from '../../go/std/url.ts';
import type { Read } from '../../go/sumdb/ops.ts';
import { below } from '../proxy/ask.ts';

export type Get = (url: GoUrl, maxBytes: number) => Promise<Read>;

export type Database = Extract<SumdbSetting, { off: false }>;

/** Bytes of an answer to `supported`, whose status alone counts. */
const MAX_SUPPORTED = 1 << 16;

/**
 * The base URL for all requests. The first proxy that answers `supported` is used for everything, with no way back. One that has no such
 * thing leads to the next and at last to the database itself; any other failure makes the database unavailable, unless `|` stands
 * behind the proxy.
 */
export async function databaseBase(database: Database, steps: readonly ProxyStep[], get: Get): Promise<Result<GoUrl>> {
  if (database.explicit) return { value: database.explicit };
  let failure: string | undefined;
  for (const step of steps) {
    if (step.kind === 'direct') failure = undefined;
    if (step.kind !== 'proxy') break;
    const answer = await get(below(step.url, `sumdb/${database.name}/supported`), MAX_SUPPORTED);
    if (answer.error === undefined) return { value: below(step.url, `sumdb/${database.name}`) };
    if (answer.notFound) continue;
    failure = answer.error;
    if (!step.fallBackOnError) break;
  }
  return failure === undefined ? parseUrl(database.url) : { error: failure };
}
