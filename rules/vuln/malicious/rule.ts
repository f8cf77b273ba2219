import {
  builtOf,
  cut,
  decidingSpan,
  defineRule,
  entriesFrom,
  isMalicious,
  modulesInUse,
  pathsToLookUp,
  VULNERABILITY_DATABASE,
  vulnerabilityAsks,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'vuln/malicious',
  title: 'Malicious module',
  why: 'Somebody published this module as an attack, such as a similar name, a stolen account or hidden destructive code. Reports of such modules (`MAL-…`) are separate from vulnerabilities. Tools that read only the Go vulnerability database do not show them.',
  since: '0.1.0',
  level: 'error',
  security: 9.8,
  precision: 'very-high',
  reach: 'facts',
  built: true,
  given: 'malicious',
  presets: ['recommended'],
  *needs(repo, { facts }) {
    yield* vulnerabilityAsks(facts, () => pathsToLookUp(repo, 'all'));
  },
  *check(repo, { facts, today }) {
    const opened = facts.get('vulndb', VULNERABILITY_DATABASE);
    // That there is none is a gap already.
    if (!opened.known) return;
    if (!opened.value.databases.some(({ malicious }) => malicious > 0)) {
      yield {
        unchecked: {
          subject: VULNERABILITY_DATABASE.path,
          why: 'missing',
          detail: 'no database that was given has entries about malicious modules (MAL-)',
          hint: 'name a folder or zip of such entries too: --vulndb malicious.zip',
        },
      };
      return;
    }
    const entriesOf = entriesFrom(facts);
    for (const item of modulesInUse(repo, 'all')) {
      const built = builtOf(item.use);
      if (built.version === '') continue;
      for (const entry of entriesOf(built.path).filter(isMalicious)) {
        // Whatever versions the entry names: who published one such version may publish the next.
        const isNamed = entry.affected.some(({ module }) => module === built.path);
        if (!isNamed || (entry.withdrawn !== undefined && entry.withdrawn.slice(0, 10) <= today)) continue;
        yield {
          ...item.found,
          at: decidingSpan(item),
          subject: `${item.use.path} ${entry.id}`,
          version: built.version,
          message: `${built.path} ${built.version} is malicious: ${cut(entry.summary || 'no summary', 60)} (${entry.id})`,
          hint: 'remove it at once, look for what it ran where it was built, and change the secrets that were there',
          vulnerability: {
            ids: [entry.id, ...entry.aliases],
            summary: entry.summary,
            module: built.path,
            version: built.version,
            fixed: '',
            reviewed: entry.reviewed,
            ...(entry.published !== undefined && { published: entry.published }),
            ...(entry.url !== undefined && { url: entry.url }),
          },
          data: { kind: 'malicious', direct: item.use.direct },
        };
      }
    }
  },
});
