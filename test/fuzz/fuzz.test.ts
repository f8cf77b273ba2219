/** Every harness: what once broke it, its seeds, and a few changes to them. `npm run fuzz` searches on. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

interface Harness {
  readonly seeds: () => readonly string[] | Promise<readonly string[]>;
  readonly words?: readonly string[];
  readonly prepare: () => Promise<(input: Buffer) => unknown>;
}

const BUILT = existsSync('dist/lib/src/index.js');
if (!BUILT) console.log('fuzzing: skipped, dist/lib is not built (npm run build)');

const CASES = 'test/fuzz/cases';
const index = new URL('harnesses/index.mjs', import.meta.url).href;
const { HARNESSES } = (BUILT ? await import(index) : { HARNESSES: {} }) as { HARNESSES: Record<string, Harness> };
const { changedInput, dictionaryOf, randomOf } = await import(new URL('mutations.mjs', import.meta.url).href);

describe.skipIf(!BUILT).each(Object.keys(HARNESSES))('%s', (name) => {
  it('takes what once broke it, its seeds and changes to them', async () => {
    const harness = HARNESSES[name]!;
    const run = await harness.prepare();
    const folder = join(CASES, name);
    const kept = existsSync(folder) ? readdirSync(folder).map((file) => readFileSync(join(folder, file))) : [];
    const seeds = (await harness.seeds()).map((text) => Buffer.from(text));
    for (const input of [...kept, ...seeds]) await run(input);
    const words = dictionaryOf(seeds, harness.words ?? []);
    const random = randomOf(7);
    for (let i = 0; i < 150; i++) await run(changedInput(seeds, words, random, 1 << 12));
  });
});

it.skipIf(!BUILT)('has no cases of a harness that is gone', () => {
  const folders = existsSync(CASES) ? readdirSync(CASES) : [];
  expect(folders.filter((name) => !Object.hasOwn(HARNESSES, name))).toEqual([]);
});

describe('an input that breaks something', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made small, as long as it does', async () => {
    const { smaller } = await import(new URL('smaller.mjs', import.meta.url).href);
    const input = Buffer.from('a long text with an x, and a y at its end');
    const breaks = async (bytes: Buffer) => bytes.includes('x') && bytes.includes('y');
    expect(String(await smaller(input, breaks))).toBe('xy');
    expect(String(await smaller(Buffer.from('x'), async () => true))).toBe('');
  });

  it('is made in the same way by the same seed', () => {
    const made = (seed: number) => {
      const pool = [Buffer.from('module example.com/m\n')];
      const random = randomOf(seed);
      return Array.from({ length: 50 }, () => String(changedInput(pool, dictionaryOf(pool, []), random, 1 << 12)));
    };
    expect(made(1)).toEqual(made(1));
    expect(made(1)).not.toEqual(made(2));
  });
});
