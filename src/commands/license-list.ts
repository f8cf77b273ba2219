/** The licences of every build list, for `list licenses` and `licenses notice`. */
import { factStore } from '../lint/facts.ts';
import type { LicenseFile } from '../model/facts.ts';
import { evidenceOf, type LicenseOptions, licenseAsks, licensedInUse, licenseOf } from '../model/licenses.ts';
import type { MainModule } from '../model/repo.ts';
import { printable } from '../text/printable.ts';
import type { Terminal } from './command.ts';
import { loadedModules } from './modules.ts';
import type { Session } from './session.ts';
import type { Row } from './table.ts';

export interface ListedLicense {
  readonly module: MainModule;
  readonly path: string;
  readonly version: string;
  /** SPDX expression; undefined where the texts could not be had. */
  readonly expression: string | undefined;
  readonly confidence: number | undefined;
  /** What the expression rests on, or why there is none. */
  readonly evidence: string;
  readonly hints: readonly string[];
  readonly files: readonly LicenseFile[];
}

/** Each module version once for every go.mod that uses it. The clarifications of the rule license/policy count. */
export async function licensesOf(
  session: Session,
  terminal: Terminal,
): Promise<{ readonly licenses: readonly ListedLicense[]; readonly complete: boolean }> {
  const { modules, complete } = await loadedModules(session, terminal);
  const repo = { ...session.repo, modules };
  const asks = [...licenseAsks(repo, 'all')];
  const answers = (await session.facts?.answerAll(asks)) ?? [];
  const facts = factStore();
  for (const [i, ask] of asks.entries())
    facts.put(ask, answers[i] ?? { known: false, why: 'offline', detail: 'no fact source was given' });
  const [{ openLicenseTools }, { licenseIndex }] = await Promise.all([
    import('../license/tools.ts'),
    import('../gather/license-index.ts'),
  ]);
  const tools = await openLicenseTools(await licenseIndex());
  const licenses: ListedLicense[] = [];
  for (const { module, built } of licensedInUse(repo, 'all')) {
    const options = session.judgeOf(module.dir).settings(module.source.path)['license/policy']?.options as
      | LicenseOptions
      | undefined;
    const answer = licenseOf(built, facts, tools, options ?? { scope: 'module', clarify: [] });
    const about = { module, path: built.path, version: built.version };
    if (!answer.known) {
      licenses.push({
        ...about,
        expression: undefined,
        confidence: undefined,
        evidence: answer.detail,
        hints: [],
        files: [],
      });
      continue;
    }
    const { expression, license, clarified, files } = answer;
    const evidence = clarified ? `${clarified.file}, as the policy clarifies` : evidenceOf(license);
    licenses.push({
      ...about,
      expression,
      confidence: license?.confidence,
      evidence,
      hints: license?.hints.map((h) => h.text) ?? [],
      files,
    });
  }
  return { licenses, complete: complete && licenses.every((l) => l.expression !== undefined) };
}

export async function listLicenses(
  session: Session,
  terminal: Terminal,
): Promise<{ rows: readonly Row[]; columns: readonly string[]; complete: boolean }> {
  const { licenses, complete } = await licensesOf(session, terminal);
  const several = new Set(licenses.map((l) => l.module)).size > 1;
  for (const { path, version, expression, evidence } of licenses) {
    if (expression === undefined) terminal.err(`${printable(`${path} ${version}: ${evidence}`)}\n`);
  }
  const rows = licenses.map(({ module, path, version, expression, confidence, evidence, hints }) => ({
    in: module.dir || '.',
    path,
    version,
    expression: expression ?? 'unknown',
    confidence: confidence === undefined ? null : Math.round(confidence * 1000) / 1000,
    evidence,
    hints,
  }));
  return { rows, columns: [...(several ? ['in'] : []), 'path', 'version', 'expression', 'evidence'], complete };
}
