/** `list vulns`: what a check finds about vulnerabilities, one row for each module and vulnerability. */
import type { Run } from '../gather/open-run.ts';
import { compareText } from '../go/std/order.ts';
import { lintRun } from '../lint/lint-run.ts';
import { printable, safe } from '../text/printable.ts';
import { UsageError } from './shared/args.ts';
import type { Terminal } from './shared/command.ts';
import type { Row } from './shared/table.ts';

/** Throws UsageError where no rule of the group vuln is on: an empty list would say that nothing is known. */
export async function listVulns(
  session: Run,
  terminal: Terminal,
): Promise<{ rows: readonly Row[]; columns: readonly string[]; complete: boolean }> {
  const rules = session.rules.filter(({ id }) => id.startsWith('vuln/'));
  const { findings, gaps, rules: info } = await lintRun({ ...session, rules });
  if (!info.some(({ id, ran }) => ran && id.startsWith('vuln/')))
    throw new UsageError('no vulnerability database was given, and no policy asks for one: name it with --vulndb');
  const about = gaps.filter(({ rule }) => rule.startsWith('vuln/'));
  for (const line of new Set(about.map(({ subject, detail }) => `${subject}: ${detail}`)))
    terminal.err(safe`modwarden: ${printable(line)}\n`);
  const rows = findings.flatMap((finding): Row[] => {
    const { vulnerability, module, rule, level, state, place } = finding;
    if (vulnerability === undefined) return [];
    const { ids, module: path, version, fixed, reviewed, published, url, reach, summary } = vulnerability;
    return [
      {
        in: module || '.',
        path,
        version,
        id: ids[0]!,
        aliases: ids.slice(1),
        fixed,
        level,
        state,
        rule,
        reviewed,
        reach: reach ?? null,
        published: published ?? null,
        url: url ?? null,
        summary,
        at: `${place.path}:${place.start.line}`,
      },
    ];
  });
  const key = (row: Row) => `${row.path} ${row.version} ${row.id} ${row.in}`;
  rows.sort((a, b) => compareText(key(a), key(b)));
  const columns = ['path', 'version', 'id', 'fixed', 'level', 'state', 'at', 'summary'];
  return { rows, columns: [...(severalModules(rows) ? ['in'] : []), ...columns], complete: about.length === 0 };
}

function severalModules(rows: readonly Row[]): boolean {
  return new Set(rows.map((row) => row.in)).size > 1;
}
