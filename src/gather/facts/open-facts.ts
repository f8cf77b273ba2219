/** The fact sources of one run, in their order, by the user's own environment. */
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { type Answer, type Ask, askKey, type FactSource, type Unknown } from '../../model/facts/facts.ts';
import type { Repo } from '../../model/repo.ts';
import type { Traffic } from '../../model/report.ts';
import type { Tree } from '../../model/tree.ts';
import type { Printable } from '../../text/printable.ts';
import { noIndex } from '../module-index/no-index.ts';
import { proxyScope, proxySource } from '../proxy/proxy.ts';
import { sumdbSource } from '../sumdb/source.ts';
import { tagSource } from '../tags/source.ts';
import { userEnv } from '../user-env.ts';
import { noDatabase } from '../vulndb/no-database.ts';
import { noReports } from '../vulndb/reports-source.ts';
import { type Asked, askedOnce } from './asked-once.ts';
import { FRESH, factCache, STALE } from './fact-cache.ts';
import { moduleCache } from './module-cache.ts';
import { formatRecord, type Recording, recorder, recordSource } from './record.ts';
import { type SharedFacts, sharedSource } from './shared-source.ts';
import { shownPlan, withoutSecrets } from './shown-answers.ts';
import { chain, type Plan, type RoutedSource } from './sources.ts';
import { vendorSource } from './vendor.ts';
import { NO_VOUCHING, type Vouching, vouchingOf } from './vouching.ts';
import { withoutPrivate } from './without-private.ts';

/** A tree that facts are asked for. */
export interface AskingTree {
  readonly tree: Tree;
  /** The tree's paths. */
  readonly paths: readonly string[];
  /** Whose go.sum files and replace directives say what a go.mod of a dependency must be. */
  readonly repo: Repo;
}

export interface FactOptions extends AskingTree {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Fact sources in place of those of the user's environment, after the tree's vendor folders. */
  readonly sources?: readonly FactSource[];
  /** Another tree is compared with this one (`beside`), so that answers are kept for it. */
  readonly compared?: boolean;
  /** No network source is asked. */
  readonly offline: boolean;
  /** Sources without network answer, as offline, but the plan is made for them all. */
  readonly onlyKnown?: boolean;
  /** Keep what was answered, for `record`. */
  readonly recording?: boolean;
  /** A record to replay; beside it only `databases`, `reports` and `index` are asked. */
  readonly record?: Recording;
  /** The user's vulnerability databases. */
  readonly databases?: FactSource;
  /** Reports of other tools that the user gave: they come before those of a record. */
  readonly reports?: FactSource;
  /** The user's module index. */
  readonly index?: FactSource;
  /**
   * Patterns of module paths that no public server is asked about, beyond the user's own GONOPROXY. undefined: nobody knows them, so no
   * network source is asked about anything.
   */
  readonly private: readonly string[] | undefined;
  readonly now: () => Date;
  /** Milliseconds that one question to a server may take; left out: as http/limits.ts has it. */
  readonly timeout?: number;
  readonly progress?: (settled: number, asked: number) => void;
  /** Runs at the same time share what they ask of servers. */
  readonly shared?: SharedFacts;
  /** Awaited before each round of questions: the caller may let other work go first, or throw to end the run. */
  readonly beforeRound?: () => Promise<void>;
}

export interface OpenFacts {
  /** A server may be asked. */
  readonly network: boolean;
  answerAll(asks: readonly Ask[]): Promise<readonly Answer<unknown>[]>;
  /** Every question so far. */
  askedFor(): readonly Ask[];
  /** What would be asked of whom; asks nobody. */
  plan(asks: readonly Ask[]): Promise<Plan>;
  /** Everything that was answered so far, as the text of a record file; empty where `recording` was not wished. */
  record(): Printable;
  /** What was asked of the network so far. */
  traffic(): Traffic;
  /** Asks for another tree, with the same sources; they are closed with these facts. */
  beside(other: AskingTree): OpenFacts;
  close(): void;
}

export function openFacts(options: FactOptions): OpenFacts {
  const traffic = { requests: 0, cached: 0, bytes: 0 };
  return factsOf(options, openSources(options, traffic), traffic);
}

function factsOf(options: FactOptions, opened: Sources, traffic: Traffic): OpenFacts {
  const sources = opened.sourcesFor(options);
  const wouldAsk = !options.offline && sources.some((source) => source.network);
  const unasked = wouldAsk && options.private === undefined ? PRIVATE_UNKNOWN : undefined;
  const all = chain(sources, {
    offline: options.offline || unasked !== undefined,
    ...(unasked && { unasked }),
    ...(options.progress && { progress: options.progress }),
  });
  const kept = recorder();
  const asking = options.onlyKnown ? chain(sources, { offline: true }) : all;
  const shown = withoutSecrets(asking);
  const source = options.recording ? kept.wrap(shown) : shown;
  const asked = new Map<string, Ask>();
  return {
    network: asking.network,
    askedFor: () => [...asked.values()],
    answerAll: async (asks) => {
      await options.beforeRound?.();
      for (const ask of asks) asked.set(askKey(ask), ask);
      return (await Promise.all(asks.map((ask) => source.answer(ask)))) as readonly Answer<unknown>[];
    },
    plan: async (asks) => shownPlan(await all.plan(asks)),
    traffic: () => ({ ...traffic }),
    record: () => formatRecord(kept.recording(options.now().toISOString())),
    beside: (other) => factsOf({ ...options, ...other }, { ...opened, close: () => {} }, traffic),
    close: opened.close,
  };
}

