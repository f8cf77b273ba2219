import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  FOLLOWED,
  isAsBefore,
  isSettled,
  LISTED,
  NOT_FOLLOWED,
  stateNow,
} from '../../../src/gather/repeat/file-states.ts';

const box = mkdtempSync(join(tmpdir(), 'states-'));
afterAll(() => rmSync(box, { recursive: true, force: true }));

/** Whether the path looks the same after `change`. */
function same(path: string, how: number, change: () => void): boolean {
  const before = stateNow(path, how)!;
  change();
  return isAsBefore(path, before, 0);
}

describe('a path looked at again', () => {
  const file = join(box, 'file');
  const folder = join(box, 'folder');
  writeFileSync(file, 'one');
  mkdirSync(folder);

  it('is as before where nothing happened', () => {
    for (const path of [file, folder, join(box, 'none'), join(file, 'below')])
      for (const how of [FOLLOWED, NOT_FOLLOWED, LISTED]) expect(same(path, how, () => {})).toBe(true);
  });

  it.each<readonly [string, string, number, () => void]>([
    [
      'has other content of the same length and the same time',
      file,
      FOLLOWED,
      () => {
        writeFileSync(file, 'two');
        utimesSync(file, 1, 1);
      },
    ],
    ['has another mode', file, FOLLOWED, () => chmodSync(file, 0o600)],
    [
      'is another file of the same content',
      file,
      NOT_FOLLOWED,
      () => {
        writeFileSync(`${file}2`, 'two');
        renameSync(`${file}2`, file);
      },
    ],
    ['is there now', join(box, 'new'), FOLLOWED, () => writeFileSync(join(box, 'new'), '')],
    ['is gone', join(box, 'new'), FOLLOWED, () => rmSync(join(box, 'new'))],
    ['has one more entry', folder, LISTED, () => writeFileSync(join(folder, 'entry'), '')],
    [
      'has an entry of another kind',
      folder,
      LISTED,
      () => {
        rmSync(join(folder, 'entry'));
        symlinkSync('nowhere', join(folder, 'entry'));
      },
    ],
    [
      'is a link now',
      file,
      NOT_FOLLOWED,
      () => {
        renameSync(file, `${file}3`);
        symlinkSync(`${file}3`, file);
      },
    ],
    [
      'is a link to another file',
      file,
      FOLLOWED,
      () => {
        rmSync(file);
        writeFileSync(`${file}4`, 'two');
        symlinkSync(`${file}4`, file);
      },
    ],
  ])('differs where it %s', (_, path, how, change) => {
    expect(same(path, how, change)).toBe(false);
  });

  it('does not depend on what lies in a folder that was not listed', () => {
    expect(same(folder, FOLLOWED, () => writeFileSync(join(folder, 'more'), ''))).toBe(true);
  });
});

it('does not take the word of a time that a change of the same moment would have too', () => {
  const file = join(box, 'young');
  writeFileSync(file, '');
  const state = stateNow(file, FOLLOWED)!;
  expect(isSettled(state, Date.now())).toBe(false);
  expect(isSettled(state, Date.now() + 60_000)).toBe(true);
  // A file system that keeps whole seconds.
  state[7] = 1_000_000;
  expect(isSettled(state, 1_001_000)).toBe(false);
  expect(isSettled(state, 1_003_000)).toBe(true);
});

it('has no state for what is no file', () => {
  expect(stateNow('/dev/null', FOLLOWED)).toBeUndefined();
});
