import {
  type CachedPart,
  cut,
  type Draft,
  defineRule,
  type Facts,
  type RecordedVersion,
  recordedVersions,
  type SumLine,
  sumParts,
  type Unchecked,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/cache',
  title: 'Module cache that differs from go.sum',
  why: 'Go builds what lies in the module cache and does not hash it again. CI systems restore that cache from archives that other jobs have written. `go mod verify` compares it only with hashes that lie in the cache as well.',
  since: '0.1.0',
  level: 'error',
  security: 8.8,
  precision: 'very-high',
  reach: 'facts',
  withoutGraph: true,
  presets: [],
  *needs(repo) {
    for (const { module } of recordedVersions(repo)) yield { kind: 'cached', module };
  },
  *check(repo, { facts }) {
    const recorded = recordedVersions(repo);
    for (const one of recorded) yield* differences(one, facts);
    if (recorded.length > 0 && recorded.every((one) => isNotCached(one, facts))) yield EMPTY;
  },
});

/** Parts of a version in the module cache, as messages name them. */
const WORDS: Readonly<Record<CachedPart, string>> = {
  zip: 'zip',
  folder: 'extracted folder',
  ziphash: 'hash beside the zip',
  mod: 'go.mod',
};

/** What is built first, what only Go reads last. */
const CONTENT: readonly CachedPart[] = ['folder', 'zip', 'ziphash'];

const EMPTY: Unchecked = {
  unchecked: {
    subject: 'module cache',
    why: 'missing',
    detail: 'the module cache has no module of go.sum, so nothing was compared',
    hint: 'run modwarden where the build runs, after "go mod download", with the same GOMODCACHE',
  },
};

function isNotCached({ module }: RecordedVersion, facts: Facts): boolean {
  const cached = facts.get('cached', module);
  return cached.known && Object.keys(cached.value).length === 0;
}

function* differences({ module, zip, mod }: RecordedVersion, facts: Facts): Generator<Draft | Unchecked> {
  const cached = facts.get('cached', module);
  if (!cached.known) return;
  const subject = `${module.path}@${module.version}`;
  for (const { part, detail } of cached.value.unreadable ?? []) {
    if ((part === 'mod' ? mod : zip).length > 0)
      yield { unchecked: { subject, why: 'failed', detail: `the ${WORDS[part]} in the module cache: ${detail}` } };
  }
  for (const [lines, parts] of [
    [zip, CONTENT],
    [mod, ['mod']],
  ] as const) {
    const hashes = lines.map(({ entry }) => entry.hash);
    const wrong = parts.filter((part) => {
      const hash = cached.value[part];
      return hash !== undefined && !hashes.includes(hash);
    });
    if (lines[0] !== undefined && wrong.length > 0) yield different(lines[0], wrong, cached.value[wrong[0]!]!);
  }
}

function different({ sum, module, entry }: SumLine, parts: readonly CachedPart[], found: string): Draft {
  const { path, version } = entry;
  const recorded = cut(entry.hash, MAX_HASH);
  return {
    at: sumParts(sum, entry).hash,
    subject: path,
    version,
    message: `the module cache differs from go.sum for ${path} ${version}: ${parts.map((part) => WORDS[part]).join(', ')}`,
    hint: `do not build with this cache: find out what wrote it, then run "go clean -modcache" (recorded: ${recorded}, found: ${found})`,
    ...(module && { module }),
    data: { kind: entry.goMod ? 'go.mod' : 'zip', parts: [...parts], recorded, found },
  };
}

/** Characters of a hash as it stands in go.sum, which may be anything after `h1:`. */
const MAX_HASH = 100;
