import {
  type Ask,
  cut,
  type Draft,
  defineRule,
  type Facts,
  type MainModule,
  type Mismatch,
  type Repo,
  recordedVersions,
  type SumLine,
  sumParts,
} from '../../../src/rule.ts';

interface Options {
  readonly zips: 'none' | 'all';
}

export const rule = defineRule<Options>({
  id: 'sum/mismatch',
  title: 'Checksum mismatch with go.sum',
  why: 'go.sum records the content of a module version. If the same version has different content now, someone moved its tag, changed its source, or tampered with the download or with go.sum. Go fails with a SECURITY ERROR.',
  since: '0.1.0',
  level: 'error',
  security: 8.8,
  precision: 'very-high',
  reach: 'graph',
  workspaces: 'versions',
  built: true,
  asRead: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      zips: v.optional(
        v.pipe(
          v.picklist(['none', 'all']),
          v.description('`all`: also compare the zip of each line, which downloads those that no cache has'),
        ),
        'none',
      ),
    }),
  *needs(repo, { options }) {
    if (options.zips === 'all') yield* zipAsks(repo);
  },
  *check(repo, { options, facts }) {
    // A go.work.sum belongs to all its members.
    const told = new Set<Mismatch>();
    for (const module of repo.modules) {
      for (const found of module.mismatches ?? []) {
        if (!told.has(found)) yield mismatch(module, found);
        told.add(found);
      }
    }
    if (options.zips === 'all') yield* zipMismatches(repo, facts);
  },
});

function* zipAsks(repo: Repo): Generator<Ask<'content'>> {
  for (const { module, zip } of recordedVersions(repo)) if (zip.length > 0) yield { kind: 'content', module };
}

function* zipMismatches(repo: Repo, facts: Facts): Generator<Draft> {
  for (const { module, zip } of recordedVersions(repo)) {
    if (zip.length === 0) continue;
    const content = facts.get('content', module);
    if (!content.known) continue;
    for (const line of decisive(zip)) {
      if (line.entry.hash !== content.value.hash) yield zipMismatch(line, content.value);
    }
  }
}

/** In each file the first line decides, as in Go. */
function decisive(lines: readonly SumLine[]): readonly SumLine[] {
  return [...new Map(lines.toReversed().map((line) => [line.sum, line])).values()].reverse();
}

function zipMismatch({ sum, module, entry }: SumLine, { hash, of }: { hash: string; of: 'zip' | 'folder' }): Draft {
  const { path, version } = entry;
  const recorded = cut(entry.hash, MAX_HASH);
  return {
    at: sumParts(sum, entry).hash,
    subject: path,
    version,
    message: `the ${of === 'zip' ? 'zip' : 'extracted folder'} of ${path} ${version} does not match its checksum in ${fileName(sum)}`,
    hint: hintFor(recorded, hash),
    ...(module && { module }),
    data: { kind: of, recorded, downloaded: hash },
  };
}

function fileName({ source }: SumLine['sum']): string {
  return source.path.slice(source.path.lastIndexOf('/') + 1);
}

function hintFor(recorded: string, downloaded: string): string {
  return `find out which hash is right before you change anything: run "go mod download" with an empty GOMODCACHE and the checksum database on (recorded: ${recorded}, downloaded: ${downloaded})`;
}

function mismatch(module: MainModule, { sum, entry, downloaded }: Mismatch): Draft {
  const { path, version, hash } = entry;
  return {
    at: sumParts(sum, entry).hash,
    subject: path,
    version,
    message: `the go.mod of ${path} ${version} does not match its checksum in ${fileName(sum)}`,
    hint: hintFor(cut(hash, MAX_HASH), downloaded),
    ...(sum === module.sum && { module }),
    data: { kind: 'go.mod', recorded: cut(hash, MAX_HASH), downloaded },
  };
}

/** Characters of a hash as it stands in go.sum, which may be anything after `h1:`. */
const MAX_HASH = 100;
