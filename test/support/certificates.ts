/** An authority of the test's own, and certificates of its servers. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Authority {
  /** PEM file, for NODE_EXTRA_CA_CERTS. */
  readonly file: string;
  /** `subject`: as openssl names it, such as `IP:127.0.0.1` or `DNS:queue.example`. PEM files. */
  certificate(subject: string): { readonly cert: string; readonly key: string };
}

/** Whether there is an openssl to make them. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** `folder`: for its files. */
export function newAuthority(folder: string, name: string): Authority {
  const at = (file: string) => join(folder, `${name}-${file}`);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const [file, ownKey] = [at('authority.pem'), at('authority.key')];
  openssl('req', '-x509', ...KEY, '-keyout', ownKey, '-out', file, '-days', '2', '-subj', `/CN=${name} authority`);
  let count = 0;
  return {
    file,
    certificate: (subject) => {
      const number = ++count;
      const [key, request, extensions, cert] = ['key', 'csr', 'ext', 'pem'].map((kind) => at(`${number}.${kind}`)) as [
        string,
        string,
        string,
        string,
      ];
      writeFileSync(extensions, `subjectAltName=${subject}\n`);
      openssl('req', ...KEY, '-keyout', key, '-out', request, '-subj', '/CN=queue');
      const signing = ['-CA', file, '-CAkey', ownKey, '-CAcreateserial', '-days', '2', '-extfile', extensions];
      openssl('x509', '-req', '-in', request, ...signing, '-out', cert);
      return { cert, key };
    },
  };
}
