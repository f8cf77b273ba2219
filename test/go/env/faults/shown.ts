import { expect } from 'vitest';
import type { SettingFault } from '../../../../src/go/env/faults/types.ts';

/** Each fault whole, in one line: `kind start-end`, and Go's message, the host or the reason where it has one. */
export function shown(value: string, faults: Iterable<SettingFault>): string[] {
  return [...faults].map(({ kind, start, end, text, ...more }) => {
    expect(text).toBe(value.slice(start, end));
    return [kind, `${start}-${end}`, ...Object.values(more)].join(' ');
  });
}
