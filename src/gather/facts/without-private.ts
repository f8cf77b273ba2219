/** Fact sources that send no private module path to a server. */
import { matchPrefixPatterns } from '../../go/path/pattern.ts';
import type { Answer, Ask, FactKind, FactSource, FactTypes } from '../../model/facts/facts.ts';

/** `patterns`: the policy's `private`, in Go's pattern language. Sources without network are asked about every module. */
export function withoutPrivate(sources: readonly FactSource[], patterns: readonly string[]): FactSource[] {
  const globs = patterns.join(',');
  if (globs === '') return [...sources];
  return sources.map((source) => (source.network ? guarded(source, globs) : source));
}

function guarded(source: FactSource, globs: string): FactSource {
  return {
    ...source,
    answer: async <K extends FactKind>(ask: Ask<K>): Promise<Answer<FactTypes[K]> | undefined> => {
      const { path } = ask.module;
      if (!matchPrefixPatterns(globs, path)) return source.answer(ask);
      return { known: false, why: 'private', detail: `${path} is private by the policy: no server is asked about it` };
    },
  };
}
