// Archives: snapshots, and the zips of modules.
import { deflateRawSync } from 'node:zlib';
import { readDirectory } from '../../../dist/lib/src/gather/gozip/directory.js';
import { checkModuleZip, hashZip } from '../../../dist/lib/src/gather/gozip/hash-zip.js';
import { filesOfZip, zipInMemory } from '../../../dist/lib/src/gather/proxy/zip.js';
import { archiveTree } from '../../../dist/lib/src/gather/tree/archive/archive-tree.js';
import { fileReader } from '../../../dist/lib/src/gather/tree/archive/byte-reader.js';
import { ArchiveError } from '../../../dist/lib/src/gather/tree/archive/entry.js';
import { ARCHIVE_LIMITS } from '../../../dist/lib/src/gather/tree/archive/limits.js';
import { readTar } from '../../../dist/lib/src/gather/tree/archive/tar.js';
import { readZip } from '../../../dist/lib/src/gather/tree/archive/zip.js';
import { TREE_LIMITS } from '../../../dist/lib/src/model/tree.js';
import { assert, refusing } from './checks.mjs';

const REFUSED = ['ArchiveError', 'TreeError'];
const PREFIX = 'm.example/m@v1.0.0/';

/** A tar in memory, as openFile gives one on disk. */
function inMemory(bytes) {
  const read = (start, end) => {
    if (end > bytes.length) throw new ArchiveError('it ends in the middle');
    return bytes.subarray(start, end);
  };
  return { size: bytes.length, read, close: () => {} };
}

/** Every file of an archive, by its path in the tree. */
async function readAll(entries) {
  const tree = archiveTree(entries, ARCHIVE_LIMITS, TREE_LIMITS);
  for (const path of await tree.list()) {
    assert(!path.startsWith('/') && !path.split('/').includes('..'), `a path outside: ${path}`);
    await tree
      .read(path)
      .catch((error) => assert(error.name === 'TreeError' || error.name === 'ArchiveError', String(error.stack)));
  }
}

export const archives = {
  tar: {
    seeds: () => [
      tar([
        ['go.mod', 'module m\n', '0'],
        ['a/', '', '5'],
        ['a/l', '', '2', '../go.mod'],
        ['a/h', '', '1', 'go.mod'],
        ['pax', '19 path=a/long.name\n', 'x'],
      ]),
    ],
    words: ['ustar', '../', '00000000000', '00000000012'],
    prepare: async () =>
      refusing(REFUSED, async (input) =>
        readAll((await readTar(fileReader(inMemory(withSums(input))), ARCHIVE_LIMITS, 1 << 20)).entries),
      ),
  },
  'snapshot-zip': {
    seeds: zips,
    prepare: async () => refusing(REFUSED, async (input) => readAll(await readZip(inMemory(input), ARCHIVE_LIMITS))),
  },
  'module-zip': {
    seeds: zips,
    words: ['PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06', 'PK\x06\x06', 'PK\x06\x07', PREFIX, 'go.mod', 'LICENSE'],
    prepare: async () => async (input) => {
      const zip = zipInMemory(input);
      await readDirectory(zip).catch((error) => assert(error.constructor === Error, String(error.stack)));
      await hashZip(zip);
      await checkModuleZip('m.example/m', 'v1.0.0', zip);
      await filesOfZip(zip, PREFIX, (path) => /LICENSE/.test(path));
    },
  },
};

/** Their checksums are right again, so that changes get further than to the first of them. */
function withSums(bytes) {
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    if (bytes.toString('latin1', at + 257, at + 262) !== 'ustar') continue;
    bytes.fill(32, at + 148, at + 156);
    const sum = bytes.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1');
  }
  return bytes;
}

function tar(entries) {
  const blocks = entries.flatMap(([name, text, type, target = '']) => {
    const head = Buffer.alloc(512);
    head.write(name, 0);
    head.write('0000644\0', 100);
    head.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
    head.write(type, 156);
    head.write(target, 157);
    head.write('ustar\x0000', 257);
    const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
    body.write(text);
    return [head, body];
  });
  return withSums(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function zips() {
  const files = [
    ['go.mod', 'module m.example/m\n', 8],
    ['LICENSE', 'MIT License '.repeat(20), 8],
    ['a/b.go', 'package b\n', 0],
  ];
  return [zip(files.map(([name, text, method]) => [PREFIX + name, text, method])), zip(files)];
}

function zip(files) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, text, method] of files) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(crc32(Buffer.from(text)), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(text.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, Buffer.from(name)]));
    local.push(head);
    offset += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ -1) >>> 0;
}
