/**
 * Slips in policies, one each: the loader names file, line, column, what was expected and the nearest known name, and the JSON Schema
 * refuses what it can say. All options of all rules come from the built-in definitions.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rules } from '../../../rules/index.ts';
import { NO_CHECKS, type Valibot } from '../../../src/model/rule.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { policyJsonSchema } from '../../../src/policy/schema/json-schema.ts';
import { source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';

const validate = new Ajv({ strict: false, allErrors: true }).compile(await policyJsonSchema(rules, toJsonSchema));

async function problemsOf(text: string): Promise<string[]> {
  const { problems } = await loadPolicy({
    source: source('.modwarden.yaml', text),
    rules,
    readFile: async () => undefined,
  });
  return told(problems);
}

const W = 'reason: r, until: 2030-01-01';

/** `editor`: the JSON Schema sees it too. */
const BAD: readonly (readonly [text: string, told: string, editor?: 'unseen'])[] = [
  // Keys.
  ['rule: {}', '1:1 unknown key "rule" | did you mean rules?'],
  ['Rules: {}', '1:1 unknown key "Rules" | did you mean rules?'],
  ['waiver: []', '1:1 unknown key "waiver" | did you mean waivers?'],
  ['override: []', '1:1 unknown key "override" | did you mean overrides?'],
  ['extend: [strict]', '1:1 unknown key "extend" | did you mean extends?'],
  ['lock: []', '1:1 unknown key "lock"'],
  ['test: []', '1:1 unknown key "test" | did you mean tests?'],
  ['max-fact-agee: 7d', '1:1 unknown key "max-fact-agee" | did you mean max-fact-age?'],
  // Values of keys.
  ['extends: strict', '1:10 expected a list, got "strict" | write extends: [strict]'],
  ['extends: [strickt]', '1:11 unknown preset "strickt" | did you mean strict?'],
  ['extends: [team.yaml]', '1:11 "team.yaml" is not a preset | for a file, use ./team.yaml'],
  ['extends: [./team.js]', '1:11 "./team.js" is not a YAML or JSON file'],
  ['extends: ["npm:Team"]', '1:11 "npm:Team" is not a package name', 'unseen'],
  ['extends: ["npm:team"]', '1:11 "npm:team" is not read for this policy | packages extend only', 'unseen'],
  ['extends: [3]', '1:11 expected text, got 3'],
  ['private: git.corp.example', '1:10 expected a list, got "git.corp.example" | use a list: [git.corp.example]'],
  ['private: ["https://git.corp.example"]', '1:11 "https://git.corp.example" is a URL', 'unseen'],
  ['rules: [graph/banned]', '1:8 expected a map of rules, got a list'],
  ['rules: { graph/baned: off }', '1:10 unknown rule "graph/baned" | did you mean graph/banned?'],
  ['rules: { max-depth: off }', '1:10 unknown rule "max-depth" | did you mean graph/max-depth?'],
  ['rules: { graph/banned: [] }', '1:24 expected a level or a map for graph/banned, got a list'],
  ['rules: { gomod/exclude: warn }', '1:25 "warn" is not a level | did you mean warning?'],
  ['rules: { gomod/exclude: true }', '1:25 true is not a level | did you mean error?'],
  ['rules: { gomod/exclude: { level: fatal } }', '1:34 "fatal" is not a level | did you mean error?'],
  ['rules: { gomod/exclude: }', '1:10 the level is missing | use one of off, error, warning, note'],
  ['gaps: fail', '1:7 expected a map, got "fail"'],
  ['gaps: { sums: fail }', '1:9 unknown key "sums" | did you mean sum?'],
  ['gaps: { sum: failed }', '1:14 unknown value "failed" | did you mean fail?'],
  ['locked: [graph/baned]', '1:10 unknown rule "graph/baned" | did you mean graph/banned?'],
  ['workspace: judged', '1:12 unknown value "judged" | did you mean judge?'],
  ['max-fact-age: 7 days', '1:15 "7 days" is not a valid duration | did you mean 7d?'],
  ['max-fact-age: 7', '1:15 expected text, got 7 | put it in quotes: "7"'],
  ['modules: { includes: [x.mod] }', '1:12 unknown key "includes" | did you mean include?'],
  ['modules: { include: [/x.mod] }', '1:22 "/x.mod" matches nothing | paths start at the root: use x.mod', 'unseen'],
  // Overrides.
  ['overrides: { files: [x] }', '1:12 expected a list, got a map'],
  ['overrides: [{ file: [x], rules: {} }]', '1:15 unknown key "file" | did you mean files?'],
  ['overrides: [{ files: [x] }]', '1:13 missing key rules'],
  ['overrides: [{ files: [], rules: {} }]', '1:22 expected at least one entry, got none'],
  [
    'overrides: [{ files: [tools/], rules: {} }]',
    '1:23 "tools/" matches no file | use tools/** for all files below',
    'unseen',
  ],
  [
    'overrides: [{ files: [x], rules: { gomod/tols: off } }]',
    '1:36 unknown rule "gomod/tols" | did you mean gomod/tool?',
  ],
  // Waivers.
  [`waivers: [{ rule: graph/baned, module: a, ${W} }]`, '1:19 unknown rule "graph/baned" | did you mean graph/banned?'],
  [`waivers: [{ rule: graph/banned, modul: a, ${W} }]`, '1:33 unknown key "modul" | did you mean module?'],
  [
    `waivers: [{ rule: graph/banned, ${W} }]`,
    '1:11 the waiver has no target | add module, subject, vuln or files',
    'unseen',
  ],
  ['waivers: [{ rule: graph/banned, module: a, reason: r }]', '1:11 missing key until'],
  ['waivers: [{ rule: graph/banned, module: a, until: 2030-01-01 }]', '1:11 missing key reason'],
  [
    'waivers: [{ rule: graph/banned, module: a, reason: r, until: 2030-1-1 }]',
    '1:62 "2030-1-1" is not a valid date | did you mean 2030-01-01?',
  ],
  [
    'waivers: [{ rule: graph/banned, module: a, reason: r, until: 2030-02-30 }]',
    '1:62 "2030-02-30" is not a valid date',
    'unseen',
  ],
  [
    `waivers: [{ rule: graph/banned, module: a@v1, ${W} }]`,
    '1:41 "a@v1" contains a version | use the path only: a',
    'unseen',
  ],
  [
    `waivers: [{ rule: graph/banned, module: a, versions: "<1,>2", ${W} }]`,
    '"<1,>2" is not a valid version range | separate two conditions',
    'unseen',
  ],
  [`waivers: [{ rule: vuln/known, vuln: 2023, ${W} }]`, 'got 2023'],
  // Options of rules.
  ['rules: { graph/max-depth: { maxx: 3 } }', '1:29 unknown key "maxx" | did you mean max?'],
  ['rules: { graph/max-depth: { max: three } }', '1:34 expected a number, got "three"'],
  ['rules: { graph/max-depth: { max: "3" } }', '1:34 expected a number, got "3" | remove the quotes: 3'],
  ['rules: { graph/max-depth: { max: 0 } }', '1:34 expected at least 1, got 0'],
  ['rules: { graph/max-depth: { max: 1.5 } }', '1:34 expected a whole number, got 1.5'],
  ['rules: { graph/banned: { modules: [{ modul: [a] }] } }', '1:38 unknown key "modul" | did you mean module?'],
  ['rules: { graph/banned: { modules: [{ reason: r }] } }', '1:36 missing key module'],
  ['rules: { graph/banned: error }', '1:10 missing key modules', 'unseen'],
  ['rules: { graph/allowed: { modules: [{ module: a, wen: {} }] } }', '1:50 unknown key "wen" | did you mean when?'],
  [
    'rules: { graph/allowed: { modules: [{ module: a, when: { direkt: true } }] } }',
    '1:58 unknown key "direkt" | did you mean direct?',
  ],
  ['rules: { license/policy: { allow: [MTI] } }', '1:36 "MTI" is not an SPDX ID | did you mean MIT?', 'unseen'],
  ['rules: { license/policy: { allow: MIT } }', '1:35 expected a list, got "MIT" | use a list: [MIT]'],
  ['rules: { license/policy: { scope: directly } }', '1:35 unknown value "directly" | did you mean direct?'],
  ['rules: { freshness/stale: { max-age: 2 years } }', '1:38 "2 years" is not a valid duration | did you mean 2y?'],
  ['rules: { gomod/go-version: { min: 1.24 } }', '1:35 expected text, got 1.24 | put it in quotes: "1.24"'],
  ['rules: { gomod/go-version: { min: go1.24 } }', '1:35 "go1.24" is not a valid Go version | use "1.24"'],
  ['rules: { gomod/tool: { levle: off } }', 'unknown key "levle"'],
  // Tests.
  ['tests: []', '1:8 expected at least one entry, got none'],
  ['tests: [{ name: x, files: {}, expect: [{ rul: a }] }]', 'unknown key "rul" | did you mean rule?'],
  ['tests: [{ name: x, files: {}, fact: {}, expect: [] }]', '1:31 unknown key "fact" | did you mean facts?'],
  // The file itself.
  ['rules: { gomod/exclude: off, gomod/exclude: note }', '1:30 duplicate key "gomod/exclude"', 'unseen'],
  ['- rules', '1:1 expected a map, got a list | start with a key such as extends: or rules:'],
  ['rules:\n\tgomod/exclude: off', '2:1', 'unseen'],
];

