/** Archives that lead out of their folder, or unpack without end. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type TarPart, tarOf, zipOf } from '../support/archives.ts';
import { type EvilRepository, SOUND } from './evil-repository.ts';

const mod: TarPart = { name: 'go.mod', text: SOUND };
const archive = (name: string, file: string, content: () => Uint8Array, says: string | RegExp): EvilRepository => ({
  name,
  make: (box) => writeFileSync(join(box.repo, file), content()),
  args: ['check', file, '--offline'],
  code: 2,
  says: [says],
});
const tar = (name: string, parts: readonly TarPart[], says: string | RegExp) =>
  archive(`a tar with ${name}`, 'a.tar', () => tarOf([mod, ...parts]), says);
const zip = (name: string, path: string, says: string | RegExp) =>
  archive(
    `a zip with ${name}`,
    'a.zip',
    () =>
      zipOf([
        { name: 'go.mod', text: SOUND },
        { name: path, text: 'x' },
      ]),
    says,
  );

export const ARCHIVES: readonly EvilRepository[] = [
  tar('a name that leads out', [{ name: '../evil', text: 'x' }], 'points outside'),
  tar('an absolute name', [{ name: '/etc/evil', text: 'x' }], 'absolute path'),
  tar('a name of Windows', [{ name: 'C:\\evil', text: 'x' }], 'absolute path'),
  tar('a device', [{ name: 'zero', type: '3' }], 'device'),
  tar('a named pipe', [{ name: 'pipe', type: '6' }], 'pipe'),
  tar('a hard link to what it does not hold', [{ name: 'a', type: '1', link: 'b' }], 'hard link'),
  tar(
    'a file that is also a folder',
    [
      { name: 'a', text: 'x' },
      { name: 'a/b', text: 'x' },
    ],
    'a file and a folder',
  ),
  tar('a size without end', [{ name: 'a', text: '', size: 2 ** 32 }], /cut off|damaged/),
  zip('a name that leads out', '../evil', 'points outside'),
  zip('an absolute name', '/etc/evil', 'absolute path'),
  zip('the same name twice', 'go.mod', 'two entries'),
  archive(
    'a packed tar of 300 MB of zeros',
    'a.tgz',
    () => gzipSync(tarOf([mod, { name: 'zeros', text: new Uint8Array(300 << 20) }])),
    /packed more than|unpacks to more/,
  ),
  archive(
    'an archive that is cut off',
    'a.tgz',
    () => gzipSync(tarOf([mod])).subarray(0, 60),
    /cut off|damaged|unpacked/,
  ),
];
