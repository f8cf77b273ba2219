/** Facts that the user gave in files: a record to replay, vulnerability databases. */

import type { ModuleVersion } from '../go/version/module-version.ts';
import { ModwardenError } from '../model/error.ts';
import {
  type Answer,
  type Ask,
  askKey,
  type FactSource,
  type FactTypes,
  VULNERABILITY_DATABASE,
  VULNERABILITY_REPORTS,
} from '../model/facts/facts.ts';
import type { GivenKind } from '../model/rule.ts';
import { type Recording, readRecord } from './facts/record.ts';
import { userEnv } from './user-env.ts';
import { databaseKinds } from './vulndb/kinds.ts';

export interface GivenFacts {
  readonly recording?: Recording;
  /** The vulnerability databases. */
  readonly databases?: FactSource;
  /** Reports of other tools. */
  readonly reports?: FactSource;
  /** What was given here, or when the record was made. */
  readonly kinds: ReadonlySet<GivenKind>;
  close(): void;
}

export interface GivenFactsInput {
  /** The name of a record. */
  readonly record: string | undefined;
  /** Of vulnerability databases. */
  readonly locations: readonly string[];
  /** Names of reports. */
  readonly reports: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly offline?: boolean;
  readonly onlyKnown?: boolean;
}

/**
 * Throws ModwardenError (unreadable-facts, unreadable-report). A database that cannot be used is a gap later, not an error here.
 */
export async function openGivenFacts(input: GivenFactsInput): Promise<GivenFacts> {
  const { record, locations, reports: files } = input;
  const recording = record === undefined ? undefined : recordIn(record);
  const opened = locations.length === 0 ? undefined : await databasesAt(input);
  const reports = files.length === 0 ? undefined : await reportsIn(input);
  return {
    ...(recording && { recording }),
    ...(opened && { databases: opened.source }),
    ...(reports && { reports }),
    kinds: new Set([
      ...(recording === undefined ? [] : recordedKinds(recording)),
      ...(opened?.kinds ?? []),
      ...(reports === undefined ? [] : (['reports'] as const)),
    ]),
    close: () => opened?.close(),
  };
}

async function databasesAt({ locations, cwd, env, offline = false, onlyKnown = false }: GivenFactsInput) {
  const { openDatabases } = await import('./vulndb/source.ts');
  const http = async () => (await import('./proxy/user-client.ts')).userClient(userEnv(env));
  return openDatabases({ locations, cwd, offline, planning: onlyKnown, http });
}

async function reportsIn({ reports, cwd }: GivenFactsInput): Promise<FactSource> {
  const { readReports, reportsSource } = await import('./vulndb/reports-source.ts');
  return reportsSource(readReports(reports, cwd));
}

function recordIn(file: string): Recording {
  const read = readRecord(file);
  if (read.ok) return read.recording;
  const { message, line, column, at } = read.error;
  const where = `${file}${line === undefined ? '' : `:${line}:${column}`}`;
  throw new ModwardenError('unreadable-facts', `${where}: ${message}${at === undefined ? '' : ` (at ${at})`}`);
}

function recordedKinds({ facts }: Recording): GivenKind[] {
  const answerTo = (kind: 'vulndb' | 'reports', module: ModuleVersion) =>
    facts.get(askKey({ kind, module } as Ask))?.answer as Answer<unknown> | undefined;
  const databases = answerTo('vulndb', VULNERABILITY_DATABASE) as Answer<FactTypes['vulndb']> | undefined;
  const reports = answerTo('reports', VULNERABILITY_REPORTS) as Answer<FactTypes['reports']> | undefined;
  return [...kindsOfAnswer(databases), ...(reports?.known && reports.value.reports.length > 0 ? REPORTS : [])];
}

const REPORTS = ['reports'] as const;

/** Where the databases could not be used it is not known what they hold. */
function kindsOfAnswer(answer: Answer<FactTypes['vulndb']> | undefined): GivenKind[] {
  if (answer === undefined || (!answer.known && answer.why === 'missing')) return [];
  return answer.known ? [...databaseKinds(answer.value.databases)] : ['vulnerabilities', 'malicious'];
}
