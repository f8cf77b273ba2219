/** Adapter for ../shared/corpus/sarif: GitHub's line hash. */
import { lineHashes as hashes } from '../../dist/lib/src/report/sarif/line-hash.js';

export function lineHashes(bytes) {
  return hashes(bytes);
}
