/** The go.mod files that were read for module graphs, compared with what go.sum and go.work.sum record of them. */
import { knownHash } from '../go/graph/files/sums.ts';
import { type Known, replyFrom } from '../go/graph/known.ts';
import { EMPTY_GO_MOD, type SumEntry, type SumFile, sumKey } from '../go/sum/parse.ts';
import type { MainModule, Mismatch } from './repo.ts';

/**
 * Made when all graphs are there, so that the order in which they were loaded does not matter. Go stops at the first mismatch that it
 * meets; here every line counts whose go.mod was read for any module of the run.
 */
export function withMismatches(modules: readonly MainModule[], known: Known): MainModule[] {
  const bySum = new Map<SumFile, readonly Mismatch[]>();
  const of = (sum: SumFile) => {
    const found = bySum.get(sum) ?? mismatchesIn(sum, known);
    bySum.set(sum, found);
    return found;
  };
  return modules.map((module) => {
    const sums = [module.sum, module.workspace?.sum].filter((sum) => sum !== undefined);
    const mismatches = sums.flatMap(of);
    return mismatches.length === 0 ? module : { ...module, mismatches };
  });
}

/** modfetch.haveModSumLocked: lines of other kinds of hash do not count, and the first that does decides. */
function mismatchesIn(sum: SumFile, known: Known): readonly Mismatch[] {
  // Go refuses the whole file.
  if (sum.errors.length > 0) return [];
  const decisive = new Map<string, SumEntry>();
  for (const entry of sum.entries) {
    if (!entry.goMod || !entry.hash.startsWith('h1:') || entry.hash === EMPTY_GO_MOD) continue;
    const key = sumKey(entry);
    if (!decisive.has(key)) decisive.set(key, entry);
  }
  const found: Mismatch[] = [];
  for (const entry of decisive.values()) {
    const downloaded = hashOfRead(entry, known);
    if (downloaded !== undefined && downloaded !== entry.hash) found.push({ sum, entry, downloaded });
  }
  return found;
}

function hashOfRead({ path, version }: SumEntry, known: Known): string | undefined {
  const reply = replyFrom(known, { kind: 'mod', module: { path, version } });
  return reply?.known ? knownHash(known, reply.value) : known.kept?.givenHash({ path, version });
}
