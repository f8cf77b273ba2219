/** `verify --vendor`: vendor folders file by file against the zips that they were copied from. */
import { isAbsolute } from 'node:path';
import { checkVendored, type VendoredModule } from '../../gather/modcache/check-vendor.ts';
import type { Run } from '../../gather/open-run.ts';
import { userEnv } from '../../gather/user-env.ts';
import { coveringPaths } from '../../go/path/prefixes.ts';
import { sumHashes } from '../../go/sum/parse.ts';
import type { VendorFile, VendorRecord } from '../../go/vendor/modules-txt.ts';
import { folderOf } from '../../model/discover.ts';
import type { Repo } from '../../model/repo.ts';
import { sumFiles } from '../../model/sums.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';
import { UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { outcomeOf, type VerifiedPart } from './summary.ts';

/** A file that is not as it was published, or a module that could not be compared. */
interface VendorProblem {
  readonly kind: 'modified' | 'added' | 'unknown';
  /** The file; for `unknown` the module's folder. */
  readonly file: string;
  /** `PATH@VERSION`; null for a file that belongs to no vendored module. */
  readonly module: string | null;
  readonly detail?: string;
}

export async function verifyVendor({ repo, tree, paths }: Run, terminal: Terminal): Promise<VerifiedPart> {
  const vendors = [...repo.modules, ...repo.workspaces].flatMap(({ vendor }) => (vendor ? [vendor] : []));
  if (vendors.length === 0) throw new UsageError('--vendor: there is no vendor/modules.txt');
  const cache = userEnv(terminal.env).GOMODCACHE;
  if (!isAbsolute(cache)) throw new UsageError('there is no module cache: GOMODCACHE must be an absolute path');
  const problems: VendorProblem[] = [];
  const hashesOf = zipHashes(repo);
  let files = 0;
  let modules = 0;
  for (const vendor of vendors) {
    const { vendored, skipped, strays } = filesByModule(vendor, paths, hashesOf);
    problems.push(...strays.map((file) => ({ kind: 'added', file, module: null }) as const), ...skipped);
    for (const one of vendored) {
      const module = `${one.module.path}@${one.module.version}`;
      const result = await checkVendored(tree, cache, one);
      if (result.unknown !== undefined) {
        problems.push({ kind: 'unknown', file: one.folder, module, detail: result.unknown });
        continue;
      }
      modules++;
      files += one.files.length - result.modified.length - result.added.length;
      for (const file of result.modified) problems.push({ kind: 'modified', file, module });
      for (const file of result.added) problems.push({ kind: 'added', file, module });
    }
  }
  const unknown = problems.filter(({ kind }) => kind === 'unknown').length;
  const outcome = outcomeOf(problems.length - unknown, unknown);
  const counts = { files, modules, wrong: problems.length - unknown, unknown };
  const last = safe`${outcome}: ${files} vendored files of ${modules} modules are as published; ${counts.wrong} are not; ${unknown} modules not verified\n`;
  return {
    name: 'vendor',
    outcome,
    text: safe`${joined(problems.map(problemText))}${last}`,
    json: { outcome, counts, problems },
  };
}

/** By `path@version`, from all go.sum files of the repository. */
function zipHashes(repo: Repo): (module: string) => readonly string[] {
  const hashes = new Map<string, string[]>();
  for (const { sum } of sumFiles(repo))
    for (const [key, lines] of sumHashes(sum)) hashes.set(key, [...(hashes.get(key) ?? []), ...lines]);
  return (module) => hashes.get(module) ?? [];
}

interface Sorted {
  readonly vendored: readonly VendoredModule[];
  readonly skipped: readonly VendorProblem[];
  /** Files that belong to no module of modules.txt. */
  readonly strays: readonly string[];
}

/** Every file of a vendor folder under the innermost module that it lies in. */
function filesByModule(
  { source, records }: VendorFile,
  paths: readonly string[],
  hashesOf: (module: string) => readonly string[],
): Sorted {
  const vendor = `${folderOf(source.path)}/`;
  const inUse = records.filter(({ packages }) => packages.length > 0);
  const recordsAt = coveringPaths(inUse.map((record) => [record.path, record] as const));
  const files = new Map<VendorRecord, string[]>(inUse.map((record) => [record, []]));
  const strays: string[] = [];
  for (const path of paths) {
    if (!path.startsWith(vendor) || path === source.path) continue;
    const [record] = recordsAt(path.slice(vendor.length));
    (record === undefined ? strays : files.get(record)!).push(path);
  }
  const vendored: VendoredModule[] = [];
  const skipped: VendorProblem[] = [];
  for (const [record, own] of files) {
    const module = record.replacement ?? record;
    const folder = `${vendor}${record.path}/`;
    if (module.version === '') skipped.push({ kind: 'unknown', file: folder, module: record.path, detail: FOLDER });
    else vendored.push({ module, folder, files: own, hashes: hashesOf(`${module.path}@${module.version}`) });
  }
  return { vendored, skipped, strays };
}

const FOLDER = 'replaced by a folder, which has no zip';

function problemText({ kind, file, module, detail }: VendorProblem): Printable {
  const of = module === null ? safe`any vendored module` : printable(module);
  if (kind === 'modified') return safe`${printable(file)}: differs from ${of}\n`;
  if (kind === 'added') return safe`${printable(file)}: is not in ${of}\n`;
  return safe`${printable(file)}: not verified, ${of}: ${printable(detail ?? '')}\n`;
}
