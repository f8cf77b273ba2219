/** Runs one example of a rule's page as a repository in memory, with that rule alone, and says what is found as text. */
import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import { memoryTree } from '../../src/gather/tree-memory.ts';
import { parseEnvFile } from '../../src/go/envfile.ts';
import { lint } from '../../src/lint/run.ts';
import type { Judge } from '../../src/lint/settings.ts';
import { openRepo } from '../../src/model/open.ts';
import type { CapturedEnv } from '../../src/model/repo.ts';
import type { Finding } from '../../src/model/report.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { Place } from '../../src/text/source.ts';
import { source } from '../../src/text/source.ts';
import type { Example } from './examples.ts';

const SPECIAL = new Set(['options', 'env', 'facts', 'findings']);

/** The text of the `findings` block as it should be. The day is 2026-06-01. */
export async function findingsOf(rule: Rule, example: Example): Promise<string> {
  const block = (info: string) => example.blocks.find((b) => b.info === info)?.text;
  const files = new Map(example.blocks.filter((b) => !SPECIAL.has(b.info)).map((b) => [b.info, b.text]));
  const env = block('env');
  const captured = env === undefined ? [] : [capture(env)];
  const repo = await openRepo(memoryTree(files), { env: captured });
  const judge = judgeWith(rule, parseYaml(block('options') ?? '{}'));
  const { findings, gaps } = await lint({ repo, rules: [rule], judgeOf: () => judge, today: '2026-06-01' });
  const lines = [...findings.flatMap(lineOf), ...gaps.map((g) => `gap: ${g.subject}: ${g.detail}`)];
  return lines.map((line) => `${line}\n`).join('');
}

function capture(text: string): CapturedEnv {
  const file = source('env', text);
  return { source: file, file: parseEnvFile(file) };
}

function judgeWith(rule: Rule, options: unknown): Judge {
  const schema = rule.options?.(v);
  const setting = { level: rule.level, options: schema ? v.parse(schema, options) : undefined };
  const policy = {
    path: undefined,
    extends: [],
    private: [],
    rules: { [rule.id]: setting },
    overrides: [],
    waivers: [],
    gaps: {},
    modules: { include: ['**/*.mod'], exclude: [] },
  };
  return { policy, settings: () => policy.rules, isPrivate: () => false };
}

function lineOf(finding: Finding): string[] {
  const { place, level, message, hint, related, trail } = finding;
  return [
    `${at(place)} ${level} ${oneLine(message)}`,
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
