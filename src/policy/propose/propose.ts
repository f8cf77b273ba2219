/** The policy that `modwarden init` proposes: short, commented, and sound as it stands. */

import { isDirectoryPath } from '../../go/modfile/quote.ts';
import { baseName, isUnder } from '../../model/discover.ts';
import type { MainModule, Repo } from '../../model/repo.ts';
import { printableJson } from '../../text/json-text.ts';
import { type Printable, printable, printableLines } from '../../text/printable.ts';
import { type PolicyRule, presetRules } from '../presets/presets.ts';
import { guessPrivate } from '../private/private-guess.ts';
import { ciServices } from './ci.ts';
import { decisionsFor, goVersions } from './decisions.ts';
import type { Observed } from './observed.ts';

export interface ProposeInput {
  readonly repo: Pick<Repo, 'modules' | 'workspaces'>;
  /** Every file of the tree. */
  readonly paths: readonly string[];
  readonly rules: readonly PolicyRule[];
  readonly observed: Observed;
}

/** YAML. The same repository gives the same text. */
export function proposePolicy(input: ProposeInput): Printable {
  const parts = [
    head(input),
    extendsPart(),
    privatePart(input),
    rulesPart(input),
    overridesPart(input),
    modulesPart(input),
    helpPart(input),
  ];
  const paragraphs = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return printableLines(`${paragraphs.join('\n\n')}\n`);
}

function head({ repo: { modules, workspaces } }: ProposeInput): string[] {
  const local = modules.flatMap(({ mod }) => mod.replace.filter((r) => isDirectoryPath(r.new.path))).length;
  const seen = [
    counted(modules.length, 'module'),
    ...(workspaces.length > 0 ? [counted(workspaces.length, 'workspace')] : []),
    ...versionRange(modules),
    ...(local > 0 ? [counted(local, 'local replace directive')] : []),
    ...(modules.some(({ vendor }) => vendor) ? ['vendored'] : []),
  ];
  return [
    '# Policy for the Go modules of this repository. Proposed by modwarden init, which found:',
    `# ${seen.join(', ')}.`,
    '# `modwarden` applies it, `modwarden explain RULE` explains a rule.',
    '# A line that begins with # and no space is a proposal: remove the # to use it.',
  ];
}

function versionRange(modules: readonly MainModule[]): string[] {
  const versions = goVersions(modules);
  const [first, last] = [versions[0], versions.at(-1)];
  if (first === undefined) return [];
  return [first === last ? `go ${first}` : `go ${first} to ${last}`];
}

function extendsPart(): string[] {
  return ['# recommended: rules for common mistakes and risks. strict: more rules.', 'extends: [recommended]'];
}

function privatePart({ repo: { modules }, observed }: ProposeInput): string[] {
  const own = modules.map(({ path }) => path);
  const used = modules.flatMap(({ mod }) => mod.require.map(({ path }) => path));
  const { likely, possible } = guessPrivate([...own, ...observed.remotes], used);
  const reasons = new Map(likely.map((pattern) => [pattern, 'the name of the host']));
  for (const { pattern, at } of observed.goPrivate) reasons.set(pattern, `GOPRIVATE in ${printable(at)}`);
  const others = possible.filter((pattern) => !reasons.has(pattern));
  if (reasons.size + others.length === 0) return [];
  const quote = (pattern: string) => printableJson(JSON.stringify(pattern));
  const intro = [
    '# Modules that are never requested from a public server. Patterns as in GOPRIVATE, including all modules below.',
    '# Guessed from module paths, git remotes and settings: please check.',
  ];
  if (reasons.size === 0) return [...intro, `#private: [${others.map(quote).join(', ')}]`];
  return [
    ...intro,
    'private:',
    ...[...reasons].sort().map(([pattern, why]) => `  - ${quote(pattern)} # ${why}`),
    ...others.map((pattern) => `  #- ${quote(pattern)} # only if all of it is private`),
  ];
}

function rulesPart({ repo: { modules }, observed, rules }: ProposeInput): string[] {
  const decisions = decisionsFor(modules, observed, (id) => rules.some((rule) => rule.id === id));
  if (decisions.length === 0) return [];
  return [
    '# Rules that need your decision, with values that fit this repository.',
    'rules:',
    ...decisions.flatMap(({ rule, setting, why }) => [
      ...why.map((sentence) => `  # ${printable(sentence)}`),
      `  #${rule}: ${setting}`,
    ]),
  ];
}

/** Where modules lie that are built and used, but not shipped. */
const ASIDE: readonly (readonly [folder: string, what: string, rules: readonly string[]])[] = [
  [
    'tools',
    'Tools are used here but not shipped.',
    ['graph/max-depth', 'graph/duplicate-majors', 'graph/pseudo-version', 'graph/prerelease', 'freshness/stale'],
  ],
  [
    'examples',
    'Examples often replace the module that they show with its folder.',
    ['replace/local-path', 'graph/max-depth', 'freshness/stale'],
  ],
];

function overridesPart({ repo: { modules }, rules }: ProposeInput): string[] {
  const on = new Set(presetRules('recommended', rules).map(({ id }) => id));
  const entries = ASIDE.flatMap(([folder, what, candidates]) => {
    const known = candidates.filter((id) => on.has(id));
    if (known.length === 0 || !modules.some(({ dir }) => isUnder(dir, folder))) return [];
    return [`  # ${what}`, `  - files: ["${folder}/**"]`, '    rules:', ...known.map((id) => `      ${id}: note`)];
  });
  return entries.length === 0 ? [] : ['overrides:', ...entries];
}

const MAX_MODFILES = 5;

/** Files such as vendor.mod or .bingo/tool.mod, which Go does not find by itself. */
function modulesPart({ paths }: ProposeInput): string[] {
  const others = paths.filter(
    (path) => path.endsWith('.mod') && baseName(path) !== 'go.mod' && !/(?:^|\/)(?:vendor|testdata)\//.test(path),
  );
  const plain = others.filter((path) => /^[\w./@+-]+$/.test(path));
  if (plain.length === 0) return [];
  return [
    '# Other files that look like a go.mod. These lines check them too, which can add findings:',
    '# modules:',
    `#   include: [${plain
      .slice(0, MAX_MODFILES)
      .map((path) => JSON.stringify(path))
      .join(', ')}]`,
  ];
}

function helpPart({ paths }: ProposeInput): string[] {
  return [
    '# Accept a finding until a date: modwarden waive RULE MODULE --reason TEXT --until YYYY-MM-DD',
    '# Check every commit: modwarden hook install',
    ...ciServices(paths).map(({ name, page }) => `# Check in ${name}: docs/ci/${page}.md of modwarden has the job.`),
  ];
}

function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
