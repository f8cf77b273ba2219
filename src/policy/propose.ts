/** The policy that `modwarden init` proposes: short, commented, and sound as it stands. */

import { isDirectoryPath } from '../go/modfile/quote.ts';
import { compare, isValid } from '../go/version/go-version.ts';
import { baseName, isUnder } from '../model/discover.ts';
import type { MainModule, Repo } from '../model/repo.ts';
import { printableJson } from '../text/json-text.ts';
import { type Printable, printable, printableLines } from '../text/printable.ts';
import { type PolicyRule, presetRules } from './presets.ts';
import { guessPrivate } from './private-guess.ts';

export interface ProposeInput {
  readonly repo: Pick<Repo, 'modules' | 'workspaces'>;
  /** Every file of the tree. */
  readonly paths: readonly string[];
  readonly rules: readonly PolicyRule[];
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
    waiversPart(input),
  ];
  const paragraphs = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return printableLines(`${paragraphs.join('\n\n')}\n`);
}

function head({ repo: { modules, workspaces } }: ProposeInput): string[] {
  const local = modules.flatMap(({ mod }) => mod.replace.filter((r) => isDirectoryPath(r.new.path))).length;
  const seen = [
    counted(modules.length, 'module'),
    ...(workspaces.length > 0 ? [counted(workspaces.length, 'workspace')] : []),
    ...goVersions(modules),
    ...(local > 0 ? [counted(local, 'local replace directive')] : []),
    ...(modules.some(({ vendor }) => vendor) ? ['vendored'] : []),
  ];
  return [
    '# Policy for the Go modules of this repository. Proposed by modwarden init, which found:',
    `# ${seen.join(', ')}.`,
    '# `modwarden` applies it, `modwarden explain RULE` explains a rule.',
  ];
}

function goVersions(modules: readonly MainModule[]): string[] {
  const versions = versionsOf(modules);
  const [first, last] = [versions[0], versions.at(-1)];
  if (first === undefined) return [];
  return [first === last ? `go ${first}` : `go ${first} to ${last}`];
}

function versionsOf(modules: readonly MainModule[]): string[] {
  return modules
    .flatMap(({ mod }) =>
      mod.go && isValid(mod.go.version) && /^[0-9.]+$/.test(mod.go.version) ? [mod.go.version] : [],
    )
    .sort(compare);
}

function extendsPart(): string[] {
  return ['# recommended: rules for common mistakes and risks. strict: more rules.', 'extends: [recommended]'];
}

function privatePart({ repo: { modules } }: ProposeInput): string[] {
  const own = modules.map(({ path }) => path);
  const used = modules.flatMap(({ mod }) => mod.require.map(({ path }) => path));
  const { likely, possible } = guessPrivate(own, used);
  if (likely.length + possible.length === 0) return [];
  const intro = [
    '# Modules that are never requested from a public server. Patterns as in GOPRIVATE, including all modules below.',
    '# Guessed from module paths: please check.',
  ];
  const entry = (pattern: string) => `  - ${printableJson(JSON.stringify(pattern))}`;
  if (likely.length === 0) return [...intro, '# private:', ...possible.map((pattern) => `#${entry(pattern)}`)];
  return [...intro, 'private:', ...likely.map(entry), ...possible.map((pattern) => `#${entry(pattern)}`)];
}

/** Rules that need somebody's decision, with a start for it. */
const DECISIONS: readonly (readonly [
  rule: string,
  setting: (input: ProposeInput) => string | undefined,
  why: string,
])[] = [
  ['graph/max-depth', () => '{ max: 5 }', 'the maximum depth of a dependency'],
  [
    'license/policy',
    () => '{ allow: [MIT, Apache-2.0, BSD-2-Clause, BSD-3-Clause, ISC] }',
    'the licenses that your organization allows',
  ],
  ['freshness/stale', () => '{ max-age: 2y }', 'the maximum time without a release'],
  ['gomod/go-version', ({ repo }) => least(versionsOf(repo.modules)), 'the minimum Go version'],
  [
    'graph/banned',
    () => '{ modules: [{ module: [github.com/example/old], reason: use new }] }',
    'modules that nobody may use',
  ],
];

function least([first]: readonly string[]): string | undefined {
  return first === undefined ? undefined : `{ min: "${first}" }`;
}

function rulesPart(input: ProposeInput): string[] {
  const lines = DECISIONS.flatMap(([id, setting, why]) => {
    const text = input.rules.some((rule) => rule.id === id) ? setting(input) : undefined;
    return text === undefined ? [] : [`#   ${id}: ${text} # ${why}`];
  });
  return lines.length === 0
    ? []
    : [
        '# Rules that need your decision. Remove the # before "rules:" and before the rules that you want.',
        '# rules:',
        ...lines,
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
    '# Other files that look like a go.mod. Remove the # to check them too.',
    '# modules:',
    `#   include: [${plain
      .slice(0, MAX_MODFILES)
      .map((path) => JSON.stringify(path))
      .join(', ')}]`,
  ];
}

function waiversPart({ rules, repo: { modules } }: ProposeInput): string[] {
  const id = rules.find((rule) => rule.id === 'replace/local-path')?.id ?? rules[0]?.id;
  if (id === undefined) return [];
  const module = modules
    .map(({ mod }) => mod.require[0]?.path)
    .find((path) => path !== undefined && /^[\w./~-]+$/.test(path));
  return [
    '# Findings that are accepted until a date. After that date, they count again.',
    '# waivers:',
    `#   - rule: ${id}`,
    `#     module: ${printable(module ?? 'github.com/example/module')}`,
    '#     reason: why it is accepted',
    '#     owner: who is responsible',
    '#     until: YYYY-MM-DD',
  ];
}

function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
