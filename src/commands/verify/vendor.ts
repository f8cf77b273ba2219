/** `verify --vendor`: vendor folders file by file against the zips of their modules. */
import type { Run } from '../../gather/open-run.ts';
import type { Answer, FactTypes } from '../../model/facts/facts.ts';
import {
  compareVendored,
  recordedZips,
  type VendoredModule,
  vendoredModules,
  withVendoredFiles,
} from '../../model/vendor/vendored-files.ts';
import { type Printable, printable, safe } from '../../text/printable.ts';
import { masked } from '../../text/secrets.ts';
import { UsageError } from '../shared/args.ts';
import { listed } from './listed.ts';
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

export async function verifyVendor({ repo, tree, paths, facts }: Run): Promise<VerifiedPart> {
  const vendored = [...vendoredModules(await withVendoredFiles(repo, tree, paths))];
  if (vendored.length === 0) throw new UsageError('--vendor: there is no vendor/modules.txt');
  const asks = vendored.flatMap(({ module }) => (module ? [{ kind: 'files', module } as const] : []));
  const answers = ((await facts?.answerAll(asks)) ?? []) as readonly Answer<FactTypes['files']>[];
  const recorded = recordedZips(repo);
  let next = 0;
  const problems = vendored.flatMap((one) => problemsOf(one, one.module && answers[next++], recorded));
  const unknown = problems.filter(({ kind }) => kind === 'unknown').length;
  const wrong = problems.length - unknown;
  const outcome = outcomeOf(wrong, unknown);
  const modules = vendored.filter(({ record }) => record !== undefined).length;
  const files = vendored.reduce((sum, one) => sum + one.files.size, 0);
  const counts = { modules, files, wrong, unknown };
  const last = safe`${outcome}: ${files} vendored files of ${modules} modules; ${wrong} are not as published, ${unknown} modules could not be compared\n`;
  return {
    name: 'vendor',
    outcome,
    text: safe`${listed(problems, problemText)}${last}`,
    json: { outcome, counts, problems },
  };
}

function problemsOf(
  { record, module, files, folder }: VendoredModule,
  published: Answer<FactTypes['files']> | undefined,
  recorded: ReadonlyMap<string, readonly string[]>,
): VendorProblem[] {
  if (record === undefined)
    return [...files.keys()].map((file) => ({ kind: 'added', file: folder + file, module: null }));
  const name = `${(module ?? record).path}@${(module ?? record).version}`;
  const unknown = (detail: string) => [{ kind: 'unknown', file: folder, module: name, detail } as const];
  if (module === undefined) return unknown('replaced by a folder, which has no zip');
  if (!published?.known) return unknown(published?.detail ?? 'not requested');
  const compared = compareVendored(module, files, published.value, recorded);
  if (compared.unknown !== undefined) return unknown(compared.unknown);
  const problem = (kind: 'modified' | 'added') => (file: string) => ({ kind, file: folder + file, module: name });
  return [...compared.modified.map(problem('modified')), ...compared.added.map(problem('added'))];
}

function problemText({ kind, file, module, detail = '' }: VendorProblem): Printable {
  const of = module === null ? safe`any vendored module` : printable(module);
  if (kind === 'modified') return safe`${printable(file)}: differs from ${of}\n`;
  if (kind === 'added') return safe`${printable(file)}: is not in ${of}\n`;
  return safe`${printable(file)}: not compared with ${of}: ${printable(masked(detail.replaceAll(/\s*\n\s*/g, ' ')))}\n`;
}
