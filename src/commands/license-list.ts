/** The licenses of every build list, for `list licenses` and `notice`. */
import type { Run } from '../gather/open-run.ts';
import { compareText } from '../go/std/order.ts';
import { factStore } from '../lint/facts/fact-store.ts';
import type { LicenseFile } from '../model/facts/facts.ts';
import {
  evidenceOf,
  type LicenseAnswer,
  type LicenseOptions,
  licenseAsks,
  licensedInUse,
  licenseOf,
} from '../model/facts/licenses.ts';
import { isRequired } from '../model/in-use.ts';
import type { MainModule, ModuleInUse } from '../model/repo.ts';
import { joined, type Printable, printable, safe } from '../text/printable.ts';
import { masked } from '../text/secrets.ts';
import { loadedModules } from './modules.ts';
import type { Terminal } from './shared/command.ts';
import { ALL_MODULES, isEnoughFor, type ScopeChoice, type Scoped, withinScope } from './shared/scope.ts';
import type { Row, TableFormat } from './shared/table.ts';

export interface ListedLicense {
  readonly module: MainModule;
  readonly path: string;
  readonly version: string;
  /** How it comes to be in the build list; of a replaced module, what is replaced. */
  readonly use: ModuleInUse;
  /** SPDX expression; undefined if the texts are unavailable. */
  readonly expression: string | undefined;
  /** What the license files say, before a clarification of the policy. */
  readonly declared: string | undefined;
  readonly confidence: number | undefined;
  /** What the expression rests on, or why there is none. */
  readonly evidence: string;
  readonly hints: readonly string[];
  readonly files: readonly LicenseFile[];
}

export interface ListedLicenses {
  readonly licenses: readonly ListedLicense[];
  /** With their graphs; `uses` are those within the scope. */
  readonly modules: readonly MainModule[];
  readonly complete: boolean;
  /** Modules whose build list is not known: licenses may be missing. */
  readonly unknown: readonly string[];
  readonly scoped: Scoped;
}

/** Of what is unavailable. */
const SHOWN = 10;

/**
 * Each module version once for every go.mod that uses it; whose texts are unavailable is said on standard error. The clarifications of
 * the rule license/policy count.
 */
export async function licensesOf(
  session: Run,
  terminal: Terminal,
  choice: ScopeChoice = ALL_MODULES,
): Promise<ListedLicenses> {
  const { modules: loaded, complete, unknown } = await loadedModules(session, terminal, isEnoughFor(choice));
  const scoped = await withinScope(session, loaded, choice, terminal);
  const { modules } = scoped;
  const repo = { ...session.repo, modules };
  const asks = [...licenseAsks(repo, 'all')];
  const answers = (await session.facts?.answerAll(asks)) ?? [];
  const facts = factStore();
  for (const [i, ask] of asks.entries())
    facts.put(ask, answers[i] ?? { known: false, why: 'offline', detail: 'no fact source' });
  const [{ openLicenseTools }, { licenseIndex }] = await Promise.all([
    import('../license/tools.ts'),
    import('../gather/license-index.ts'),
  ]);
  const tools = await openLicenseTools(await (session.loaders?.licenseIndex ?? licenseIndex)());
  const optionsOf = new Map(modules.map((m) => [m, licenseOptions(session, m)]));
  const licenses = [...licensedInUse(repo, 'all')].map(({ module, use, built }) => {
    const about = { module, path: built.path, version: built.version, use };
    return { ...about, ...told(licenseOf(built, facts, tools, optionsOf.get(module)!)) };
  });
  const missing = licenses.filter((l) => l.expression === undefined);
  const lines = [...new Set(missing.map((l) => `${l.path} ${l.version}: ${l.evidence}`))];
  for (const line of lines.slice(0, SHOWN)) terminal.err(safe`modwarden: ${printable(line)}\n`);
  if (lines.length > SHOWN) terminal.err(safe`modwarden: … and ${lines.length - SHOWN} more\n`);
  const isComplete = complete && missing.length === 0 && scoped.instead.length === 0;
  return { licenses, modules, complete: isComplete, unknown, scoped };
}

/** Of the rule license/policy, also where it is off. */
function licenseOptions(session: Run, module: MainModule): Pick<LicenseOptions, 'files' | 'clarify'> {
  const setting = session.policyFor(module.dir).settings(module.source.path)['license/policy'];
  return (setting?.options as LicenseOptions | undefined) ?? { files: 'module', clarify: [] };
}

type Told = Pick<ListedLicense, 'expression' | 'declared' | 'confidence' | 'evidence' | 'hints' | 'files'>;

