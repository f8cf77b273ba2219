/**
 * What a run reports of a policy and a repository: the pages in `cases/` are written like those of the rules, `run` has what is not as usual,
 * and `report` all that the report says. Write a case, run `UPDATE=1 npx vitest run test/lint/cases.test.ts`, and read what it wrote.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { rules } from '../../rules/index.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { factsFrom } from '../../src/library/examples/example-facts.ts';
import { type Example, examplesOf, withBlock } from '../../src/library/examples/page.ts';
import { buildReport } from '../../src/lint/build-report.ts';
import { type LintInput, lint } from '../../src/lint/run.ts';
import { upwards } from '../../src/model/discover.ts';
import { withImports } from '../../src/model/imports.ts';
import { openRepo } from '../../src/model/open.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { readSettingFiles } from '../../src/model/settings/setting-files.ts';
import { type CompiledPolicy, compilePolicy } from '../../src/policy/compile.ts';
import { loadPolicy } from '../../src/policy/layers/load.ts';
import { withGiven } from '../../src/policy/presets/presets.ts';
import { source } from '../../src/text/source.ts';
import { indexBytes } from '../license/index-fixture.ts';
import { at, wholeFinding } from '../rules/described.ts';

const FOLDER = path.join(import.meta.dirname, 'cases');
const update = process.env.UPDATE === '1';

const pages = readdirSync(FOLDER)
  .filter((page) => page.endsWith('.md'))
  .sort();

describe.each(pages.map((page) => [page, path.join(FOLDER, page)] as const))('%s', (_name, page) => {
  const read = () => examplesOf(readFileSync(page, 'utf8'));
  it.each(read().map(({ title }, i) => [title, i] as const))('%s', async (_title, i) => {
    const example = read()[i]!;
    const expected = example.blocks.find(({ info }) => info === 'report')!;
    const got = described(await reportOf(example));
    if (update && got !== expected.text) writeFileSync(page, withBlock(readFileSync(page, 'utf8'), expected, got));
    else expect(got, `${page}:${expected.line}: the block "report" differs`).toBe(expected.text);
  });
});

const SPECIAL = new Set(['facts', 'report', 'run']);

type Run = Partial<Pick<LintInput, 'today' | 'under' | 'partial' | 'narrowed' | 'omitted'>> & {
  readonly wanted?: readonly string[];
  /** What is not handed to the run. */
  readonly without?: readonly ('facts' | 'licenses')[];
};

async function reportOf(example: Example): Promise<Report> {
  const block = (info: string) => example.blocks.find((one) => one.info === info)?.text ?? '';
  const { wanted, without = [], ...run }: Run = parseYaml(block('run')) ?? {};
  const files = new Map(example.blocks.flatMap(({ info, text }) => (SPECIAL.has(info) ? [] : [[info, text]])));
  const tree = memoryTree(files);
  const repo = await openRepo(tree, { include: () => true });
  const paths = await tree.list();
  const { policyFor, problems } = await policiesIn(files);
  const { loadGraphs, loadSurveys, answer } = factsFrom(block('facts'), tree, repo);
  const judged = await lint({
    repo,
    rules: withGiven(rules, new Set()),
    policyFor,
    today: '2026-06-01',
    ...run,
    ...(wanted && { wanted: (rule) => wanted.includes(rule) }),
    ...(without.includes('facts') ? {} : { loadGraphs: loadGraphs!, loadSurveys: loadSurveys!, answer: answer! }),
    ...(without.includes('licenses') ? {} : { licenseIndex: async () => indexBytes() }),
    loadImports: (modules) => withImports(modules, tree, paths),
    loadSettings: (settings) => readSettingFiles(settings, tree),
  });
  const { today = '2026-06-01', partial } = run;
  return buildReport({ judged, rules, policies: [], problems, today, partial });
}

/** Each folder is checked by the nearest policy file above it. */
async function policiesIn(files: ReadonlyMap<string, string>) {
  const byFolder = new Map<string, CompiledPolicy>();
  const problems: Report['problems'][number][] = [];
  for (const [file, text] of files) {
    if (!/(?:^|\/)\.modwarden\.yaml$/.test(file)) continue;
    const loaded = await loadPolicy({
      source: source(file, text),
      rules: withGiven(rules, new Set()),
      readFile: async (name) => (files.has(name) ? source(name, files.get(name)!) : undefined),
    });
    problems.push(...loaded.problems);
    byFolder.set(file.replace(/\/?\.modwarden\.yaml$/, ''), await compilePolicy(loaded.policy));
  }
  const nearest = (folder: string) => [...upwards(folder)].find((above) => byFolder.has(above));
  return { policyFor: (folder: string) => byFolder.get(nearest(folder) ?? '')!, problems };
}

function described({ findings, gaps, problems, modules, metrics = [], rules: catalogue, partial }: Report): string {
  return [
    ...(partial === undefined ? [] : [`partial: ${partial}`]),
    ...problems.map(({ place, message, hint }) => `problem ${place ? at(place) : ''} ${message} (${hint ?? ''})`),
    ...findings.flatMap((finding) => [...wholeFinding(finding), ...whatHolds(finding)]),
    ...gaps.map(
      ({ rule, module, subject, why, detail, fails, hint }) =>
        `gap ${rule} ${JSON.stringify(module ?? null)} ${subject}: ${why}: ${detail}${fails ? ' (fails)' : ''} | ${hint}`,
    ),
    ...modules.map(({ file, graph, modules: many }) => `module ${file}: ${graph}, ${many} modules`),
    ...metrics.flatMap(({ name, samples }) => samples.map(({ labels, value }) => `${name} ${labels.module}: ${value}`)),
    ...catalogue.flatMap(({ id, offFor }) => (offFor === undefined ? [] : [`${id} is off for ${offFor.join(', ')}`])),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function whatHolds({ waiver, policy, lineId }: Finding): string[] {
  return [
    ...(waiver === undefined ? [] : [`  waived: ${JSON.stringify({ ...waiver, place: at(waiver.place) })}`]),
    ...(policy === undefined ? [] : [`  policy: ${at(policy.place)} ${policy.snippet.trim()}`]),
    ...(lineId === undefined ? [] : ['  with others on its line']),
  ];
}
