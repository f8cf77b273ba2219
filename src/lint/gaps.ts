/** What could not be checked, as gaps with what to do about them. */
import type { Ask, Unknown } from '../model/facts.ts';
import type { MainModule } from '../model/repo.ts';
import type { Gap } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import type { Group } from './settings.ts';

const HINTS: Readonly<Record<Unknown['why'], string>> = {
  offline:
    'run without --offline, or record the facts where the network is allowed (modwarden fetch -o facts.json) and replay them (--facts facts.json)',
  private: 'fill the module cache with go mod download, or name a proxy that serves this module in GOPROXY',
  missing: 'see whether the version was withdrawn or the path is misspelt',
  failed: 'try again; if it stays, see the detail',
};

/** `hint`: where a rule knows better what to do. */
export function gap(
  rule: Rule,
  group: Group,
  module: MainModule | undefined,
  subject: string,
  unknown: Unknown,
  hint = HINTS[unknown.why],
): Gap {
  const kind = rule.id.slice(0, rule.id.indexOf('/'));
  return {
    rule: rule.id,
    module: module?.dir,
    subject,
    why: unknown.why,
    detail: unknown.detail,
    fails: group.judge.policy.gaps[kind] === 'fail',
    hint,
  };
}

export function askSubject(ask: Ask): string {
  return ask.module.version === '' ? ask.module.path : `${ask.module.path}@${ask.module.version}`;
}

/** Why a module's graph is not there, where a rule wanted it. */
export function graphGap(module: MainModule): Unknown | undefined {
  switch (module.graph.state) {
    case 'loaded':
    case 'not-wanted':
      return undefined;
    case 'refused':
      return { known: false, why: 'failed', detail: `Go cannot load the module graph: ${module.graph.message}` };
    case 'lacking': {
      const { missing } = module.graph;
      const first = missing[0];
      const many = missing.length === 1 ? 'a go.mod file is missing' : `${missing.length} go.mod files are missing`;
      const example = first ? `: ${first.module.path}@${first.module.version}: ${first.answer.detail}` : '';
      return {
        known: false,
        why: first?.answer.why ?? 'missing',
        detail: `the module graph is incomplete, ${many}${example}`,
      };
    }
  }
}
