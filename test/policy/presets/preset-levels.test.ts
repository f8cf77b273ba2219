import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { loadPolicy, presetPolicy } from '../../../src/policy/layers/load.ts';
import { isKindPreset, type KindPreset, levelIn, PRESET_LEVELS } from '../../../src/policy/presets/preset-levels.ts';
import { source } from '../../../src/text/source.ts';

const PRESETS = Object.keys(PRESET_LEVELS) as KindPreset[];

async function levels(text: string): Promise<Record<string, string>> {
  const loaded = await loadPolicy({ source: source('p.yaml', text), rules, readFile: async () => undefined });
  expect(loaded.problems).toEqual([]);
  return Object.fromEntries(Object.entries(loaded.policy.rules).map(([id, { level }]) => [id, level]));
}

it('has no level for what is no such preset or rule', () => {
  expect([isKindPreset('library'), isKindPreset('strict'), isKindPreset('toString')]).toEqual([true, false, false]);
  expect([levelIn('strict', 'sum/missing'), levelIn('library', 'toString')]).toEqual([undefined, undefined]);
});

describe.each(PRESETS)('the preset %s', (name) => {
  it('names rules that there are, and changes each', async () => {
    const { rules: recommended } = await presetPolicy('recommended', rules);
    const { rules: own } = await presetPolicy(name, rules);
    const { 'replace/local-path': _, ...others } = PRESET_LEVELS[name];
    for (const [id, level] of Object.entries(others)) {
      expect(rules.map((rule) => rule.id)).toContain(id);
      expect([id, own[id]?.level]).toEqual([id, level]);
      expect(own[id]).not.toEqual(recommended[id]);
    }
  });

  it('gives its rules their strict options, and no others', async () => {
    const { rules: strict } = await presetPolicy('strict', rules);
    const { rules: recommended } = await presetPolicy('recommended', rules);
    const { rules: own } = await presetPolicy(name, rules);
    for (const [id, { options }] of Object.entries(own)) {
      const base = levelIn(name, id) === undefined ? recommended : strict;
      if (base[id]) expect([id, options]).toEqual([id, base[id]!.options]);
    }
  });

  it('has all of recommended', async () => {
    const { rules: recommended } = await presetPolicy('recommended', rules);
    const { rules: own } = await presetPolicy(name, rules);
    for (const id of Object.keys(recommended))
      expect([id, own[id]?.level]).toEqual([id, levelIn(name, id) ?? recommended[id]!.level]);
    expect(own).toMatchObject(
      Object.fromEntries(Object.entries(PRESET_LEVELS[name]).map(([id, level]) => [id, { level }])),
    );
  });

  it('leaves other rules as earlier layers have them', async () => {
    const strict = await levels('extends: [strict]\n');
    expect(await levels(`extends: [strict, ${name}]\n`)).toEqual({ ...strict, ...PRESET_LEVELS[name] });
  });

  it('is explained, rule by rule, in docs/presets.md', () => {
    const page = readFileSync('docs/presets.md', 'utf8');
    const section = page.split(/^## /m).find((part) => part.startsWith(`${name}\n`))!;
    const rows = [...section.matchAll(/^\| `([a-z/-]+)` \| (\w+) \| .+ \|$/gm)].map(([, id, level]) => [id, level]);
    expect(Object.fromEntries(rows)).toEqual(PRESET_LEVELS[name]);
  });
});

it('of both kinds, each keeps its levels where the other names none', async () => {
  const both = await levels('extends: [production, library]\n');
  expect(both).toMatchObject({ 'sum/missing': 'error', 'gomod/exclude': 'error', 'replace/unversioned': 'error' });
});
