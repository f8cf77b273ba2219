/** Whether an object has the fields of a rule: the definitions of plug-ins come without types. */
import type { Rule } from '../../model/rule.ts';
import { nearest } from '../../text/nearest.ts';
import { quoted } from '../../text/quoted.ts';

const FIELDS: Readonly<Record<Exclude<keyof Rule, 'plugin'>, 'string' | 'number' | 'boolean' | 'function' | 'object'>> =
  {
    id: 'string',
    title: 'string',
    why: 'string',
    since: 'string',
    level: 'string',
    security: 'number',
    precision: 'string',
    reach: 'string',
    declared: 'boolean',
    built: 'boolean',
    withoutGraph: 'boolean',
    asRead: 'boolean',
    workspaces: 'string',
    fixes: 'object',
    presets: 'object',
    strict: 'object',
    audit: 'object',
    options: 'function',
    uses: 'function',
    given: 'string',
    imports: 'boolean',
    vendored: 'boolean',
    survey: 'boolean',
    settings: 'boolean',
    needs: 'function',
    graphFor: 'function',
    check: 'function',
  };

const REQUIRED = ['title', 'why', 'since', 'reach', 'check'] as const;

/** What is wrong with the fields of a definition that no type checker has seen, in one sentence. */
export function definitionProblem(rule: Pick<Rule, 'id'>): string | undefined {
  const given = rule as Readonly<Record<string, unknown>> & Pick<Rule, 'id'>;
  const name = quoted(rule.id);
  for (const [key, value] of Object.entries(given)) {
    if (key === 'plugin' || value === undefined) continue;
    if (!Object.hasOwn(FIELDS, key)) {
      const near = nearest(key, Object.keys(FIELDS));
      return `the rule ${name} has an unknown field ${quoted(key)}${near === undefined ? '' : ` (did you mean "${near}"?)`}`;
    }
    const kind = FIELDS[key as keyof typeof FIELDS];
    if (typeof value !== kind || value === null)
      return `the rule ${name}: expected ${key} to be a ${kind}, got a ${typeof value}`;
  }
  for (const key of REQUIRED) if (given[key] === undefined || given[key] === '') return `the rule ${name} needs ${key}`;
  const { reach, graphFor, security } = given as Partial<Rule>;
  if (reach !== 'files' && reach !== 'graph' && reach !== 'facts')
    return `the rule ${name}: expected the reach files, graph or facts, got ${quoted(String(reach))}`;
  if (graphFor !== undefined && reach !== 'files') return `the rule ${name}: graphFor belongs to the reach "files"`;
  if (security !== undefined && !(security >= 0.1 && security <= 10))
    return `the rule ${name}: expected security from 0.1 to 10, got ${security}`;
  return undefined;
}
