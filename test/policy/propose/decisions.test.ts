import { describe, expect, it } from 'vitest';
import { parseMod } from '../../../src/go/modfile/parse-mod.ts';
import { decisionsFor, goVersions } from '../../../src/policy/propose/decisions.ts';
import { NOTHING_OBSERVED } from '../../../src/policy/propose/observed.ts';
import { source } from '../../../src/text/source.ts';

const modules = (...goLines: readonly string[]) =>
  goLines.map((line) => ({ mod: parseMod(source('go.mod', `module example.com/m\n\n${line}\n`)).file }));

it('takes the lowest go line for the minimum', () => {
  expect(goVersions(modules('go 1.25.1', 'go 1.9', 'go 1.24rc1', ''))).toEqual(['1.9', '1.25.1']);
  const [first] = decisionsFor(modules('go 1.25.1', 'go 1.24'), NOTHING_OBSERVED, () => true);
  expect(first).toEqual({ rule: 'gomod/go-version', setting: '{ min: "1.24" }', why: ['The lowest go line is 1.24.'] });
});

it('allows exactly the licenses in use, as an error only if all are known', () => {
  const settingFor = (others: readonly string[]) =>
    decisionsFor(
      [],
      { ...NOTHING_OBSERVED, licenses: { ids: ['ISC', 'MIT'], recognized: 2, others } },
      (id) => id === 'license/policy',
    );
  expect(settingFor([])[0]!.setting).toBe('{ allow: [ISC, MIT] }');
  expect(settingFor(['example.com/x'])[0]).toMatchObject({
    setting: '{ level: warning, allow: [ISC, MIT] }',
    why: [
      'The licenses of 2 modules in use.',
      'A warning, because the license of example.com/x is unavailable or not recognized.',
    ],
  });
});

describe('every decision', () => {
  const all = (observed: object, text = '') =>
    decisionsFor(
      [{ mod: parseMod(source('go.mod', `module example.com/m\n\n${text}`)).file }],
      { ...NOTHING_OBSERVED, ...observed },
      () => true,
    );
  const STALE = {
    rule: 'freshness/stale',
    setting: '{ max-age: 2y }',
    why: ['Two years without a release are a common limit.'],
  };
  const COMMON = {
    rule: 'license/policy',
    setting: '{ level: warning, allow: [MIT, Apache-2.0, BSD-2-Clause, BSD-3-Clause, ISC] }',
    why: ['No license text was available. These are common; allow those that your organization allows.'],
  };

  it('has a usual value where nothing is known', () => {
    const depth = {
      rule: 'graph/max-depth',
      setting: '{ max: 5 }',
      why: ['The depth is unknown without the module cache.'],
    };
    expect(all({})).toEqual([depth, COMMON, STALE]);
    expect(all({ licenses: { ids: [], recognized: 0, others: [] } })).toEqual([depth, COMMON, STALE]);
  });

  it('has the value of the repository, with the reason', () => {
    const observed = {
      depth: { max: 7, module: 'example.com/x', complete: true },
      licenses: { ids: ['MIT'], recognized: 1, others: ['a', 'b', 'c', 'd', 'e'] },
    };
    const lines = 'go 1.24\nreplace k8s.io/api => github.com/acme/api v1.0.0\n';
    expect(all(observed, lines)).toEqual([
      { rule: 'gomod/go-version', setting: '{ min: "1.24" }', why: ['The lowest go line is 1.24.'] },
      {
        rule: 'graph/max-depth',
        setting: '{ max: 7 }',
        why: ['The deepest dependency is example.com/x, at depth 7.'],
      },
      {
        rule: 'license/policy',
        setting: '{ level: warning, allow: [MIT] }',
        why: [
          'The licenses of 1 module in use.',
          'A warning, because the license of a, b, c and 2 more is unavailable or not recognized.',
        ],
      },
      {
        rule: 'replace/target',
        setting: '{ allow: [{ old: [k8s.io/*], new: github.com/acme/* }] }',
        why: ['Accepts the replacement by other modules.'],
      },
      STALE,
    ]);
  });

  it('names three modules without a license, and counts the others', () => {
    const why = (others: readonly string[]) => all({ licenses: { ids: ['MIT'], recognized: 2, others } })[1]!.why;
    expect(why([])).toEqual(['The licenses of 2 modules in use.']);
    expect(why(['a', 'b', 'c'])[1]).toContain('of a, b, c is unavailable');
    expect(why(['a', 'b', 'c', 'd'])[1]).toContain('of a, b, c and 1 more is unavailable');
  });

  it('accepts all replacements, also those by a family of many', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((x) => `replace ${x}.example/m => github.com/acme/${x} v1.0.0\n`);
    const [, , target] = all({}, `${many.join('')}replace k8s.io/api => other.example v1.0.0\n`);
    expect(target).toEqual({
      rule: 'replace/target',
      setting: '{ allow: [{ new: github.com/acme/* }, { old: [k8s.io/*], new: other.example }] }',
      why: ['Accepts the 7 replacements by other modules.'],
    });
  });
});

it('says when the depth is known in part', () => {
  const depth = { max: 7, module: 'example.com/x', complete: false };
  const [decision] = decisionsFor([], { ...NOTHING_OBSERVED, depth }, (id) => id === 'graph/max-depth');
  expect(decision!.why).toEqual([
    'The deepest dependency is example.com/x, at depth 7.',
    'Some go.mod files were not available: others may be deeper.',
  ]);
});
