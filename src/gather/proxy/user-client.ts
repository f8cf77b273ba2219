/** The HTTP client of one user: with their web proxy and credentials, loaded with the first request, and with messages that hold no secrets. */
import type { HttpClient, HttpOptions, Meter } from '../http/client.ts';
import type { UserEnv } from '../user-env.ts';
import { parseGoauth } from './goauth.ts';
import { hidingCredentials } from './hide-credentials.ts';
import { netrcCredentials, readNetrc } from './netrc.ts';

export interface UserClientOptions extends Pick<HttpOptions, 'retries' | 'pause' | 'patience'> {
  /** Counts requests and the bytes of their answers. */
  readonly meter?: Meter;
  /** Milliseconds that one question may take; left out: as http/limits.ts has it. */
  readonly timeout?: number;
}

type Settings = Pick<UserEnv, 'GOAUTH' | 'netrc' | 'process'>;

/** Most runs have all that they need in a cache, so nothing is loaded or read before the first request. */
export function userClient(settings: Settings, options: UserClientOptions = {}): HttpClient {
  const issued = new Set<string>();
  let client: Promise<HttpClient> | undefined;
  const lazy: HttpClient = {
    get: async (url, wanted) => {
      client ??= openClient(settings, issued, options);
      return (await client).get(url, wanted);
    },
    close: () => void client?.then((opened) => opened.close()),
  };
  return hidingCredentials(lazy, issued);
}

/** `issued` gets the credentials that are sent. */
async function openClient(
  { GOAUTH, netrc, process }: Settings,
  issued: Set<string>,
  { timeout, ...options }: UserClientOptions,
): Promise<HttpClient> {
  const [{ httpClient }, { runLimits }] = await Promise.all([import('../http/client.ts'), import('../http/limits.ts')]);
  let credentials: ReturnType<typeof netrcCredentials> | undefined;
  return httpClient({
    ...options,
    env: process,
    limits: runLimits(timeout),
    credentials: (url, written) => {
      credentials ??= netrcCredentials(parseGoauth(GOAUTH).netrc ? readNetrc(netrc) : []);
      const header = credentials(url, written);
      if (header !== undefined) issued.add(header);
      return header;
    },
  });
}
