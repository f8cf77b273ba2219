/** What the caches know about a module in use: for hovers and inlay hints. Nobody else is asked. */
import { rules } from '../../../rules/index.ts';
import { licenseIndex } from '../../gather/license-index.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { compare, prerelease } from '../../go/version/semver.ts';
import { openLicenseTools } from '../../license/tools.ts';
import { everyScore } from '../../lint/every-score.ts';
import { factStore } from '../../lint/facts/fact-store.ts';
import { lintInput } from '../../lint/lint-run.ts';
import { lint } from '../../lint/run.ts';
import type { Answer, Ask, Unknown } from '../../model/facts/facts.ts';
import { timeOf } from '../../model/facts/freshness.ts';
import { evidenceOf, type LicenseOptions, licenseOf } from '../../model/facts/licenses.ts';
import { builtOf } from '../../model/in-use.ts';
import type { MainModule, ModuleInUse } from '../../model/repo.ts';
import type { Checked } from '../checks/repository.ts';

/** What is not known is left out. */
export interface ModuleFacts {
  /** RFC 3339. */
  readonly published?: string;
  /** A newer version than that in use, if there is one. */
  readonly newest?: { readonly version: string; readonly published?: string };
  /** When the list of versions was read, RFC 3339. */
  readonly asOf?: string;
  readonly license?: { readonly expression: string; readonly evidence: string };
}

/** What `modwarden health` says of a direct dependency. */
export interface ModuleHealth {
  /** 0 to 100. */
  readonly score: number;
  /** Why points were lost, most expensive first. */
  readonly lost: readonly string[];
}

const NOBODY: Unknown = { known: false, why: 'offline', detail: 'no fact source' };

let tools: ReturnType<typeof openLicenseTools> | undefined;

/** undefined for a module that is a folder of the repository. */
export async function moduleFacts(
  { run }: Checked,
  module: MainModule,
  use: ModuleInUse,
): Promise<ModuleFacts | undefined> {
  const built = builtOf(use);
  if (built.version === '') return undefined;
  const versions: Ask = { kind: 'versions', module: { path: built.path, version: '' } };
  const [info, list, license] = await answersTo(run, [
    { kind: 'info', module: built },
    versions,
    { kind: 'license', module: built },
  ]);
  const newest = newestOf(list as Answer<readonly string[]>, built);
  const [newestInfo] = newest === undefined ? [] : await answersTo(run, [{ kind: 'info', module: newest }]);
  const published = timeOf(built.version, timeIn(info));
  const newestTime = newest && timeOf(newest.version, timeIn(newestInfo));
  const expression = await licenseFrom(run, module, built, license ?? NOBODY);
  return {
    ...(published !== undefined && { published }),
    ...(newest && { newest: { version: newest.version, ...(newestTime !== undefined && { published: newestTime }) } }),
    ...(list?.known && list.asOf !== undefined && { asOf: list.asOf }),
    ...(expression && { license: expression }),
  };
}

const HEALTH = rules.find(({ id }) => id === 'health/score')!;

/** undefined where it is no direct dependency, or its versions are unknown. */
export async function moduleHealth(
  { repo, run }: Checked,
  module: MainModule,
  { path }: ModuleInUse,
): Promise<ModuleHealth | undefined> {
  // The graphs and versions that the check loaded serve again, and no other module is scored.
  const uses = module.uses.filter((one) => one.path === path || one.trail[0]?.path === path);
  const { findings } = await lint({
    ...lintInput({ ...run, loaders: undefined }),
    ...(run.facts && { answer: run.facts.answerAll }),
    licenseIndex,
    repo: { ...repo, modules: [{ ...module, uses }] },
    rules: [HEALTH],
    policyFor: await everyScore(HEALTH, run.policyFor),
  });
  const data = findings.find(({ subject, data: found }) => subject === path && found?.kind === 'health')?.data;
  return data && { score: Number(data.score), lost: data.lost as readonly string[] };
}

async function answersTo(run: Checked['run'], asks: readonly Ask[]): Promise<readonly Answer<unknown>[]> {
  return (await run.facts?.answerAll(asks)) ?? asks.map(() => NOBODY);
}

function timeIn(info: Answer<unknown> | undefined): string | undefined {
  return info?.known ? (info.value as { readonly time?: string }).time : undefined;
}

function newestOf(list: Answer<readonly string[]>, { path, version }: ModuleVersion): ModuleVersion | undefined {
  const newest = list.known ? list.value.findLast((one) => prerelease(one) === '') : undefined;
  return newest !== undefined && compare(newest, version) > 0 ? { path, version: newest } : undefined;
}

async function licenseFrom(
  { policyFor }: Checked['run'],
  module: MainModule,
  built: ModuleVersion,
  answer: Answer<unknown>,
): Promise<ModuleFacts['license']> {
  if (!answer.known) return undefined;
  tools ??= openLicenseTools(await licenseIndex());
  const facts = factStore();
  facts.put({ kind: 'license', module: built }, answer);
  const setting = policyFor(module.dir).settings(module.source.path)['license/policy'];
  const options = (setting?.options as LicenseOptions | undefined) ?? { files: 'module', clarify: [] };
  const license = licenseOf(built, facts, await tools, options);
  return license.known
    ? { expression: license.expression, evidence: license.clarified ? 'policy' : evidenceOf(license.license) }
    : undefined;
}
