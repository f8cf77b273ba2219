/** What questions about a whole zip are answered with. */
import type { Result } from '../../go/std/result.ts';
import type { Ask } from '../../model/facts/facts.ts';
import type { ZipBytes } from '../proxy/zip.ts';
import { filesInZip } from './module-files.ts';
import { packagesInZip } from './module-packages.ts';

/** The value of a `files` or `packages` question. The error says why Go would not unpack the zip. */
export function contentsOf(zip: ZipBytes, { kind, module }: Ask): Promise<Result<unknown>> {
  return kind === 'packages' ? packagesInZip(zip, module) : filesInZip(zip, module);
}
