/** Runs one example of a rule's page as a repository in memory, with that rule alone, and says what is found as text. */
import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import { rules } from '../../../rules/index.ts';
import { licenseIndex } from '../../gather/license-index.ts';
import { memoryTree } from '../../gather/tree/memory.ts';
import { parseEnvFile } from '../../go/env/captured.ts';
import { prefixMatcher } from '../../go/path/pattern.ts';
import { type LintInput, lint } from '../../lint/run.ts';
import { withImports } from '../../model/imports.ts';
import { openRepo } from '../../model/open.ts';
import type { CapturedEnv } from '../../model/repo.ts';
import type { Finding, Gap } from '../../model/report.ts';
import { NO_CHECKS, type Rule } from '../../model/rule.ts';
import { readSettingFiles } from '../../model/settings/setting-files.ts';
import { withSumsBefore } from '../../model/sums.ts';
import { withVendoredFiles } from '../../model/vendor/vendored-files.ts';
import type { CompiledPolicy } from '../../policy/compile.ts';
import { loadPolicy } from '../../policy/layers/load.ts';
import { withGiven } from '../../policy/presets/presets.ts';
import type { Policy } from '../../policy/types.ts';
import type { Place } from '../../text/source.ts';
import { source } from '../../text/source.ts';
import { factsFrom } from './example-facts.ts';
import type { Block, Example } from './page.ts';

type LicenseIndex = NonNullable<LintInput['licenseIndex']>;

/** Before the path of a file that the base revision has. */
const BASE = 'base ';

const SPECIAL = new Set(['options', 'env', 'facts', 'findings']);

/** The text of the `findings` block as it should be. The day is 2026-06-01. */
export async function findingsOf(rule: Rule, example: Example, licenses: LicenseIndex = licenseIndex): Promise<string> {
  const { findings, gaps, problems } = await lintExample(rule, example, licenses);
  return [
    ...problems.map((problem) => `policy: ${problem}`),
    ...findings.flatMap((finding) => lineOf(finding, rule)),
    ...gaps.map((g) => `gap: ${g.subject}: ${g.detail}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** The files of an example, by path. */
export function filesOf(example: Example): Map<string, string> {
  const isFile = ({ info }: Block) => !SPECIAL.has(info) && !info.startsWith(BASE);
  return new Map(example.blocks.filter(isFile).map((b) => [b.info, b.text]));
}

/** What one rule finds in an example. */
export async function lintExample(
  rule: Rule,
  example: Example,
  licenses: LicenseIndex = licenseIndex,
): Promise<{ findings: readonly Finding[]; gaps: readonly Gap[]; problems: readonly string[] }> {
  const block = (info: string) => example.blocks.find((b) => b.info === info)?.text;
  const isBase = ({ info }: Block) => info.startsWith(BASE);
  const files = filesOf(example);
  const before = new Map(example.blocks.filter(isBase).map((b) => [b.info.slice(BASE.length), b.text]));
  const env = block('env');
  const captured = env === undefined ? [] : [capture(env)];
  const tree = memoryTree(files);
  const opened = await openRepo(tree, { env: captured, include: () => true });
  const repo = before.size === 0 ? opened : withSumsBefore(opened, await openRepo(memoryTree(before)));
  const all = [...rules.filter((known) => known.id !== rule.id), rule];
  const policy = block('.modwarden.yaml');
  const { judge, problems } = policy === undefined ? alone(rule, block('options')) : await policyFor(policy);
  const facts = block('facts');
  const paths = await tree.list();
  const sources: Partial<LintInput> = {
    loadImports: (modules) => withImports(modules, tree, paths),
    loadVendored: (whole) => withVendoredFiles(whole, tree, paths),
    loadSettings: (files) => readSettingFiles(files, tree),
    licenseIndex: licenses,
    ...(facts !== undefined && factsFrom(facts, tree, repo)),
  };
  const { findings, gaps } = await lint({ repo, rules: all, policyFor: () => judge, today: '2026-06-01', ...sources });
  return { findings, gaps, problems };
}

function capture(text: string): CapturedEnv {
  const file = source('env', text);
  return { source: file, file: parseEnvFile(file) };
}

interface LintResult {
  readonly judge: CompiledPolicy;
  readonly problems: readonly string[];
}

/** The rule by itself, with options of its own. */
function alone(rule: Rule, options = '{}'): LintResult {
  const schema = rule.options?.(v, NO_CHECKS);
  const setting = { level: rule.level, options: schema ? v.parse(schema, parseYaml(options)) : undefined };
  const policy: Policy = {
    path: undefined,
    extends: [],
    private: [],
    rules: { [rule.id]: setting },
    overrides: [],
    waivers: [],
    gaps: {},
    modules: { include: [], exclude: [] },
  };
  return { judge: compilePolicy(policy), problems: [] };
}

/** A whole policy, for what a rule by itself cannot show. */
async function policyFor(text: string): Promise<LintResult> {
  const { policy, problems } = await loadPolicy({
    source: source('.modwarden.yaml', text),
    rules: withGiven(rules, new Set()),
    readFile: async () => undefined,
  });
  return { judge: compilePolicy(policy), problems: problems.map((p) => p.message) };
}

function compilePolicy(policy: Policy): CompiledPolicy {
  return { policy, settings: () => policy.rules, isPrivate: prefixMatcher(policy.private.join(',')) };
}

function lineOf(finding: Finding, rule: Rule): string[] {
  const { place, level, message, hint, related, trail, state } = finding;
  const about = [...(finding.rule === rule.id ? [] : [finding.rule]), ...(state === 'new' ? [] : [state])];
  return [
    `${at(place)} ${level}${about.length > 0 ? ` (${about.join(', ')})` : ''} ${oneLine(message)}`,
    ...related.map((r) => `  see ${at(r.place)} ${oneLine(r.message)}`),
    ...(trail.length > 1 ? [`  by ${trail.map((m) => `${m.path} ${m.version}`).join(' > ')}`] : []),
    ...(hint === undefined ? [] : [`  help: ${oneLine(hint)}`]),
  ];
}

function at({ path, start, end }: Place): string {
  return `${path}:${start.line}:${start.column}-${end.line}:${end.column}`;
}

function oneLine(text: string): string {
  return text.replace(/\n\s*/g, ' / ');
}
