import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  type Stats,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  absent,
  FIELDS,
  FOLLOWED,
  isAsBefore,
  isMissing,
  isSettled,
  LISTED,
  NOT_FOLLOWED,
  stateNow,
  stateOf,
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

it('is settled once a change would get another time: a tick later, or two seconds and a half where whole ones are kept', () => {
  const changed = (ctime: number) => Float64Array.of(FOLLOWED, 1, 2, 3, 4, 5, 6, ctime);
  for (const [ctime, settled] of [
    [1_000_001, 100],
    [1_000_999.5, 100],
    [1_000_000, 2_500],
  ] as const) {
    expect(isSettled(changed(ctime), ctime + settled)).toBe(false);
    expect(isSettled(changed(ctime), ctime + settled + 1)).toBe(true);
  }
  // Nothing is there, or it was not looked at when it was changed.
  expect(isSettled(absent(FOLLOWED), 0)).toBe(true);
});

describe('the numbers of a state', () => {
  const stat = (kind: 'isFile' | 'isDirectory' | 'isSymbolicLink' | 'isFIFO'): Stats =>
    ({
      isFile: () => kind === 'isFile',
      isDirectory: () => kind === 'isDirectory',
      isSymbolicLink: () => kind === 'isSymbolicLink',
      dev: 1,
      ino: 2,
      mode: 3,
      uid: 4,
      size: 5,
      mtimeMs: 6,
      ctimeMs: 7,
    }) as unknown as Stats;

  it('are all of a file, of a link and of a folder that was listed, else who and what a folder is', () => {
    for (const how of [FOLLOWED, NOT_FOLLOWED, LISTED]) {
      expect([...stateOf(stat('isFile'), how)!]).toEqual([how, 1, 2, 3, 4, 5, 6, 7]);
      expect([...stateOf(stat('isSymbolicLink'), how)!]).toEqual([how, 1, 2, 3, 4, 5, 6, 7]);
    }
    expect([...stateOf(stat('isDirectory'), LISTED)!]).toEqual([LISTED, 1, 2, 3, 4, 5, 6, 7]);
    expect([...stateOf(stat('isDirectory'), FOLLOWED)!]).toEqual([FOLLOWED, 1, 2, 3, 4, 0, 0, 0]);
    expect(stateOf(stat('isFIFO'), FOLLOWED)).toBeUndefined();
    expect([...absent(LISTED)]).toEqual([LISTED, 0, 0, 0, 0, 0, 0, 0]);
    expect([FOLLOWED, NOT_FOLLOWED, LISTED, FIELDS]).toEqual([1, 2, 4, 8]);
  });

  it('differ where any of them does', () => {
    const file = join(box, 'numbers');
    writeFileSync(file, '');
    const state = stateNow(file, FOLLOWED)!;
    const two = new Float64Array(2 * FIELDS);
    two.set(state, FIELDS);
    expect(isAsBefore(file, two, FIELDS)).toBe(true);
    for (let i = 1; i < FIELDS; i++) {
      two.set(state, FIELDS);
      two[FIELDS + i]! += 1;
      expect(isAsBefore(file, two, FIELDS)).toBe(false);
    }
  });

  it('are those of nothing where a folder on the way is a file, and none where nobody can tell', () => {
    writeFileSync(join(box, 'plain'), '');
    expect(stateNow(join(box, 'plain/below'), FOLLOWED)).toEqual(absent(FOLLOWED));
    expect(stateNow(join(box, 'x'.repeat(300)), FOLLOWED)).toBeUndefined();
    const error = (code: string) => Object.assign(new Error(code), { code });
    expect(['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP'].map((code) => isMissing(error(code)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
