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
  /** The module index. */
  readonly index?: FactSource;
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
  /** A module index: a file or a server. */
  readonly index: string | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly offline?: boolean;
  readonly onlyKnown?: boolean;
  readonly now: () => Date;
}

/**
 * Throws ModwardenError (unreadable-facts, unreadable-report). A database that cannot be used is a gap later, not an error here.
 */
export async function openGivenFacts(input: GivenFactsInput): Promise<GivenFacts> {
  const { record, locations, reports: files } = input;
  const recording = record === undefined ? undefined : recordIn(record);
  const opened = locations.length === 0 ? undefined : await databasesAt(input);
  const reports = files.length === 0 ? undefined : await reportsIn(input);
  const index = input.index === undefined ? undefined : await indexAt(input.index, input);
  return {
    ...(recording && { recording }),
    ...(opened && { databases: opened.source }),
    ...(reports && { reports }),
    ...(index && { index: index.source }),
    kinds: new Set([
      ...(recording === undefined ? [] : recordedKinds(recording)),
      ...(opened?.kinds ?? []),
      ...(reports === undefined ? [] : REPORTS),
      ...(index === undefined ? [] : INDEX),
    ]),
    close: () => {
      opened?.close();
      index?.close();
    },
  };
}

async function databasesAt({ locations, cwd, env, offline = false, onlyKnown = false }: GivenFactsInput) {
  const { openDatabases } = await import('./vulndb/source.ts');
  const http = async () => (await import('./proxy/user-client.ts')).userClient(userEnv(env));
  return openDatabases({ locations, cwd, offline, planning: onlyKnown, http });
}

async function indexAt(location: string, { cwd, env, offline = false, now }: GivenFactsInput) {
  const { moduleIndex } = await import('./module-index/source.ts');
  const http = async () => (await import('./proxy/user-client.ts')).userClient(userEnv(env));
  return moduleIndex({ location, cwd, offline, http, now });
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
  const hasReports = reports?.known && reports.value.reports.length > 0;
  const hasIndex = [...facts.values()].some(({ ask, answer }) => ask.kind === 'seen' && isOfIndex(answer));
  return [...kindsOfAnswer(databases), ...(hasReports ? REPORTS : []), ...(hasIndex ? INDEX : [])];
}

const REPORTS = ['reports'] as const;
const INDEX = ['index'] as const;

/** Not what is said where there is none. */
function isOfIndex(answer: Answer<unknown>): boolean {
  return answer.known || answer.why !== 'missing';
}

/** Where the databases could not be used it is not known what they hold. */
function kindsOfAnswer(answer: Answer<FactTypes['vulndb']> | undefined): GivenKind[] {
  if (answer === undefined || (!answer.known && answer.why === 'missing')) return [];
  return answer.known ? [...databaseKinds(answer.value.databases)] : ['vulnerabilities', 'malicious'];
}
