/** Which certificates are trusted. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { trustedRoots } from '../../../src/gather/http/roots.ts';
import { selfSigned } from './certificate.ts';

/** What is asked of Node stands for what Node makes of it. */
vi.mock('node:tls', () => ({ createSecureContext: (options: object) => options }));

let box: string;
const { cert } = selfSigned();
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'roots-'));
  writeFileSync(join(box, 'ca.pem'), cert);
  writeFileSync(join(box, 'extra.pem'), cert.replaceAll('\n', '\r\n'));
  writeFileSync(join(box, 'none.pem'), 'no certificate\n');
});
afterEach(() => rmSync(box, { recursive: true }));

const at = (name: string) => join(box, name);
const rootsOf = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') => trustedRoots(env, platform);

it('are those of the file that the user names, with the extra ones of Node', () => {
  expect(rootsOf({ SSL_CERT_FILE: at('ca.pem') })).toEqual({ ca: cert });
  const extra = cert.replaceAll('\n', '\r\n');
  expect(rootsOf({ SSL_CERT_FILE: at('ca.pem'), NODE_EXTRA_CA_CERTS: at('extra.pem') })).toEqual({
    ca: `${cert}\n${extra}`,
  });
  expect(rootsOf({ SSL_CERT_FILE: at('ca.pem'), NODE_EXTRA_CA_CERTS: at('none.pem') })).toEqual({ ca: cert });
});

it.each(['missing.pem', 'none.pem'])("are Node's own where the named file holds none: %s", (name) => {
  expect(rootsOf({ SSL_CERT_FILE: at(name) })).toBeUndefined();
});

it.each(['win32', 'darwin'] as const)("are Node's own on %s", (platform) => {
  expect(rootsOf({ SSL_CERT_FILE: at('ca.pem') }, platform)).toBeUndefined();
});
