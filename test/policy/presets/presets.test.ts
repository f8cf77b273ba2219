/** Presets, and how far their rules look. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { NO_CHECKS, type Rule } from '../../../src/model/rule.ts';
import { loadPolicy, presetPolicy } from '../../../src/policy/layers/load.ts';
import {
  dormantRules,
  groupOf,
  isPreset,
  presetNamed,
  presetOptions,
  presetRules,
  withGiven,
} from '../../../src/policy/presets/presets.ts';
import { source } from '../../../src/text/source.ts';

const SCOPES = ['direct', 'required', 'all'];

/** The options of a rule whose values are the scopes, with their defaults. */
function scopesOf(rule: Rule): [name: string, fallback: string][] {
  const schema = rule.options?.(v, NO_CHECKS) as v.StrictObjectSchema<v.ObjectEntries, undefined> | undefined;
  return Object.entries(schema?.entries ?? {}).flatMap(([name, entry]) => {
    const inner =
      v.safeParse(entry as v.GenericSchema, 'all').success && !v.safeParse(entry as v.GenericSchema, 'x').success;
    const fallback = v.safeParse(entry as v.GenericSchema, undefined);
    return inner && SCOPES.every((s) => v.safeParse(entry as v.GenericSchema, s).success) && fallback.success
      ? [[name, String(fallback.output)] as [string, string]]
      : [];
  });
}

const scoped = rules.map((rule) => [rule, scopesOf(rule)] as const).filter(([, scopes]) => scopes.length > 0);

describe('the preset audit', () => {
  it('has the rules of strict, at the same levels', async () => {
    const [strict, audit] = await Promise.all([presetPolicy('strict', rules), presetPolicy('audit', rules)]);
    const levels = (policy: typeof strict) => Object.entries(policy.rules).map(([id, { level }]) => [id, level]);
    expect(levels(audit)).toEqual(levels(strict));
  });

  it.each(scoped.map(([rule, scopes]) => [rule.id, rule, scopes] as const))(
    'looks at the whole graph: %s',
    async (id, _rule, scopes) => {
      const text = `extends: [audit]\nrules:\n  ${id}: { level: warning }\n`;
      const needs: Record<string, string> = {
        'graph/allowed': '{ modules: [example.com] }',
        'graph/max-modules': '{ max: 3 }',
      };
      const policy = needs[id] === undefined ? text : `extends: [audit]\nrules:\n  ${id}: ${needs[id]}\n`;
      const loaded = await loadPolicy({
        source: source('.modwarden.yaml', policy),
        rules,
        readFile: async () => undefined,
      });
      expect(loaded.problems).toEqual([]);
      const options = loaded.policy.rules[id]!.options as Record<string, unknown>;
      for (const [name] of scopes) expect(options[name]).toBe('all');
    },
  );

  it('does not switch on what is off', async () => {
    const { rules: on } = await presetPolicy('audit', rules);
    expect(on['freshness/outdated']).toBeUndefined();
    expect(on['license/policy']).toBeUndefined();
  });

  it('gives way to what the policy says', async () => {
    const text =
      'extends: [audit]\nrules:\n  freshness/outdated: { max-minors: 3, scope: direct }\n  freshness/stale: { scope: required }\n';
    const { policy } = await loadPolicy({
      source: source('.modwarden.yaml', text),
      rules,
      readFile: async () => undefined,
    });
    expect(policy.rules['freshness/outdated']!.options).toMatchObject({ 'max-minors': 3, scope: 'direct' });
    expect(policy.rules['freshness/stale']!.options).toMatchObject({ scope: 'required' });
  });

  it('widens in whatever order presets are named', async () => {
    for (const names of ['[audit, recommended]', '[recommended, audit]']) {
      const text = `extends: ${names}\nrules:\n  license/policy: { deny: [GPL-3.0-only] }\n`;
      const { policy } = await loadPolicy({
        source: source('.modwarden.yaml', text),
        rules,
        readFile: async () => undefined,
      });
      expect(Object.values(policy.rules['license/policy']!.options as object)).toContain('all');
      expect(policy.rules['freshness/deprecated']!.options).toMatchObject({ scope: 'all' });
    }
  });
});

