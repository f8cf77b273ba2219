/** What faults the tool plants, and that each of them is one: the text that it makes must parse. */
import { parseSync } from 'vite';
import { expect, it } from 'vitest';

interface Point {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly before: string;
  readonly text: string;
}

// They are JavaScript without types.
const load = (name: string) => import(new URL(name, import.meta.url).href);
const { pointsOf } = (await load('points.mjs')) as { pointsOf(file: string, text: string): Point[] };
const { marked, mutated } = (await load('reach.mjs')) as {
  marked(text: string, places: readonly (Point & { readonly place: number })[], number: number): string;
  mutated(text: string, point: Point): string;
};

const faults = (text: string) => pointsOf('x.ts', text).map(({ before, text: fault }) => `${before} → ${fault}`);

it.each<[code: string, faults: string[]]>([
  ['const x = a < b;', ['a < b → a <= b']],
  ['const x = a && !b;', ['a && !b → a || !b', '!b → b']],
  ['const x = 3;', ['3 → (3 + 1)']],
  ["const x = 'id';", ["'id' → ''"]],
  ['const x = [a];', ['[a] → []']],
  ['const x = true;', ['true → false']],
  ['if (a) b();', ['a → !(a)', 'a → false', 'b(); → ;']],
  ['const x = a.some(f);', ['a.some(f) → a.every(f)']],
  ['function f() { return a; }', ['a → undefined']],
  ['i++;', ['i++; → ;', 'i++ → i--']],
  // Prose, types, imports, names of properties, tables and what joins texts are left alone.
  ["const x = 'said to people';", []],
  ["type A = 'x' | 3; interface B { c: 'd' }", []],
  ["import { a } from 'b'; export * from 'c';", []],
  ['const x = { 3: a };', []],
  [`const x = [${Array.from({ length: 13 }, (_, i) => `'t${i}'`).join()}] as const;`, []],
  ["const x = a + 'b c';", []],
])('%s', (code, expected) => {
  const own = code.includes(' as const') ? faults(code).filter((fault) => !fault.endsWith('→ []')) : faults(code);
  expect(own).toEqual(expected);
});

const CODE = `export function f(a: number, list: readonly string[]): string {
  if (a < 1 && list.some((x) => !x)) throw new Error('no');
  for (let i = 0; i < list.length; i++) if (list[i] === 'x') continue;
  return a > 2 ? 'y' : (list[0] ?? 'z');
}
`;

it('plants and marks so that the text still parses, each at its own place', () => {
  const points = pointsOf('x.ts', CODE);
  expect(points.length).toBeGreaterThan(20);
  for (const point of points) {
    expect(CODE.slice(point.start, point.end)).toBe(point.before);
    const fault = mutated(CODE, point);
    expect(fault).not.toBe(CODE);
    expect(parseSync('x.ts', fault).errors).toEqual([]);
  }
  const text = marked(
    CODE,
    points.map((point, place) => ({ ...point, place })),
    7,
  );
  expect(parseSync('x.ts', text).errors).toEqual([]);
  for (const place of points.keys()) expect(text).toContain(`[7]??=[])[${place}]=1`);
});
