/** What is beyond a limit is told, and the rest still judged. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { gatherPolicies } from '../../src/gather/policies/policies.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { parseEnvFile } from '../../src/go/env/captured.ts';
import { settingOverLimit } from '../../src/go/env/setting-limits.ts';
import { parseMod } from '../../src/go/modfile/parse-mod.ts';
import {
  MAX_LINE_LENGTH,
  MAX_SETTING_ENTRIES,
  MAX_SETTING_WILDCARDS,
  MAX_SUM_LINES,
  MAX_TOKEN_LENGTH,
  MAX_VENDOR_LINES,
} from '../../src/go/std/limits.ts';
import { parseSum } from '../../src/go/sum/parse.ts';
import { parseVendor } from '../../src/go/vendor/modules-txt.ts';
import { draftKeeper, withinBounds } from '../../src/lint/finding-size.ts';
import { MAX_NAME, MAX_SENTENCE } from '../../src/lint/limits.ts';
import { boundedTree } from '../../src/model/bounded-tree.ts';
import { discover } from '../../src/model/discover.ts';
import { MAX_FOLDER_DEPTH, MAX_MODULES, MAX_WORKSPACES } from '../../src/model/limits.ts';
import type { Draft } from '../../src/model/rule.ts';
import { MAX_FIELDS } from '../../src/policy/inline.ts';
import { MAX_OVERRIDE_GLOBS, MAX_POLICY_FILES, MAX_WAIVERS } from '../../src/policy/limits.ts';
import { source, span } from '../../src/text/source.ts';
import { load, told } from '../policy/helpers.ts';
import { report } from '../report/fixture.ts';
import { judgeFiles } from '../support/judge-files.ts';

const GO = 'module example.com/main\n\ngo 1.25.0\n\n';

describe('files of Go', () => {
  it.each(['require ', 'require "', 'tool ', 'module '])('refuse a word that is too long: %s', (before) => {
    const longest = parseMod(source('go.mod', `${before}${'a'.repeat(MAX_TOKEN_LENGTH - 1)}`));
    expect(longest.errors.map((e) => e.message)).not.toContain(
      `over the limit of ${MAX_TOKEN_LENGTH} characters for one word`,
    );
    const end = before.endsWith('"') ? '"' : '';
    const start = GO.length + before.indexOf(' ') + 1;
    const { errors } = parseMod(source('go.mod', `${GO}${before}${'a'.repeat(MAX_TOKEN_LENGTH + 1)}${end}`));
    expect(errors.map((e) => [e.message, e.at.start])).toEqual([
      [`over the limit of ${MAX_TOKEN_LENGTH} characters for one word`, start],
    ]);
  });

  it('take a comment of any length', () => {
    expect(parseMod(source('go.mod', `${GO}// ${'a'.repeat(MAX_TOKEN_LENGTH * 2)}\n`)).errors).toEqual([]);
  });

  it('stop reading a go.sum at its line limit', () => {
    const { entries, errors } = parseSum(source('go.sum', `example.com/a v1.0.0 h1:x\n${'\n'.repeat(MAX_SUM_LINES)}`));
    expect(entries).toHaveLength(1);
    expect(errors.map((e) => e.message)).toEqual([`over the limit of ${MAX_SUM_LINES} lines`]);
  });

  it.each([
    ['\n'.repeat(MAX_VENDOR_LINES + 1), `over the limit of ${MAX_VENDOR_LINES} lines`],
    [`# a v1\n${'a'.repeat(MAX_LINE_LENGTH + 1)}`, `line 2 is over the limit of ${MAX_LINE_LENGTH} characters`],
  ])('say that a modules.txt cannot be read', (text, why) => {
    expect(parseVendor(source('vendor/modules.txt', text))).toMatchObject({ unreadable: why, records: [] });
  });

  it.each<[string, string | undefined]>([
    [
      `GOPROXY='${'https://a.example,'.repeat(MAX_SETTING_ENTRIES)}'`,
      `GOPROXY is over the limit of ${MAX_SETTING_ENTRIES} entries`,
    ],
    [
      `GONOSUMDB='${Array.from({ length: MAX_SETTING_WILDCARDS + 1 }, (_, i) => `*.a${i}.example`).join(',')}'`,
      `GONOSUMDB is over the limit of ${MAX_SETTING_WILDCARDS} entries with wildcards`,
    ],
    [`GOPRIVATE='${'*.example,'.repeat(MAX_SETTING_WILDCARDS + 1)}'`, undefined],
    ["GOPRIVATE='*.example'", undefined],
  ])('name a setting with too many entries', (text, message) => {
    expect(settingOverLimit(parseEnvFile(source('go.env', `${text}\n`)))?.message).toBe(message);
  });
});

describe('repositories', () => {
  const numbered = (n: number, file: string) => Array.from({ length: n }, (_, i) => `m${i}/${file}`);

  it('have go.mod and go.work files up to a limit', () => {
    const found = discover([...numbered(MAX_MODULES + 1, 'go.mod'), ...numbered(MAX_WORKSPACES + 1, 'go.work')]);
    expect([found.modules.length, found.workspaces.length]).toEqual([MAX_MODULES, MAX_WORKSPACES]);
    expect(found.omitted.map((o) => o.message)).toEqual([
      `more than ${MAX_MODULES} go.mod files: only those in the first folders are checked`,
      `more than ${MAX_WORKSPACES} go.work files: only those in the first folders are checked`,
    ]);
  });

  it('have them in folders of limited depth, and a gap says where not', async () => {
    const at = (depth: number) => `${'a/'.repeat(depth)}go.mod`;
    const { modules, gaps } = await judgeFiles({
      files: { [at(MAX_FOLDER_DEPTH)]: GO, [at(MAX_FOLDER_DEPTH + 1)]: GO },
    });
    expect(modules.map((m) => m.file)).toEqual([at(MAX_FOLDER_DEPTH)]);
    expect(gaps.map((g) => g.detail)).toContainEqual(
      expect.stringContaining(`nested deeper than ${MAX_FOLDER_DEPTH} folders`),
    );
  });

  it('are read up to so many bytes in all', async () => {
    const tree = boundedTree(memoryTree({ a: '12345', b: '12345', c: '1' }), 9);
    expect(await tree.read('a')).toHaveLength(5);
    await expect(tree.read('b')).rejects.toMatchObject({ name: 'TreeError', problem: 'too-large' });
    await expect(tree.read('c')).rejects.toThrow('over the limit of 9 bytes read in one run');
  });

  it('have policy files up to a limit', async () => {
    const folders = numbered(MAX_POLICY_FILES + 3, '').map((folder) => folder.slice(0, -1));
    const files = Object.fromEntries(folders.map((folder) => [`${folder}/.modwarden.json`, '{"extends":["strict"]}']));
    const { problems, of } = await gatherPolicies(
      { tree: memoryTree(files), root: '/', onDisk: false, rules },
      folders,
    );
    expect(problems.map((p) => p.message)).toEqual([
      expect.stringContaining(`more than ${MAX_POLICY_FILES} policy files`),
    ]);
    expect([of(folders[0]!).extends, of(folders.at(-1)!).extends]).toEqual([['strict'], ['recommended']]);
  });
});

describe('policies', () => {
  const waiver = (i: number) => `  - { rule: graph/banned, module: example.com/a${i}, reason: r, until: 2027-01-01 }\n`;
  const override = (i: number) =>
    `  - { files: [${Array.from({ length: 100 }, (_, k) => `f${i}x${k}`).join(', ')}], rules: { graph/banned: off } }\n`;
  const repeated = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('');

  it('have waivers up to a limit, with those that they extend', async () => {
    const { policy, problems } = await load({
      '.modwarden.yaml': `extends: [./base.yaml]\nwaivers:\n${waiver(0)}${waiver(1)}`,
      'base.yaml': `waivers:\n${repeated(MAX_WAIVERS - 1, waiver)}`,
    });
    expect(policy.waivers).toHaveLength(MAX_WAIVERS);
    expect(told(problems)).toEqual([
      `4:5 more than ${MAX_WAIVERS} waivers | this one and all that follow have no effect: remove unused ones`,
    ]);
  }, 60_000);

  it('have file patterns in overrides up to a limit', async () => {
    const { policy, problems } = await load(`overrides:\n${repeated(MAX_OVERRIDE_GLOBS / 100 + 1, override)}`);
    expect(policy.overrides).toHaveLength(MAX_OVERRIDE_GLOBS / 100);
    expect(told(problems)).toEqual([
      expect.stringContaining(`more than ${MAX_OVERRIDE_GLOBS} file patterns in all overrides`),
    ]);
  });

  it('have waivers beside lines with few fields', async () => {
    const fields = 'owner=a '.repeat(MAX_FIELDS + 1);
    const text = `${GO}require example.com/b v1.0.0 // indirect; modwarden:allow graph/banned ${fields}\n`;
    const { problems } = await judgeFiles({ files: { 'go.mod': text } });
    expect(problems.map((p) => p.message)).toEqual([`more than ${MAX_FIELDS} fields in a waiver`]);
  });
});

describe('reports', () => {
  const draft = (message: string): Draft => ({ at: span(source('go.mod', 'x'), 0, 1), subject: 's', message });

  it('keep findings up to a number and a size, and count the rest by rule', () => {
    const keeper = draftKeeper({ findings: 3, chars: 50 });
    for (const rule of ['a/b', 'a/b', 'c/d', 'c/d', 'c/d']) keeper.keep(rule, draft('short'));
    expect(keeper.kept.map((k) => k.rule)).toEqual(['a/b', 'a/b', 'c/d']);
    expect([...keeper.leftOut]).toEqual([['c/d', 2]]);
    const bySize = draftKeeper({ findings: 100, chars: 40 });
    for (let i = 0; i < 3; i++) bySize.keep('a/b', draft('a message of some length'));
    expect([bySize.kept.length, bySize.leftOut.get('a/b')]).toEqual([1, 2]);
  });

  it('cut what is too long in one finding', () => {
    const long = 'x'.repeat(MAX_SENTENCE * 2);
    const { message, subject, hint, related, data } = withinBounds({
      ...report.findings[0]!,
      message: long,
      subject: long,
      hint: long,
      related: [{ place: report.findings[0]!.place, message: long }],
      data: { kind: 'a', text: long, list: [long], number: 7 },
    });
    expect([message, hint, related[0]?.message].map((text) => text?.length)).toEqual([
      MAX_SENTENCE,
      MAX_SENTENCE,
      MAX_SENTENCE,
    ]);
    expect([subject.length, String(data?.text).length, [data?.list].flat()[0]?.toString().length]).toEqual([
      MAX_NAME,
      MAX_NAME,
      MAX_NAME,
    ]);
    expect([data?.kind, data?.number]).toEqual(['a', 7]);
  });

  it('do not repeat a long line in the message of every other', async () => {
    const long = 'f'.repeat(50_000);
    const sum = `example.com/a v1.0.0 h1:${long}\n${Array.from({ length: 20 }, (_, i) => `example.com/a v1.0.0 h1:${i}\n`).join('')}`;
    const { findings } = await judgeFiles({ files: { 'go.mod': GO, 'go.sum': sum } });
    const conflicts = findings.filter((f) => f.rule === 'sum/conflict');
    expect(conflicts).toHaveLength(20);
    expect(conflicts.every((f) => f.message.length < 1_000)).toBe(true);
  });
});
