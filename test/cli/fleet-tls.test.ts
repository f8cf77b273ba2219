/** The queue on a real Redis with TLS: what is not the server of the user's own authority is not spoken to. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, hasOpenssl, newAuthority } from '../support/certificates.ts';
import { type FleetBox, fleetBox, resultsIn } from '../support/fleet-box.ts';
import { type FleetCommand, fleetCommand } from '../support/fleet-workers.ts';
import { PEERS, type RedisServer, startRedis, whyNoQueue } from '../support/redis.ts';

const DAY = ['--as-of', '2026-06-01'];

const reason = whyNoQueue() ?? (hasOpenssl() ? undefined : 'no openssl in PATH');
if (reason !== undefined) console.warn(`fleet queue with TLS: skipped, ${reason}`);

describe.skipIf(reason !== undefined)('a queue with TLS', () => {
  let box: FleetBox;
  let authority: Authority;
  let other: Authority;
  let fleet: FleetCommand;
  const servers: RedisServer[] = [];
  /** Its certificate is for `subject`. */
  const serve = async (subject: string): Promise<RedisServer> => {
    const folder = join(box.root, `redis-${servers.length}`);
    mkdirSync(folder);
    const server = await startRedis(folder, authority.certificate(subject));
    servers.push(server);
    return server;
  };
  /** Everything that the command says, with this URL's password in the environment. */
  const told = async (server: RedisServer, args: readonly string[], scheme: string, trusted: Authority | undefined) => {
    const ended = await fleet.start([...args], {
      MODWARDEN_QUEUE: `${scheme}://127.0.0.1:${server.port}`,
      MODWARDEN_QUEUE_PASSWORD: server.password,
      ...(trusted && { NODE_EXTRA_CA_CERTS: trusted.file }),
    }).ended;
    expect(ended.text).not.toContain(server.password);
    return ended;
  };

  beforeAll(async () => {
    box = await fleetBox(4);
    fleet = fleetCommand(box.root, { ...box.env, NODE_PATH: PEERS });
    authority = newAuthority(box.root, 'own');
    other = newAuthority(box.root, 'other');
    await serve('IP:127.0.0.1');
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    box?.remove();
  });

  it('gives what one machine gives', async () => {
    const [server] = servers as [RedisServer];
    await fleet.run('run', 'targets.txt', '-o', 'single', ...DAY);
    const say = (...args: readonly string[]) => told(server, args, 'rediss', authority);
    expect(await say('enqueue', 'targets.txt', ...DAY)).toMatchObject({ code: 0 });
    expect(await say('work', '-o', 'all', ...DAY)).toMatchObject({ code: 0, text: '' });
    expect((await say('status')).text).toBe('2026-06-01: 0 waiting, 0 active, 5 done, 0 failed\n');
    expect(await say('collect', '-o', 'all')).toMatchObject({ code: 3, signal: null });
    expect(resultsIn(join(box.root, 'all'))).toEqual(resultsIn(join(box.root, 'single')));
  }, 120_000);

  it('refuses a certificate that the user does not trust', async () => {
    const [server] = servers as [RedisServer];
    for (const trusted of [undefined, other])
      for (const args of [['status'], ['work', '-o', 'refused', ...DAY]])
        expect(await told(server, args, 'rediss', trusted)).toMatchObject({
          code: 2,
          text: expect.stringMatching(
            /^modwarden: the queue's server cannot be reached \([A-Z_]+\): its certificate is not trusted; /,
          ),
        });
  }, 120_000);

  it('refuses a certificate of another host', async () => {
    const server = await serve('DNS:queue.example');
    expect(await told(server, ['status'], 'rediss', authority)).toMatchObject({
      code: 2,
      text: expect.stringContaining('(ERR_TLS_CERT_ALTNAME_INVALID)'),
    });
  }, 60_000);

  it('prints no password of a URL, and does not fall back to TCP without TLS', async () => {
    const [server] = servers as [RedisServer];
    const at = (scheme: string, password: string) => `${scheme}://user:${password}@127.0.0.1:${server.port}/0`;
    for (const scheme of ['rediss', 'redis']) {
      const { ended } = fleet.start(['status', '--queue', at(scheme, 'a-secret-of-a-url')]);
      const { code, text } = await ended;
      expect([scheme, code]).toEqual([scheme, 2]);
      expect(text).toContain("the queue's server cannot be reached");
      expect(text).not.toContain('secret');
    }
    const wrong = fleet.start(['status', '--queue', at('rediss', 'a-wrong-secret')], {
      NODE_EXTRA_CA_CERTS: authority.file,
    });
    const { code, text } = await wrong.ended;
    expect([code, text]).toEqual([2, expect.stringContaining("the queue's server cannot be reached (WRONGPASS)")]);
    expect(text).not.toContain('secret');
  }, 60_000);
});
