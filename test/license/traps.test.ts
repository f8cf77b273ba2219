import { describe, expect, it } from 'vitest';
import { setOf } from '../../src/license/match/sets.ts';
import { type Expression, parseExpression } from '../../src/license/spdx/expression.ts';
import { read } from './index-fixture.ts';
import { traps } from './traps.ts';

/** What a policy that allows only permissive licenses must not let pass: the higher, the less free. */
function burden(leaf: string): number {
  if (leaf === 'unknown' || leaf === 'NOASSERTION' || leaf === 'NONE') return 5;
  const set = setOf(leaf.replace(/-(only|or-later)$/, ''), undefined);
  return set === undefined ? 4 : ['permissive', 'weak-copyleft', 'strong-copyleft', 'network-copyleft'].indexOf(set);
}

/** Of an AND the heaviest part counts, of an OR the lightest. */
function weigh(expression: Expression): number {
  if (expression.kind === 'leaf') return burden(expression.text);
  const parts = expression.parts.map(weigh);
  return expression.kind === 'and' ? Math.max(...parts) : Math.min(...parts);
}

function weight(text: string | undefined): number {
  const parsed = parseExpression(text ?? 'unknown');
  return parsed.ok ? weigh(parsed.expression) : 5;
}

describe('the order of freedom', () => {
  it.each([
    ['MIT', 0],
    ['MIT OR GPL-3.0-only', 0],
    ['MIT AND MPL-2.0', 1],
    ['GPL-3.0-only AND MIT', 2],
    ['AGPL-3.0-only', 3],
    ['LicenseRef-Commons-Clause AND MIT', 4],
    ['MIT AND NOASSERTION', 5],
  ])('weighs %s as %d', (expression, expected) => {
    expect(weight(expression)).toBe(expected);
  });
});

describe('texts that grant less than a name in them suggests', () => {
  it('are many', () => {
    expect(traps.length).toBeGreaterThan(200);
    expect(new Set(traps.map((t) => t.text)).size).toBe(traps.length);
  });

  it('are never read as freer than they are', () => {
    const freer = traps
      .map(({ text, label }) => ({ text, label, found: read(text).expression }))
      .filter(({ label, found }) => weight(found) < weight(label));
    expect(freer).toEqual([]);
  });

  it('are read as they are labeled where they grant something', () => {
    const granting = traps.filter((t) => t.label !== 'unknown');
    const lost = granting.filter(({ text, label }) => {
      const found = new Set(read(text).expression?.split(/ AND | OR |[()]/));
      return !label.split(/ AND | OR /).every((id) => found.has(id));
    });
    expect(lost.map((t) => `${t.text}: ${read(t.text).expression}`)).toEqual([]);
  });

  it('say which sentence makes them unknown', () => {
    expect(read('Licensed under the MIT License until 2027.').note).toBe('"Licensed under the MIT License until 2027"');
    expect(read('No MIT License is granted.').note).toContain('No MIT License is granted');
    expect(read('SPDX-License-Identifier: MIT/Apache-2.0').note).toContain('"MIT/Apache-2.0"');
  });
});
