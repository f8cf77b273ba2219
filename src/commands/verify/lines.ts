/** Every line of the go.sum and go.work.sum files of a repository, asked of a checksum database. */
import type { ChecksumDatabase } from '../../gather/sumdb/database.ts';
import { EMPTY_GO_MOD } from '../../go/sum/parse.ts';
import type { SumVerdict } from '../../go/sumdb/verdict.ts';
import type { Repo } from '../../model/repo.ts';
import { sumFiles } from '../../model/sums.ts';
import { placeOf, span } from '../../text/source.ts';

/** A line as it stands in its file; `version` may end in `/go.mod`. */
export interface SumLineAt {
  /** Path in the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly path: string;
  readonly version: string;
  readonly hash: string;
}

/**
 * verified: the database has logged this hash · mismatch: it has logged another · absent: its record of the version has no such line ·
 * fork: the database showed two histories, so none of its answers counts · unproven: no authenticated answer · skipped: not asked on purpose
 */
export type LineState = 'verified' | 'mismatch' | 'absent' | 'fork' | 'unproven' | 'skipped';

export interface LineResult extends SumLineAt {
  readonly state: LineState;
  /** With `mismatch`: the logged hash. */
  readonly logged?: string;
  /** With `unproven`, `fork` and `skipped`: why. May quote a server's answer. */
  readonly detail?: string;
}

export interface VerifyLinesOptions {
  readonly isPrivate: (path: string) => boolean;
  readonly progress?: (settled: number, asked: number) => void;
}

/** Lines that are looked up at the same time. */
const PARALLEL = 64;

/** In the order of the files and their lines. Malformed lines, because of which Go refuses the whole file, are `unproven`. */
export async function verifyLines(
  repo: Repo,
  database: Pick<ChecksumDatabase, 'check' | 'name'>,
  options: VerifyLinesOptions,
): Promise<LineResult[]> {
  const lines = [...linesOf(repo)];
  const results: LineResult[] = new Array(lines.length);
  let next = 0;
  let settled = 0;
  const work = async () => {
    while (next < lines.length) {
      const index = next++;
      results[index] = await verified(lines[index]!, database, options.isPrivate);
      options.progress?.(++settled, lines.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, lines.length) }, work));
  return [...results, ...malformedLines(repo)];
}

function* linesOf(repo: Repo): Generator<SumLineAt> {
  for (const { sum } of sumFiles(repo)) {
    for (const { path, version, goMod, hash, start, end } of sum.entries) {
      const { line } = placeOf(span(sum.source, start, end)).start;
      yield { file: sum.source.path, line, path, version: goMod ? `${version}/go.mod` : version, hash };
    }
  }
}

function* malformedLines(repo: Repo): Generator<LineResult> {
  for (const { sum } of sumFiles(repo)) {
    for (const { at, message } of sum.errors) {
      const { line } = placeOf(at).start;
      yield { file: sum.source.path, line, path: '', version: '', hash: '', state: 'unproven', detail: message };
    }
  }
}

async function verified(
  line: SumLineAt,
  database: Pick<ChecksumDatabase, 'check' | 'name'>,
  isPrivate: (path: string) => boolean,
): Promise<LineResult> {
  const { path, version, hash } = line;
  const reason = unused(hash) ?? (isPrivate(path) ? 'private by the policy' : undefined);
  if (reason !== undefined) return { ...line, state: 'skipped', detail: reason };
  return { ...line, ...stateOf(await database.check({ path, version, hash }), database.name !== undefined) };
}

/** Why Go passes over a line. */
function unused(hash: string): string | undefined {
  if (hash === EMPTY_GO_MOD) return 'hash of an empty go.mod, which Go ignores';
  return hash.startsWith('h1:') ? undefined : 'unknown hash algorithm, which Go ignores';
}

/** The answer of many lookups: one text, so that reports can put the lines together. */
const NOT_KNOWN = 'unknown to the checksum database (private, or never published?)';

function stateOf(verdict: SumVerdict, isOn: boolean): Pick<LineResult, 'state' | 'logged' | 'detail'> {
  switch (verdict.verdict) {
    case 'ok':
      return { state: 'verified' };
    case 'mismatch':
      return { state: 'mismatch', logged: verdict.logged };
    case 'absent':
      return { state: 'absent' };
    case 'unproven': {
      const { kind, message, notFound } = verdict.failure;
      if (kind === 'fork') return { state: 'fork', detail: message };
      if (notFound) return { state: 'unproven', detail: NOT_KNOWN };
      // With the database off, nothing was left out on purpose: nothing was verified at all.
      return { state: kind === 'skipped' && isOn ? 'skipped' : 'unproven', detail: message };
    }
  }
}