function told(answer: LicenseAnswer): Told {
  if (!answer.known)
    return {
      expression: undefined,
      declared: undefined,
      confidence: undefined,
      evidence: answer.detail,
      hints: [],
      files: [],
    };
  const { expression, license, clarified, stale, files } = answer;
  return {
    expression,
    declared: license?.expression ?? expression,
    confidence: clarified ? undefined : license?.confidence,
    evidence: clarified ? `${clarified.file}, clarified in the policy` : evidenceOf(license),
    hints: [
      ...stale.map(({ clarification, why }) => `the clarification of ${clarification.file} is invalid: ${why}`),
      ...(clarified ? [] : (license?.hints.map((h) => h.text) ?? [])),
    ],
    files,
  };
}

/** Those of the modules within a scope. */
export function licensesWithin(listed: ListedLicenses, scoped: Scoped): ListedLicenses {
  const wanted = new Map(
    scoped.modules.map(({ source, uses }) => [source.path, new Set(uses.map(({ path }) => path))]),
  );
  const licenses = listed.licenses.filter(({ module, use }) => wanted.get(module.source.path)?.has(use.path));
  return { ...listed, licenses, scoped };
}

export interface LicenseListing {
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
  readonly complete: boolean;
  /** The same as text, by license. */
  readonly text?: Printable;
}

/** `byLicense`: grouped by expression, what is unknown first, then the most frequent. */
export async function listLicenses(
  session: Run,
  terminal: Terminal,
  format: TableFormat,
  { choice, byLicense }: { readonly choice: ScopeChoice; readonly byLicense: boolean },
): Promise<LicenseListing> {
  const { licenses, complete, scoped } = await licensesOf(session, terminal, choice);
  const several = new Set(licenses.map((l) => l.module)).size > 1;
  const groups = byLicense ? licenseGroups(licenses) : [licenses];
  const rows = groups.flat().map((license): Row => {
    const by = scoped.builtBy.get(license.module.source.path)?.get(license.use.path);
    return {
      in: license.module.dir || '.',
      path: license.path,
      version: license.version,
      expression: license.expression ?? (format === 'json' ? null : 'unknown'),
      direct: license.use.direct,
      where: whereOf(license.use),
      by: license.use.trail.length > 1 ? license.use.trail[0]!.path : format === 'json' ? null : '',
      confidence: license.confidence === undefined ? null : Math.round(license.confidence * 1000) / 1000,
      evidence: license.evidence,
      hints: license.hints,
      ...(by && { builtBy: [by.package, by.importer] }),
    };
  });
  if (format === 'text') terminal.err(summary(licenses));
  const about = format === 'csv' ? ['direct', 'confidence', 'evidence', 'hints'] : ['evidence', 'hints'];
  const more = byLicense ? ['where', 'by'] : [];
  const columns = [...(several ? ['in'] : []), 'path', 'version', 'expression', ...more, ...about];
  return { rows, columns, complete, ...(byLicense && { text: groupedText(groups, several) }) };
}

function whereOf(use: ModuleInUse): string {
  if (use.direct) return 'direct';
  return isRequired(use) ? 'required' : 'only in the graph';
}

function licenseGroups(licenses: readonly ListedLicense[]): readonly (readonly ListedLicense[])[] {
  const groups = new Map<string | undefined, ListedLicense[]>();
  for (const license of licenses) groups.set(license.expression, [...(groups.get(license.expression) ?? []), license]);
  return [...groups]
    .sort(
      ([a, one], [b, other]) =>
        Number(b === undefined) - Number(a === undefined) || other.length - one.length || compareText(a ?? '', b ?? ''),
    )
    .map(([, group]) => group);
}

/** A heading for each license, below it the modules with the way they come in and what the license was read from. */
function groupedText(groups: readonly (readonly ListedLicense[])[], several: boolean): Printable {
  const blocks = groups.map((group) => {
    const head = `${group[0]!.expression ?? 'unknown'} (${group.length})`;
    const lines = group.flatMap(({ module, path, version, use, evidence, hints }) => {
      const through = use.trail.length > 1 ? `, through ${use.trail[0]!.path}` : '';
      const place = several ? `${module.source.path}: ` : '';
      const told = evidence === '' ? '' : `: ${evidence}`;
      return [`  ${place}${path} ${version}, ${whereOf(use)}${through}${told}`, ...hints.map((hint) => `    ${hint}`)];
    });
    return joined(
      [head, ...lines].map((line) => printable(masked(line))),
      '\n',
    );
  });
  return blocks.length === 0 ? safe`` : safe`${joined(blocks, '\n\n')}\n`;
}

/** `3 modules: 2 MIT, 1 unknown`. */
function summary(licenses: readonly ListedLicense[]): Printable {
  const once = new Map(licenses.map((l) => [`${l.path}@${l.version}`, l.expression ?? 'unknown']));
  const counts = new Map<string, number>();
  for (const expression of once.values()) counts.set(expression, (counts.get(expression) ?? 0) + 1);
  const parts = [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([e, n]) => `${n} ${e}`);
  const told = parts.length > 0 ? safe`: ${printable(parts.join(', '))}` : safe``;
  return safe`${once.size} ${once.size === 1 ? 'module' : 'modules'}${told}\n`;
}
