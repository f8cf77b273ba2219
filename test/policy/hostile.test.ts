import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rules as BUILT_IN } from '../../rules/index.ts';
import { loadPolicy, presetPolicy } from '../../src/policy/layers/load.ts';
import { PRESETS, presetRules } from '../../src/policy/presets/presets.ts';
import { source } from '../../src/text/source.ts';

const PIECES = [
  ...[
    'extends',
    'rules',
    'private',
    'overrides',
    'waivers',
    'gaps',
    'modules',
    'max-fact-age',
    '$schema',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    'files',
    'rule',
    'module',
    'until',
    'reason',
    'level',
    'graph/banned',
    'gomod/go-version',
    'graph/pseudo-version',
    'allow',
    'scope',
  ],
  ...[
    ': ',
    ':',
    '\n',
    '\n  ',
    '\n    ',
    '- ',
    '\n- ',
    '\n  - ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '!x ',
    '| \n',
    '> \n',
    '? ',
    '---\n',
    '%',
    '@',
    '`',
    '\t',
    '<<',
  ],
  ...[
    'off',
    'error',
    'true',
    '1',
    '1.20',
    '0x1',
    '2027-03-31',
    '~',
    '""',
    'recommended',
    './a.yaml',
    './.modwarden.yaml',
    '**',
    '\u{1f600}',
    '\udc80',
    '\ufeff',
    '\r\n',
    '\0',
  ],
];

const load = (path: string, text: string) =>
  loadPolicy({
    source: source(path, text),
    rules: BUILT_IN,
    readFile: async (name) => (name === 'a.yaml' ? source(name, text) : undefined),
  });

test('whatever the text, there are problems with places and a policy, never an exception', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }),
      fc.constantFrom('.modwarden.yaml', 'a.json'),
      async (pieces, path) => {
        const text = pieces.join('');
        const { policy, problems, files } = await load(path, text);
        expect(Array.isArray(policy.waivers)).toBe(true);
        const lines = text.split('\n');
        for (const { place, message } of problems) {
          expect(message).not.toMatch(/undefined|\[object|Invalid|NaN/);
          expect(files.map((file) => file.path)).toContain(place!.path);
          const { start, end } = place!;
          expect(start.line).toBeLessThanOrEqual(lines.length);
          expect(start.column).toBeLessThanOrEqual(lines[start.line - 1]!.length + 2);
          expect(end.line * 1e6 + end.column).toBeGreaterThanOrEqual(start.line * 1e6 + start.column);
        }
        expect(Object.getPrototypeOf({})).toBe(Object.prototype);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('any JSON in any place', async () => {
  const key = fc.constantFrom(
    'extends',
    'rules',
    'private',
    'overrides',
    'waivers',
    'gaps',
    'modules',
    'max-fact-age',
    '$schema',
  );
  await fc.assert(
    fc.asyncProperty(key, fc.jsonValue(), async (name, value) => {
      for (const inner of [
        value,
        [value],
        { 'graph/banned': value, sum: value, include: value },
        [{ files: ['**'], rules: value }],
        [{ rule: value, module: value }],
      ]) {
        const { problems } = await load('a.json', JSON.stringify({ [name]: inner }));
        for (const { message } of problems) expect(message).not.toMatch(/undefined|\[object|Invalid|NaN/);
      }
    }),
    { numRuns: 300 },
  );
});

test('the presets are whole: every rule takes what its preset asks', async () => {
  for (const name of PRESETS) {
    const { rules } = await presetPolicy(name, BUILT_IN);
    expect(Object.keys(rules).sort()).toEqual(
      presetRules(name, BUILT_IN)
        .map(({ id }) => id)
        .sort(),
    );
  }
});
