/** Policies with one slip each, and what lint says of it. */
import { expect } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { lintPolicy } from '../../../src/policy/lint/lint-policy.ts';
import type { LintFinding } from '../../../src/policy/lint/types.ts';
import { source } from '../../../src/text/source.ts';

const PATHS = ['go.mod', 'tools/go.mod', 'tools/x/go.mod'];

/** `LINE:COLUMN KIND: MESSAGE (LINE:COLUMN of what decides instead)`. `paths`: null where no repository is known. */
export async function found(text: string, paths?: readonly string[] | null): Promise<string[]> {
  return (await linted(text, paths)).map(({ kind, at: { place }, message, other }) => {
    const by = other ? ` (${other.place.start.line}:${other.place.start.column})` : '';
    return `${place.start.line}:${place.start.column} ${kind}: ${message}${by}`;
  });
}

/** What to do about each finding. */
export async function hints(text: string): Promise<string[]> {
  return (await linted(text)).map(({ hint }) => hint);
}

async function linted(text: string, paths: readonly string[] | null = PATHS): Promise<readonly LintFinding[]> {
  const { policy, layers, problems } = await loadPolicy({
    source: source('p.yaml', `extends: []\n${text}`),
    rules,
    readFile: async () => undefined,
  });
  expect(problems).toEqual([]);
  return lintPolicy({ policy, layers, rules, today: '2026-06-01', paths: paths ?? undefined });
}

export const rule = (id: string, options: string) => `rules:\n  ${id}:\n${options.replace(/^/gm, '    ')}\n`;
export const banned = (...entries: string[]) =>
  rule('graph/banned', `modules:\n${entries.map((e) => `  - ${e}`).join('\n')}`);
export const allowed = (...entries: string[]) =>
  rule('graph/allowed', `modules:\n${entries.map((e) => `  - ${e}`).join('\n')}`);
export const waivers = (...entries: string[]) =>
  `rules: { graph/banned: { modules: [] } }\nwaivers:\n${entries.map((e) => `  - { rule: graph/banned, reason: r, ${e} }`).join('\n')}\n`;
