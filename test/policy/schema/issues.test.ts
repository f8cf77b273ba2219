import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { keyHint } from '../../../src/policy/schema/issues.ts';
import { source } from '../../../src/text/source.ts';

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
