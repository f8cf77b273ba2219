import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { keyHint } from '../../../src/policy/schema/issues.ts';
import { source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';

async function problemsOf(text: string): Promise<string[]> {
  const { problems } = await loadPolicy({
    source: source('.modwarden.yaml', `extends: []\n${text}`),
    rules,
    readFile: async () => undefined,
  });
  return problems.map(({ place, message }) => `${place!.start.line}:${place!.start.column} ${message}`);
}

describe('a number', () => {
  const min = (value: string) => problemsOf(`rules:\n  health/score: { min: ${value} }\n`);
  it.each(['0', '50', '100'])('within its bounds is taken: %s', async (value) => {
    expect(await min(value)).toEqual([]);
  });

  it.each([
    ['-1', '-1', '0'],
    ['101', '101', '100'],
  ])('out of them is told with the bound: %s', async (value, found, bound) => {
    const [problem, ...more] = await min(value);
    expect(more).toEqual([]);
    expect(problem).toMatch(/^3:24 /);
    expect(problem).toMatch(new RegExp(`expected at (least|most) ${bound}, got ${found}$`));
  });

  it('above a bound is told otherwise than one below', async () => {
    const words = async (value: string) => (await min(value))[0]!.replaceAll(/-?\d+/g, '');
    expect(await words('101')).not.toBe(await words('-1'));
    expect(await words('1.5')).not.toBe(await words('-1'));
  });
});

describe('an unknown key', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, i) => `${'abcdefghijklm'[i]}`.repeat(9));

  it('is compared with the known ones, which are named where they are few', () => {
    expect(keyHint('reson', ['reason', 'until'])).toBe('did you mean reason?');
    expect(keyHint('zzz', ['reason', 'until'])).toBe('known keys: reason, until');
    expect(keyHint('zzz', keys(12))).toBe(`known keys: ${keys(12).join(', ')}`);
    expect(keyHint('zzz', keys(13))).toBeUndefined();
    expect(keyHint('zzz', [])).toBeUndefined();
  });
});

describe('with the hint', () => {
  const all = async (text: string) => {
    const { problems } = await loadPolicy({
      source: source('.modwarden.yaml', `extends: []\n${text}`),
      rules,
      readFile: async () => undefined,
    });
    return told(problems);
  };

  it.each<[text: string, problems: readonly string[]]>([
    // Types.
    [
      'rules: { graph/max-depth: { max: true, allow: a } }',
      ['2:34 expected a number, got true | Maximum depth', '2:47 expected a list, got "a" | use a list: [a]'],
    ],
    ['rules: { license/policy: { exceptions: [5] } }', ['2:41 expected a map, got 5']],
    [
      'private: [[a]]',
      [
        '2:11 expected text, got a list | A module pattern as in GOPRIVATE: path elements with * and ?. It includes all modules below.',
      ],
    ],
    ['workspace: 5', ['2:12 expected one of these values, got 5 | use one of judge, ignore']],
    ['workspace: [judge]', ['2:12 expected one of these values, got a list | use one of judge, ignore']],
    ['modules: { include: a }', ['2:21 expected a list, got "a" | use a list: [a]']],
    [
      'modules: { include: }',
      [
        '2:12 the value is missing | More files with go.mod syntax, such as vendor.mod, and go.mod files that are skipped by default.',
      ],
    ],
    ['gaps: { sum: }', ['2:9 the value is missing | use one of fail, report']],
    [
      'rules: { graph/banned: { modules: [{ module: [a], when: { direct: 5 } }] } }',
      ['2:67 expected true or false, got 5 | Whether go.mod requires the module without `// indirect`'],
    ],
    [
      'rules: { graph/banned: { modules: [{ module: [a], when: { direct: "true" } }] } }',
      ['2:67 expected true or false, got "true" | remove the quotes: true'],
    ],
    ['rules: { graph/max-depth: { max: "07" } }', ['2:34 expected a number, got "07" | remove the quotes: 07']],
    ['rules: { graph/max-depth: { max: "true" } }', ['2:34 expected a number, got "true" | Maximum depth']],
    // Texts of the schema itself.
    [
      'rules: { license/policy: { clarify: [{ module: a, file: LICENSE, sha256: x, expression: MIT }] } }',
      ['2:74 expected a SHA-256: 64 hexadecimal digits'],
    ],
    [
      'rules: { license/policy: { clarify: [{ module: "a*", file: LICENSE, sha256: x, expression: MIT }] } }',
      ['2:48 expected the path of one module, without wildcards', '2:77 expected a SHA-256: 64 hexadecimal digits'],
    ],
    [
      'rules: { license/policy: { clarify: [{ module: a, file: LICENSE, sha256: x, expression: MIT OR }] } }',
      [
        '2:74 expected a SHA-256: 64 hexadecimal digits',
        '2:89 "MIT OR" is not a valid license expression: a license is missing at the end',
      ],
    ],
    [
      'rules: { license/policy: { clarify: [{ module: a, file: LICENSE, sha256: x, expression: permissive }] } }',
      [
        '2:74 expected a SHA-256: 64 hexadecimal digits',
        '2:89 "permissive" is a set of licenses: use a single license',
      ],
    ],
    [
      'rules: { license/policy: { clarify: [{ module: a, file: LICENSE, sha256: x, expression: MTI }] } }',
      ['2:74 expected a SHA-256: 64 hexadecimal digits', '2:89 "MTI" is not an SPDX ID | did you mean MIT?'],
    ],
    // Sizes.
    [
      'overrides: [{ files: [], rules: {} }]',
      ['2:22 expected at least one entry, got none | File patterns (minimatch) for paths in the repository.'],
    ],
    [
      'waivers: [{ rule: vuln/known, vuln: [], reason: r, until: 2030-01-01 }]',
      ['2:37 expected at least one entry, got none'],
    ],
    [
      'waivers: [{ rule: vuln/known, vuln: x, reason: r, until: 2030-01-01 }]',
      ['2:37 expected the ID of a vulnerability, got "x" | write GO-2023-2102, CVE-2023-39325 or GHSA-4374-p667-p6c8'],
    ],
    [
      'waivers: [{ rule: graph/banned, module: a, vuln: GO-1, reason: r, until: 2030-01-01 }]',
      ['2:11 only waivers of vuln rules can have vuln or justification | use module or subject for other findings'],
    ],
    [
      'waivers: [{ rule: graph/banned, subject: a, versions: <1, reason: r, until: 2030-01-01 }]',
      ['2:11 the waiver has versions but no module | add module'],
    ],
    [
      'waivers: [{ rule: 5, module: a, reason: r, until: 2030-01-01, justification: none }]',
      [
        '2:19 expected one of these values, got 5 | The rule whose finding is accepted.',
        '2:78 unknown value "none" | use one of component_not_present, vulnerable_code_not_present, vulnerable_code_not_in_execute_path, vulnerable_code_cannot_be_controlled_by_adversary, inline_mitigations_already_exist',
      ],
    ],
    [
      'waivers: [{ rule: xyz, module: a, reason: 5, until: 2030-01-01 }]',
      ['2:19 unknown rule "xyz"', '2:43 expected text, got 5 | put it in quotes: "5"'],
    ],
    [
      `waivers: [{ rule: graph/banned, module: a, reason: ${'x'.repeat(2001)}, until: 2030-01-01 }]`,
      ['2:52 expected at most 2000 characters | The reason why the finding is accepted.'],
    ],
  ])('%s', async (text, problems) => {
    expect(await all(text)).toEqual(problems);
  });
});
