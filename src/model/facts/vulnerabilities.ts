/** What rules about vulnerabilities have in common: what they ask, and what the databases say about the modules in use. */
import type { Span } from '../../text/source.ts';
import type { GivenReport } from '../../vuln/reports/types.ts';
import type { VulnEntry } from '../../vuln/types.ts';
import { targetSpan } from '../directives.ts';
import { builtOf, type InUse, modulesInUse, type Scope } from '../in-use.ts';
import type { Repo } from '../repo.ts';
import type { Facts } from '../rule.ts';
import { type Ask, VULNERABILITY_DATABASE, VULNERABILITY_REPORTS } from './facts.ts';

/** The path under which entries about the standard library stand. */
export const STANDARD_LIBRARY = 'stdlib';

const DATABASE: Ask<'vulndb'> = { kind: 'vulndb', module: VULNERABILITY_DATABASE };
const REPORTS: Ask<'reports'> = { kind: 'reports', module: VULNERABILITY_REPORTS };

/**
 * The questions about these module paths: first whether there is a database, so that its lack is one gap, then one for each path.
 * Databases are read locally, so private paths are asked for like all others.
 */
export function* vulnerabilityAsks(facts: Facts, paths: () => Iterable<string>): Generator<Ask> {
  yield DATABASE;
  if (!facts.asked(DATABASE) || !facts.get('vulndb', VULNERABILITY_DATABASE).known) return;
  for (const path of paths()) yield { kind: 'vulns', module: { path, version: '' } };
}

/** The question for the reports of other tools. It always has an answer, which can be an empty list. */
export function reportAsk(): Ask {
  return REPORTS;
}

/** Paths under which the modules in use are looked up: what is built, and what that replaces. */
export function* pathsToLookUp(repo: Repo, scope: Scope): Generator<string> {
  for (const { use } of modulesInUse(repo, scope)) {
    const built = builtOf(use);
    if (built.version === '') continue;
    yield built.path;
    if (built.path !== use.path) yield use.path;
  }
}

/** What the databases say about a path; nothing where that is not known, which is a gap already. */
export function entriesFrom(facts: Facts): (path: string) => readonly VulnEntry[] {
  return (path) => {
    const module = { path, version: '' };
    if (!facts.asked({ kind: 'vulns', module })) return [];
    const answer = facts.get('vulns', module);
    return answer.known ? answer.value.entries : [];
  };
}

/** The reports of other tools; none where nobody asked for them. */
export function reportsFrom(facts: Facts): readonly GivenReport[] {
  if (!facts.asked(REPORTS)) return [];
  const answer = facts.get('reports', VULNERABILITY_REPORTS);
  return answer.known ? answer.value.reports : [];
}

/** Where a finding about what is built stands: the line that replaces the module decides, where there is one. */
export function decidingSpan({ module, use, found }: InUse): Span {
  const { replace } = use;
  if (replace === undefined) return found.at;
  const files = [
    { syntax: module.mod.syntax, lines: module.mod.replace },
    ...(module.workspace ? [{ syntax: module.workspace.work.syntax, lines: module.workspace.work.replace }] : []),
  ];
  for (const { syntax, lines } of files) {
    const line = lines.find(
      ({ old, new: target }) =>
        old.path === use.path &&
        (old.version === '' || old.version === use.version) &&
        target.path === replace.path &&
        target.version === replace.version,
    );
    if (line !== undefined) return targetSpan(syntax, line);
  }
  return found.at;
}
