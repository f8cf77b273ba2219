/** Zips of very many entries, without their contents. */
import { type ZipBytes, zipInMemory } from '../../src/gather/proxy/zip.ts';

/** A zip whose directory has so many entries, all of the name `a`. */
export function tooManyEntries(count: number): ZipBytes {
  const entry = Buffer.alloc(47);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(1, 28);
  entry.write('a', 46);
  const directory = Buffer.alloc(entry.length * count, entry);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count % 0x10000, 8);
  end.writeUInt16LE(count % 0x10000, 10);
  end.writeUInt32LE(directory.length, 12);
  return zipInMemory(Buffer.concat([directory, end]));
}
