/** Reports of other tools that the user gave, as a fact source. */
import { resolve } from 'node:path';
import { ModwardenError } from '../../model/error.ts';
import type { Answer, Ask, FactKind, FactSource, FactTypes } from '../../model/facts/facts.ts';
import { decode } from '../../text/bytes.ts';
import { quoted } from '../../text/quoted.ts';
import { MAX_REPORT, readReport } from '../../vuln/reports/read-report.ts';
import type { GivenReport } from '../../vuln/reports/types.ts';
import { readBounded } from '../read-file.ts';

export const noReports: FactSource = reportsSource([]);

export function reportsSource(reports: readonly GivenReport[]): FactSource {
  return {
    name: 'reports',
    network: false,
    answer: async <K extends FactKind>({ kind }: Ask<K>): Promise<Answer<FactTypes[K]> | undefined> =>
      kind === 'reports' ? { known: true, value: { reports } as FactTypes[K], source: 'reports' } : undefined,
  };
}

/** Throws ModwardenError (unreadable-report) for a file that is none of the known kinds. */
export function readReports(files: readonly string[], cwd: string): GivenReport[] {
  return files.map((name) => {
    const bytes = readBounded(resolve(cwd, name), MAX_REPORT);
    if ('problem' in bytes) throw unreadable(name, bytes.problem);
    try {
      return { name, ...readReport(decode(bytes)) };
    } catch (error) {
      if ((error as Error).name === 'ReportError') throw unreadable(name, (error as Error).message);
      throw error;
    }
  });
}

function unreadable(name: string, why: string): ModwardenError {
  return new ModwardenError('unreadable-report', `${quoted(name)}: ${why}`);
}
