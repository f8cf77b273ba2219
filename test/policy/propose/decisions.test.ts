import { expect, it } from 'vitest';
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

it('says when the depth is known in part', () => {
  const depth = { max: 7, module: 'example.com/x', complete: false };
  const [decision] = decisionsFor([], { ...NOTHING_OBSERVED, depth }, (id) => id === 'graph/max-depth');
  expect(decision!.setting).toBe('{ max: 7 }');
  expect(decision!.why).toHaveLength(2);
});