describe.each(['recommended', 'strict'] as const)('the preset %s', (name) => {
  it.each([
    'freshness/deprecated',
    'freshness/stale',
    'graph/duplicate-majors',
    'graph/pseudo-version',
    'license/unknown',
  ])('looks at what go.mod lists: %s', async (id) => {
    const { rules: on } = await presetPolicy(name, rules);
    if (on[id] === undefined) expect(name).toBe('recommended');
    else expect(Object.values(on[id]!.options as object)).toContain('required');
  });
});

describe('rules that read what the user gives', () => {
  it('are in presets only where it was given, and can always be named', async () => {
    const vulnRules = async (...given: ('vulnerabilities' | 'malicious')[]) => {
      const { rules: on } = await presetPolicy('recommended', withGiven(rules, new Set(given)));
      return Object.keys(on).filter((id) => id.startsWith('vuln/'));
    };
    expect(await vulnRules()).toEqual([]);
    expect(await vulnRules('vulnerabilities')).toEqual(['vuln/known']);
    expect(await vulnRules('malicious')).toEqual(['vuln/malicious']);
    const { policy } = await loadPolicy({
      source: source('.modwarden.yaml', 'rules: { vuln/known: error }\n'),
      rules: withGiven(rules, new Set()),
      readFile: async () => undefined,
    });
    expect(policy.rules['vuln/known']?.level).toBe('error');
  });
});

it('names presets, and refuses others with the nearest', () => {
  expect(['recommended', 'strict', 'audit', 'production', 'library'].map(presetNamed)).toHaveLength(5);
  expect([isPreset('strict'), isPreset('Strict'), isPreset('')]).toEqual([true, false, false]);
  const fault = (name: string) => {
    try {
      return presetNamed(name);
    } catch (error) {
      const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
      return { code, message };
    }
  };
  expect(fault('strickt')).toEqual({
    code: 'unknown-preset',
    message: 'unknown preset "strickt" (did you mean "strict"?)',
  });
  expect(fault('x')).toEqual({
    code: 'unknown-preset',
    message: 'unknown preset "x" (expected recommended, strict, audit, production or library)',
  });
});

describe('what a preset takes from the definitions of rules', () => {
  const rule = (id: string, more: object) => ({ id, level: 'warning', presets: [], ...more }) as never as Rule;
  const usual = rule('x/usual', { presets: ['recommended'], strict: { a: 1 }, audit: { b: 2 } });
  const wide = rule('x/wide', { presets: ['strict'], strict: { a: 3 } });
  const asleep = rule('x/asleep', { audit: { b: 4 } });
  const named = rule('replace/unused', { strict: { c: 5 } });
  const all = [usual, wide, asleep, named, rule('x/never', {})];
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

  it('is which rules are on', () => {
    expect(ids(presetRules('recommended', all))).toEqual(['x/usual']);
    expect(ids(presetRules('strict', all))).toEqual(['x/usual', 'x/wide']);
    expect(ids(presetRules('audit', all))).toEqual(['x/usual', 'x/wide']);
    expect(ids(presetRules('library', all))).toEqual(['x/usual', 'replace/unused']);
    expect(ids(presetRules('production', all))).toEqual(['x/usual']);
    expect(ids(dormantRules('audit', all))).toEqual(['x/asleep']);
    expect(ids(dormantRules('strict', all))).toEqual([]);
  });

  it('is which options they have', () => {
    const options = (name: Parameters<typeof presetOptions>[0]) =>
      [usual, asleep, named].map((one) => presetOptions(name, one));
    expect(options('recommended')).toEqual([{}, {}, {}]);
    expect(options('strict')).toEqual([{ a: 1 }, {}, { c: 5 }]);
    expect(options('audit')).toEqual([{ a: 1, b: 2 }, { b: 4 }, { c: 5 }]);
    expect(options('library')).toEqual([{}, {}, { c: 5 }]);
    expect(options('production')).toEqual([{}, {}, {}]);
  });

  it('is refused where the options of a preset are invalid', async () => {
    const bad = rule('x/bad', {
      presets: ['strict'],
      strict: { max: 'x' },
      options: () => v.strictObject({ max: v.number() }),
    });
    await expect(presetPolicy('strict', [bad])).rejects.toMatchObject({
      code: 'invalid-rule',
      message: expect.stringMatching(/^the preset strict: /),
    });
  });
});

it('takes the part before the slash for the group of a rule', () => {
  expect(['graph/banned', 'graph', '/x', 'a/b/c'].map(groupOf)).toEqual(['graph', '', '', 'a']);
});
