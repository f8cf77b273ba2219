import { expect, it } from 'vitest';
import { queueAddress } from '../../../src/commands/fleet/queue-address.ts';

const of = (values: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) =>
  queueAddress(
    { flags: new Set(), values: new Map(Object.entries(values)), lists: new Map(), positionals: [] },
    { env },
  );

it('takes the queue from the command line, else from the environment', () => {
  const env = { MODWARDEN_QUEUE: 'rediss://b:1', MODWARDEN_QUEUE_PASSWORD: 'secret' };
  expect(of({ queue: 'redis://a:1', run: 'n-1' }, env)).toEqual({ url: 'redis://a:1', run: 'n-1', password: 'secret' });
  expect(of({}, env).url).toBe('rediss://b:1');
});

it.each([
  [{}, 'missing queue'],
  [{ queue: 'http://user:secret@host' }, 'expected redis://HOST:PORT'],
  [{ queue: 'redis://' }, 'expected redis://HOST:PORT'],
  [{ queue: 'redis://a', run: 'a:b' }, '--run: expected a name'],
])('refuses %j without printing it', (values, message) => {
  expect(() => of(values)).toThrow(message);
  expect(() => of(values)).not.toThrow('secret');
});