describe('a bad policy', () => {
  it.each(BAD)('%s', async (text, wanted, editor) => {
    const problems = await problemsOf(text!);
    expect(problems.join('\n')).toContain(wanted);
    // A misspelled key can be one that is missing, too.
    expect(problems.filter((problem) => !problem.includes('missing key')).length).toBeLessThanOrEqual(1);
    if (editor === undefined) expect(validate(parse(text!))).toBe(false);
  });

  it.each([
    'extends: [strict, ./team/base.yaml, "npm:@acme/policy", "npm:p/x.yaml"]',
    'rules: { graph/allowed: { modules: [a.example, { module: [b.example], when: { age: { min: 30d }, depth: 1 } }] } }',
    'rules: { graph/banned: { modules: [{ module: [a], when: { license: MIT, owner: [acme], private: false } }] } }',
    'tests: [{ name: x, files: { go.mod: "module m" }, facts: { a@v1.0.0: { license: MIT, time: 2026-01-01 } }, expect: [] }]',
    'rules:\n',
  ])('is not %s, for an editor', (text) => {
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('is one with an unknown option of any rule, which an editor sees too', async () => {
    const v: Valibot = await import('valibot');
    for (const { id, options } of rules) {
      const keys = Object.keys((options?.(v, NO_CHECKS) as { entries?: object } | undefined)?.entries ?? {});
      const near = keys.find((key) => key.length > 3) ?? 'level';
      const slip = `${near.slice(0, -1)}${near.at(-1)}${near.at(-1)}`;
      const text = `rules: { ${id}: { level: off, ${slip}: 1 } }`;
      const problems = await problemsOf(text);
      expect([id, ...problems].join('\n')).toContain(`unknown key "${slip}" | did you mean ${near}?`);
      expect([id, validate(parse(text))]).toEqual([id, false]);
    }
  });

  it('is one where a level of any rule is misspelled', async () => {
    for (const { id } of rules) {
      expect(await problemsOf(`rules: { ${id}: eror }`)).toContainEqual(
        expect.stringContaining('"eror" is not a level | did you mean error?'),
      );
      expect(validate({ rules: { [id]: 'eror' } })).toBe(false);
    }
  });
});

it('names the file, also one that is extended', async () => {
  const { problems } = await loadPolicy({
    source: source('.modwarden.yaml', 'extends: [./team/base.yaml]\n'),
    rules,
    readFile: async (path) => source(path, 'extends: []\nrules:\n  graph/baned: off\n'),
  });
  expect(told(problems)).toEqual(['team/base.yaml:3:3 unknown rule "graph/baned" | did you mean graph/banned?']);
});
