/** The tool and its whole catalogue of rules, whether they found anything or not; and a rule for each vulnerability that was found. */
import type { ReportingDescriptor, ToolComponent } from 'sarif';
import type { Report, RuleInfo } from '../../model/report.ts';
import { cut } from '../outside-text.ts';
import type { Fold } from './fold.ts';
import { vulnerabilityDescriptors } from './vulnerability-rules.ts';

const HOME = 'https://github.com/modwarden/modwarden';
/** Longer descriptions are refused by code scanning. */
const MAX_DESCRIPTION = 1024;

/** `folds`: the results. */
export function driver({ tool, rules }: Report, folds: readonly Fold[]): ToolComponent {
  return {
    name: tool.name,
    semanticVersion: tool.version,
    version: tool.version,
    informationUri: HOME,
    rules: [...rules.map(descriptor), ...vulnerabilityDescriptors(rules, folds)],
  };
}

function descriptor({ id, title, why, level, security, precision, since }: RuleInfo): ReportingDescriptor {
  const page = `${HOME}/blob/main/rules/${id}/README.md`;
  return {
    id,
    name: pascal(id),
    shortDescription: { text: cut(title, MAX_DESCRIPTION) },
    fullDescription: { text: cut(why, MAX_DESCRIPTION) },
    help: {
      text: `${title}. ${why}\n\nOptions and examples: ${page}`,
      markdown: `**${title}**\n\n${why}\n\n[Options and examples](${page}) · since ${since}`,
    },
    helpUri: page,
    defaultConfiguration: { level },
    properties: {
      tags: [...(security === undefined ? [] : ['security']), 'go', 'dependencies', id.split('/')[0]!],
      precision,
      'problem.severity': level === 'note' ? 'recommendation' : level,
      // A string, and its mere presence makes the rule a security rule.
      ...(security !== undefined && { 'security-severity': security.toFixed(1) }),
    },
  };
}

/** `graph/max-depth` → `GraphMaxDepth`. */
function pascal(id: string): string {
  return id
    .split(/[/-]/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
}
