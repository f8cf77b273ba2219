import fs, { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import promises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { withoutWatch } from '../../../src/gather/repeat/conditions.ts';
import { watchFiles } from '../../../src/gather/repeat/watch-files.ts';

const box = fs.realpathSync(mkdtempSync(join(tmpdir(), 'watch-')));
afterAll(() => rmSync(box, { recursive: true, force: true }));
const file = join(box, 'file');
const none = join(box, 'none');
writeFileSync(file, 'text');
const descriptor = fs.openSync(file, 'r');
afterAll(() => fs.closeSync(descriptor));

/** As if all files were old. */
const later = () => Date.now() + 60_000;

async function watched(action: () => unknown): Promise<readonly string[] | undefined> {
  const watch = watchFiles(later);
  try {
    await action();
  } catch {
    // What is not there.
  }
  return watch.end()?.paths;
}

beforeEach(() => writeFileSync(file, 'text'));

describe('what is noted', () => {
  it.each<readonly [string, () => unknown]>([
    ['openSync', () => fs.closeSync(fs.openSync(file, 'r'))],
    ['openSync of nothing', () => fs.openSync(none, 'r')],
    ['readFileSync', () => fs.readFileSync(file)],
    ['existsSync', () => fs.existsSync(none)],
    ['statSync', () => fs.statSync(file)],
    ['lstatSync', () => fs.lstatSync(none, { throwIfNoEntry: false })],
    ['accessSync', () => fs.accessSync(file)],
    ['readdirSync', () => fs.readdirSync(box)],
    ['opendirSync', () => fs.opendirSync(box).closeSync()],
    ['realpathSync', () => fs.realpathSync(file)],
    ['realpathSync.native', () => fs.realpathSync.native(file)],
    ['readlinkSync', () => fs.readlinkSync(file)],
    ['promises.readFile', () => promises.readFile(file)],
    ['promises.open', async () => (await promises.open(file)).close()],
    ['promises.stat', () => promises.stat(none)],
    ['promises.readdir', () => promises.readdir(box)],
    ['promises.access', () => promises.access(file)],
    ['promises.lstat', () => promises.lstat(file)],
    ['promises.readlink', () => promises.readlink(file)],
    ['promises.realpath', () => promises.realpath(none)],
    ['promises.opendir', async () => (await promises.opendir(box)).close()],
    ['statSync of nothing', () => fs.statSync(none)],
    ['lstatSync of nothing', () => fs.lstatSync(none)],
    ['statSync below a file', () => fs.statSync(join(file, 'x'))],
    ['stat with a callback', () => new Promise<void>((done) => void fs.stat(file, () => done()))],
    ['openSync by a number', () => fs.closeSync(fs.openSync(file, fs.constants.O_RDONLY))],
    ['openSync without flags', () => fs.closeSync((fs.openSync as (path: string) => number)(file))],
    [
      'open with a callback',
      () => new Promise<void>((done) => void fs.open(file, 'r', (_, fd) => fs.close(fd, () => done()))),
    ],
    [
      'createReadStream',
      () =>
        new Promise<void>(
          (done) =>
            void fs
              .createReadStream(file)
              .on('close', () => done())
              .resume(),
        ),
    ],
  ])('is a look by %s', async (_, action) => {
    const paths = (await watched(action))!;
    expect(paths.filter((path) => path.startsWith(box))).toHaveLength(1);
  });

  it('is what a named import looks at, whoever made it', async () => {
    // As a module that was loaded before sees it.
    expect(await watched(() => readdirSync(box))).toEqual([box]);
  });

  it('is a link itself where it is not followed, else the file that it leads to', async () => {
    const link = join(box, 'link');
    symlinkSync('file', link);
    const states = async (action: () => unknown) => {
      const watch = watchFiles(later);
      action();
      const { states } = watch.end()!;
      return [states[0], fs.lstatSync(link).ino === states[2]];
    };
    expect(await states(() => fs.statSync(link))).toEqual([1, false]);
    expect(await states(() => fs.lstatSync(link))).toEqual([2, true]);
    expect(await states(() => fs.readlinkSync(link))).toEqual([2, true]);
    expect(await states(() => fs.closeSync(fs.openSync(link, fs.constants.O_RDONLY)))).toEqual([1, false]);
    const noFollow = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW;
    expect(await states(() => expect(() => fs.openSync(link, noFollow)).toThrow('ELOOP'))).toEqual([2, true]);
    expect(await states(() => fs.readdirSync(box))).toEqual([4, false]);
    rmSync(link);
  });

  it('is one path once for each way it was looked at', async () => {
    const paths = await watched(() => {
      for (let i = 0; i < 2; i++) {
        fs.statSync(file);
        fs.readFileSync(file);
        fs.lstatSync(file);
        fs.readdirSync(box);
        fs.statSync(box);
      }
    });
    expect([...paths!].sort()).toEqual([box, box, file, file]);
  });

  it.each<readonly [string, () => void]>([
    ['to write', () => fs.closeSync(fs.openSync(file, 'w'))],
    ['to add', () => fs.closeSync(fs.openSync(file, 'a'))],
    ['to read and write', () => fs.closeSync(fs.openSync(file, 'r+'))],
    ['by a number to write', () => fs.closeSync(fs.openSync(file, fs.constants.O_WRONLY))],
    ['by a number to read and write', () => fs.closeSync(fs.openSync(file, fs.constants.O_RDWR))],
    ['by its descriptor', () => fs.readFileSync(descriptor)],
  ])('is no file that is opened %s', async (_, action) => {
    expect(await watched(action)).toEqual([]);
  });

  it('is not what is written', async () => {
    expect(await watched(() => writeFileSync(none, ''))).toEqual([]);
    rmSync(none);
  });

  it('is not what has no part in the answer', async () => {
    expect(await watched(() => withoutWatch(() => fs.readFileSync(file)))).toEqual([]);
  });

  it('is nothing once the watch has ended', async () => {
    const watch = watchFiles(later);
    watch.end();
    fs.readFileSync(file);
    expect(watch.end()!.paths).toEqual([]);
  });
});

describe('a run that cannot be told from another', () => {
  it.each<readonly [string, () => unknown]>([
    [
      'a file that changed after it was read',
      () => {
        fs.readFileSync(file);
        writeFileSync(file, 'other');
      },
    ],
    [
      'a file that came after it was missed',
      () => {
        fs.existsSync(none);
        writeFileSync(none, '');
      },
    ],
    [
      'a folder that was filled after it was listed',
      () => {
        const folder = join(box, 'filled');
        mkdirSync(folder);
        fs.readdirSync(folder);
        symlinkSync('x', join(folder, 'x'));
      },
    ],
    ['a device', () => fs.readFileSync('/dev/null')],
    ['a file of the kernel', () => fs.readFileSync('/proc/self/status')],
    ['a path in bytes', () => fs.readFileSync(Buffer.from(file))],
    ['a file whose numbers are large', () => fs.statSync(file, { bigint: true })],
    ['a file of the system', () => fs.readFileSync('/sys/kernel/uevent_seqnum')],
    ['folders that Node lists by itself, later', () => promises.readdir(box, { recursive: true })],
    ['folders that Node lists by itself', () => fs.readdirSync(box, { recursive: true })],
  ])('looked at %s', async (_, action) => {
    expect(await watched(action)).toBeUndefined();
    rmSync(none, { force: true });
  });

  it('looked at a file of this moment', () => {
    const watch = watchFiles();
    writeFileSync(file, 'now');
    fs.readFileSync(file);
    expect(watch.end()).toBeUndefined();
  });
});

it('says what is there as Node does, whether it was looked at before or not', () => {
  const link = join(box, 'broken');
  symlinkSync(none, link);
  const paths = [file, box, none, link, join(file, 'x'), '/dev/null', '/proc/self', Buffer.from(file), '', 7];
  const exist = () => paths.map((path) => fs.existsSync(path as string));
  const sound = exist();
  expect(sound).toEqual([true, true, false, false, false, true, true, true, false, false]);
  const watch = watchFiles(later);
  const seen = [exist(), exist()];
  watch.end();
  rmSync(link);
  expect(seen).toEqual([sound, sound]);
});
