/** Package URLs of Go modules: `pkg:golang/github.com/owner/name@v1.2.3` (purl specification, type golang). */
import { Buffer } from 'node:buffer';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { encode } from '../../text/bytes.ts';

/**
 * The path keeps its case: Go's paths differ by it, and readers of SBOMs look modules up by the path as it is, though the specification of
 * the type asks for lower case. A folder or main module has no version.
 */
export function purlOf({ path, version }: ModuleVersion): string {
  const name = path
    .split('/')
    .filter((element) => element !== '')
    .map(percent)
    .join('/');
  return `pkg:golang/${name}${version === '' ? '' : `@${percent(version)}`}`;
}

/** Everything but letters, digits and `.-_~:`. */
function percent(text: string): string {
  return [...encode(text)]
    .map((byte) =>
      PLAIN.has(byte) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}

const PLAIN: ReadonlySet<number> = new Set(
  Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_~:'),
);
