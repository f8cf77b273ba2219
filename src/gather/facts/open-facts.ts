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
import { FRESH, factCache, STALE } from './fact-cache.ts';
import { moduleCache } from './module-cache.ts';
import { formatRecord, type Recording, recorder, recordSource } from './record.ts';
import { type SharedFacts, sharedSource } from './shared-source.ts';
import { shownPlan, withoutSecrets } from './shown-answers.ts';
import { chain, type Plan, type RoutedSource } from './sources.ts';
import { vendorSource } from './vendor.ts';
import { vouchingOf } from './vouching.ts';
import { withoutPrivate } from './without-private.ts';

export interface FactOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tree: Tree;
  /** The tree's paths. */
  readonly paths: readonly string[];
  /** Fact sources in place of those of the user's environment, after the tree's vendor folders. */
  readonly sources?: readonly FactSource[];
  /** Whose go.sum files and replace directives say what a go.mod of a dependency must be. */
  readonly repo: Repo;
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
  answerAll(asks: readonly Ask[]): Promise<readonly Answer<unknown>[]>;
  /** Every question so far. */
  askedFor(): readonly Ask[];
  /** What would be asked of whom; asks nobody. */
  plan(asks: readonly Ask[]): Promise<Plan>;
  /** Everything that was answered so far, as the text of a record file; empty where `recording` was not wished. */
  record(): Printable;
  /** What was asked of the network so far. */
  traffic(): Traffic;
  close(): void;
}

export function openFacts(options: FactOptions): OpenFacts {
  const traffic = { requests: 0, cached: 0, bytes: 0 };
  const opened = openSources(options, traffic);
  const wouldAsk = !options.offline && opened.sources.some((source) => source.network);
  const unasked = wouldAsk && options.private === undefined ? PRIVATE_UNKNOWN : undefined;
  const all = chain(opened.sources, {
    offline: options.offline || unasked !== undefined,
    ...(unasked && { unasked }),
    ...(options.progress && { progress: options.progress }),
  });
  const kept = recorder();
  const asking = options.onlyKnown ? chain(opened.sources, { offline: true }) : all;
  const shown = withoutSecrets(asking);
  const source = options.recording ? kept.wrap(shown) : shown;
  const asked = new Map<string, Ask>();
  return {
    askedFor: () => [...asked.values()],
    answerAll: async (asks) => {
      await options.beforeRound?.();
      for (const ask of asks) asked.set(askKey(ask), ask);
      return (await Promise.all(asks.map((ask) => source.answer(ask)))) as readonly Answer<unknown>[];
    },
    plan: async (asks) => shownPlan(await all.plan(asks)),
    traffic: () => ({ ...traffic }),
    record: () => formatRecord(kept.recording(options.now().toISOString())),
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
  readonly sources: readonly FactSource[];
  readonly close: () => void;
}

function openSources(options: FactOptions, traffic: Counter): Sources {
  const { record, sources, tree, paths, private: patterns = [], databases = noDatabase, reports = noReports } = options;
  if (record !== undefined) {
    const replayed = recordSource(record);
    const first = options.reports === undefined ? [] : [options.reports];
    const given = [options.databases, options.index].filter((one) => one !== undefined);
    return { sources: [...first, replayed, ...given, noReports], close: () => {} };
  }
  if (sources === undefined) {
    const live = liveSources(options, traffic);
    return { ...live, sources: [databases, reports, ...live.sources] };
  }
  const given = withoutPrivate(sources, patterns);
  const { index = noIndex } = options;
  return { sources: [vendorSource(tree, paths), ...given, databases, reports, index], close: () => {} };
}

type Counter = { requests: number; cached: number; bytes: number };

function liveSources(
  {
    env,
    tree,
    paths,
    repo,
    private: patterns = [],
    now,
    offline,
    onlyKnown,
    timeout,
    shared,
    index = noIndex,
  }: FactOptions,
  meter: Counter,
): Sources {
  const user = userEnv(env, process.platform, offline);
  const settings = { ...user, GONOPROXY: [user.GONOPROXY, ...patterns].filter((p) => p !== '').join(',') };
  const asking = { now, meter, ...(timeout !== undefined && { timeout }) };
  const share = <S extends RoutedSource>(source: S): S =>
    shared === undefined ? source : sharedSource(source, shared);
  const proxy = share(proxySource(settings, asking));
  const sumdb = share(sumdbSource(user, { ...asking, private: patterns }));
  const cache = moduleCache(user.GOMODCACHE);
  const scopeOf = proxyScope(settings);
  const kept = factCache(env, now, {
    scopeOf: (ask) => (ask.kind === 'seen' ? index.name : scopeOf(ask)),
    vouching: vouchingOf(repo),
    meter,
    ...(offline ? { maxAge: STALE, maxDoubt: STALE } : { maxAge: FRESH, maxDoubt: FRESH }),
  });
  const origins = chain([cache, kept, proxy]);
  const originOf = (module: ModuleVersion) => origins.answer<'origin'>({ kind: 'origin', module });
  const tags = share(tagSource(settings, { ...asking, private: patterns, originOf }));
  return {
    sources: [
      cache,
      vendorSource(tree, paths),
      kept,
      index,
      // Looks at what is kept, where no server is asked or only a plan is made.
      ...(offline || onlyKnown ? [sumdbSource(user, { ...asking, private: patterns, offline: true })] : []),
      sumdb,
      tags,
      proxy,
    ],
    close: () => {
      proxy.close();
      sumdb.close();
      tags.close();
    },
  };
}
