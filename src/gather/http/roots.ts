/** The certificates that Go trusts: the system's, where Node brings its own list. Company networks put theirs there. */
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Environment } from './web-proxy.ts';

/** crypto/x509's places for systems other than Windows and macOS; the first that can be read counts. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** undefined: Node's own list. What NODE_EXTRA_CA_CERTS names is trusted in any case. */
export function trustedRoots(env: Environment, platform: NodeJS.Platform): SecureContext | undefined {
  if (platform === 'win32' || platform === 'darwin') return undefined;
  const named = env.SSL_CERT_FILE;
  const bundle = firstFile(named ? [named] : BUNDLES);
  if (bundle === undefined) return undefined;
  const extra = firstFile([env.NODE_EXTRA_CA_CERTS ?? '']);
  return createSecureContext({ ca: extra === undefined ? bundle : `${bundle}\n${extra}` });
}

function firstFile(files: readonly string[]): string | undefined {
  for (const file of files) {
    try {
      const text = readFileSync(file, 'utf8');
      if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
    } catch {
      // The next one may be there.
    }
  }
  return undefined;
}
