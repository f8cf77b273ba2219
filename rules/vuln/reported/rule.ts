import {
  builtOf,
  cut,
  type Draft,
  decidingSpan,
  defineRule,
  entriesFrom,
  type InUse,
  type Known,
  lineSpan,
  modulesInUse,
  pathsToLookUp,
  type Repo,
  reportAsk,
  reportsFrom,
  STANDARD_LIBRARY,
  vulnerabilityAsks,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'vuln/reported',
  title: 'Vulnerability that only another tool reports',
  why: 'Another tool found a vulnerability that the databases of this run do not contain. It has other sources, or it checked another version. The finding gets a line, an owner and waivers like any other finding.',
  since: '0.1.0',
  level: 'warning',
  security: 6,
  precision: 'medium',
  reach: 'facts',
  built: true,
  given: 'reports',
  presets: ['recommended'],
  uses: () => ['vulnerabilities'],
  *needs(repo, { facts }) {
    yield reportAsk();
    for (const ask of vulnerabilityAsks(facts, () => [...pathsToLookUp(repo, 'all'), STANDARD_LIBRARY]))
      yield { ...ask, probe: true };
  },
  *check(repo, { facts, today, vulnerabilities }) {
    const { knownOf, unknownReported } = vulnerabilities();
    const reports = reportsFrom(facts);
    const used = usedByPath(repo);
    const known = (use: InUse['use']) => knownOf(use, entriesFrom(facts), today);
    for (const { report, finding } of unknownReported(reports, knownHere(repo, known))) {
      const { id, aliases, module, version, fixed, reach, summary = '' } = finding;
      const what = module === '' ? id : `${module} ${version}`.trim();
      const named = module === '' ? '' : ` (${id})`;
      const common = {
        subject: `${module === '' ? 'unknown-module' : module} ${id}`,
        ...(version !== '' && { version }),
        message: `${what}: ${cut(summary || `reported by ${report.tool}`, 60)}${named}`,
        hint:
          fixed === undefined ? `see the report ${report.name}` : `the report ${report.name} names ${fixed} as the fix`,
        vulnerability: {
          ids: [id, ...aliases],
          summary,
          module,
          version,
          fixed: fixed ?? '',
          reviewed: true,
          ...(reach !== undefined && { reach }),
        },
        data: { kind: 'reported', tool: report.tool, report: report.name },
      };
      const places = [...placesOf(repo, used.get(module) ?? [], version)];
      for (const place of places) yield { ...common, ...place };
    }
  },
});

type Place = Pick<Draft, 'at' | 'module' | 'trail' | 'related'>;

/** The lines through which the module comes in; where none does, at that version, the first module's own line. */
function* placesOf(repo: Repo, items: readonly InUse[], version: string): Generator<Place> {
  const same = items.filter(({ use }) => version === '' || builtOf(use).version === version);
  for (const item of same) {
    const { module, found } = item;
    yield { at: decidingSpan(item), ...(module && { module }), ...(found.trail && { trail: found.trail }) };
  }
  if (same.length > 0) return;
  for (const module of repo.modules.slice(0, 1)) {
    const line = module.mod.module?.line;
    const at = line === undefined ? { file: module.source, start: 0, end: 0 } : lineSpan(module.mod.syntax, line);
    yield { at, module };
  }
}

function usedByPath(repo: Repo): Map<string, InUse[]> {
  const used = new Map<string, InUse[]>();
  for (const item of modulesInUse(repo, 'all')) {
    const { path } = builtOf(item.use);
    const known = used.get(path);
    if (known) known.push(item);
    else used.set(path, [item]);
  }
  return used;
}

/** What the databases know of the modules in use. */
function knownHere(repo: Repo, knownOf: (use: InUse['use']) => Known) {
  return [...modulesInUse(repo, 'all')].flatMap(({ use }) => {
    const { path, version } = builtOf(use);
    return knownOf(use).groups.map(({ ids }) => ({ ids, module: path, version }));
  });
}