const PRIVATE_UNKNOWN: Unknown = {
  known: false,
  why: 'private',
  detail: 'not requested: the policy has errors in its private list',
  hint: 'fix the policy errors first: they may hide which module paths are private',
};

interface Sources {
  /** In their order: those that any tree shares, and those of this one. */
  readonly sourcesFor: (asking: AskingTree) => readonly FactSource[];
  readonly close: () => void;
}

function openSources(options: FactOptions, traffic: Counter): Sources {
  const { record, sources, private: patterns = [], databases = noDatabase, reports = noReports } = options;
  const keep = keeping(options);
  if (record !== undefined) {
    const replayed = recordSource(record);
    const first = options.reports === undefined ? [] : [options.reports];
    const given = [options.databases, options.index].filter((one) => one !== undefined);
    const all = [...first, replayed, ...given.map(keep), noReports];
    return { sourcesFor: () => all, close: () => {} };
  }
  if (sources === undefined) {
    const { close, sourcesFor } = liveSources(options, traffic);
    const given = [databases, reports].map(keep);
    return { sourcesFor: (asking) => [...given, ...sourcesFor(asking)], close };
  }
  const { index = noIndex } = options;
  const given = [...withoutPrivate(sources, patterns), databases, reports, index].map(keep);
  return { sourcesFor: ({ tree, paths }) => [vendorSource(tree, paths), ...given], close: () => {} };
}

/** What another tree may ask again is kept. */
function keeping({ compared = false }: Pick<FactOptions, 'compared'>): <S extends FactSource>(source: S) => S {
  return (source) => (compared ? askedOnce(source) : source);
}

type Counter = { requests: number; cached: number; bytes: number };

function liveSources(
  options: Pick<
    FactOptions,
    'env' | 'private' | 'now' | 'offline' | 'onlyKnown' | 'timeout' | 'shared' | 'index' | 'compared'
  >,
  meter: Counter,
): Sources {
  const { env, private: patterns = [], now, offline, onlyKnown, timeout, shared, index = noIndex } = options;
  const keep = keeping(options);
  const user = userEnv(env, process.platform, offline);
  const settings = { ...user, GONOPROXY: [user.GONOPROXY, ...patterns].filter((p) => p !== '').join(',') };
  const asking = { now, meter, ...(timeout !== undefined && { timeout }) };
  const share = <S extends RoutedSource>(source: S): S =>
    keep(shared === undefined ? source : sharedSource(source, shared));
  const proxy = share(proxySource(settings, asking));
  const sumdb = share(sumdbSource(user, { ...asking, private: patterns }));
  const cache = keep(moduleCache(user.GOMODCACHE));
  const scopeOf = proxyScope(settings);
  const asked: Asked = new Map();
  const opened: { close(): void }[] = [proxy, sumdb];
  const keptFor = (vouching: Vouching) => {
    const kept = factCache(env, now, {
      scopeOf: (ask) => (ask.kind === 'seen' ? index.name : scopeOf(ask)),
      vouching,
      meter,
      ...(offline ? { maxAge: STALE, maxDoubt: STALE } : { maxAge: FRESH, maxDoubt: FRESH }),
    });
    opened.push(kept);
    // A go.mod is found by the hash that go.sum has of it.
    const also = ({ kind, module }: Ask) => (kind === 'mod' ? vouching.hashesOf(module).join(' ') : '');
    return options.compared ? askedOnce(kept, asked, also) : kept;
  };
  const origins = chain([cache, keptFor(NO_VOUCHING), proxy]);
  const originOf = (module: ModuleVersion) => origins.answer<'origin'>({ kind: 'origin', module });
  const tags = share(tagSource(settings, { ...asking, private: patterns, originOf }));
  const outside = [
    keep(index),
    // Looks at what is kept, where no server is asked or only a plan is made.
    ...(offline || onlyKnown ? [keep(sumdbSource(user, { ...asking, private: patterns, offline: true }))] : []),
    sumdb,
    tags,
    proxy,
  ];
  return {
    sourcesFor: ({ tree, paths, repo }) => [cache, vendorSource(tree, paths), keptFor(vouchingOf(repo)), ...outside],
    close: () => {
      for (const source of [...opened, tags]) source.close();
    },
  };
}
