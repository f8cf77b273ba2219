/** Evil repositories, end to end: nothing runs, nothing leaks, nothing acts where it is shown, and the rest is still checked. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newBox } from '../support/box.ts';
import { obeyed } from '../support/hostile.ts';
import { ARCHIVES } from './archives.ts';
import { CONTROL } from './control.ts';
import { ENCODING } from './encoding.ts';
import type { EvilRepository } from './evil-repository.ts';
import { NAMES } from './names.ts';
import { OUTSIDE } from './outside.ts';
import { SIZE } from './size.ts';
import { TEXT } from './text.ts';

const KINDS: Readonly<Record<string, readonly EvilRepository[]>> = {
  'text that acts': TEXT,
  'names that mean something': NAMES,
  'ways out': OUTSIDE,
  'what would run': CONTROL,
  size: SIZE,
  encoding: ENCODING,
  archives: ARCHIVES,
};

it('are at least sixty', () => {
  expect(Object.values(KINDS).flat().length).toBeGreaterThanOrEqual(60);
});

describe.each(Object.entries(KINDS))('%s', (_, repositories) => {
  it.each(repositories)(
    '$name',
    async ({ files = {}, make, args = ['check', '--offline'], env, code, says, never = [] }) => {
      const box = newBox('off', files);
      try {
        make?.(box);
        const ended = await box.run(args, env && { env });
        const printed = ended.out + ended.err;
        expect([ended.code, says.filter((text) => !found(printed, text)), printed.slice(0, 3000)]).toEqual([
          code,
          [],
          printed.slice(0, 3000),
        ]);
        expect(never.filter((text) => found(printed, text))).toEqual([]);
        expect(obeyed(printed)).toEqual([]);
        expect(printed).not.toContain('internal error');
        expect(printed.length).toBeLessThan(4_000_000);
        expect(existsSync(join(box.root, 'canary'))).toBe(false);
      } finally {
        box.remove();
      }
    },
  );
});

function found(text: string, what: string | RegExp): boolean {
  return typeof what === 'string' ? text.includes(what) : what.test(text);
}
