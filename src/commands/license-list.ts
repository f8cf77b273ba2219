/** The licenses of every build list, for `list licenses` and `notice`. */
import type { Run } from '../gather/open-run.ts';
import { compareText } from '../go/std/order.ts';
import { factStore } from '../lint/facts.ts';
import type { LicenseFile } from '../model/facts/facts.ts';
import {
  evidenceOf,
  type LicenseAnswer,
  type LicenseOptions,
  licenseAsks,
  licensedInUse,
  licenseOf,
} from '../model/facts/licenses.ts';
import type { Scope } from '../model/in-use.ts';
import type { MainModule } from '../model/repo.ts';
import { type Printable, printable, safe } from '../text/printable.ts';
import { loadedModules } from './modules.ts';
import type { Terminal } from './shared/command.ts';
import type { Row, TableFormat } from './shared/table.ts';

export interface ListedLicense {
  readonly module: MainModule;
  readonly path: string;
  readonly version: string;
  readonly direct: boolean;
  /** SPDX expression; undefined if the texts are unavailable. */
  readonly expression: string | undefined;
  readonly confidence: number | undefined;
  /** What the expression rests on, or why there is none. */
  readonly evidence: string;
  readonly hints: readonly string[];
  readonly files: readonly LicenseFile[];
}

export interface ListedLicenses {
  readonly licenses: readonly ListedLicense[];
  /** With their graphs. */
  readonly modules: readonly MainModule[];
  readonly complete: boolean;
  /** Modules whose build list is not known: licenses may be missing. */
  readonly unknown: readonly string[];
}

/** Of what is unavailable. */
const SHOWN = 10;

/**
 * Each module version once for every go.mod that uses it; whose texts are unavailable is said on standard error. The clarifications of
 * the rule license/policy count.
 */
export async function licensesOf(session: Run, terminal: Terminal, scope: Scope = 'all'): Promise<ListedLicenses> {
  const { modules, complete, unknown } = await loadedModules(session, terminal);
  const repo = { ...session.repo, modules };
  const asks = [...licenseAsks(repo, scope)];
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
  const licenses = [...licensedInUse(repo, scope)].map(({ module, use, built }) => {
    const about = { module, path: built.path, version: built.version, direct: use.direct };
    return { ...about, ...told(licenseOf(built, facts, tools, optionsOf.get(module)!)) };
  });
  const missing = licenses.filter((l) => l.expression === undefined);
  const lines = [...new Set(missing.map((l) => `${l.path} ${l.version}: ${l.evidence}`))];
  for (const line of lines.slice(0, SHOWN)) terminal.err(safe`modwarden: ${printable(line)}\n`);
  if (lines.length > SHOWN) terminal.err(safe`modwarden: … and ${lines.length - SHOWN} more\n`);
  return { licenses, modules, complete: complete && missing.length === 0, unknown };
}

/** Of the rule license/policy, also where it is off. */
function licenseOptions(session: Run, module: MainModule): Pick<LicenseOptions, 'files' | 'clarify'> {
  const setting = session.policyFor(module.dir).settings(module.source.path)['license/policy'];
  return (setting?.options as LicenseOptions | undefined) ?? { files: 'module', clarify: [] };
}

type Told = Pick<ListedLicense, 'expression' | 'confidence' | 'evidence' | 'hints' | 'files'>;

function told(answer: LicenseAnswer): Told {
  if (!answer.known)
    return { expression: undefined, confidence: undefined, evidence: answer.detail, hints: [], files: [] };
  const { expression, license, clarified, stale, files } = answer;
  return {
    expression,
    confidence: clarified ? undefined : license?.confidence,
    evidence: clarified ? `${clarified.file}, clarified in the policy` : evidenceOf(license),
    hints: [
      ...stale.map(({ clarification, why }) => `the clarification of ${clarification.file} is invalid: ${why}`),
      ...(clarified ? [] : (license?.hints.map((h) => h.text) ?? [])),
    ],
    files,
  };
}

export async function listLicenses(
  session: Run,
  terminal: Terminal,
  format: TableFormat,
): Promise<{ rows: readonly Row[]; columns: readonly string[]; complete: boolean }> {
  const { licenses, complete } = await licensesOf(session, terminal);
  const several = new Set(licenses.map((l) => l.module)).size > 1;
  const rows = licenses.map((license) => ({
    in: license.module.dir || '.',
    path: license.path,
    version: license.version,
    expression: license.expression ?? (format === 'json' ? null : 'unknown'),
    direct: license.direct,
    confidence: license.confidence === undefined ? null : Math.round(license.confidence * 1000) / 1000,
    evidence: license.evidence,
    hints: license.hints,
  }));
  if (format === 'text') terminal.err(summary(licenses));
  const about = format === 'csv' ? ['direct', 'confidence', 'evidence', 'hints'] : ['evidence', 'hints'];
  return { rows, columns: [...(several ? ['in'] : []), 'path', 'version', 'expression', ...about], complete };
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
