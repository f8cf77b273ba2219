/** Zips for tests, byte by byte, so that they can lie. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface TestEntry {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  /** What the directory says of the size, where it lies. */
  readonly claimedSize?: number;
  readonly checksum?: number;
  readonly encrypted?: boolean;
  readonly method?: number;
  /** A descriptor behind the content, as Go writes it, with this checksum. */
  readonly descriptor?: number;
}

export function buildZip(entries: readonly TestEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const content = Buffer.from(entry.content as string);
    const packed = entry.stored ? content : deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE((entry.encrypted ? 1 : 0) | (entry.descriptor === undefined ? 0 : 8), 2);
    head.writeUInt16LE(entry.method ?? (entry.stored ? 0 : 8), 4);
    head.writeUInt32LE(entry.checksum ?? crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(entry.claimedSize ?? content.length, 18);
    head.writeUInt16LE(name.length, 22);
    const behind = descriptorOf(entry, packed.length, content.length);
    files.push(Buffer.from('PK\x03\x04'), head, name, packed, behind);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), head, tail, name);
    offset += 4 + head.length + name.length + packed.length + behind.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, list, Buffer.from('PK\x05\x06'), end]);
}

function descriptorOf({ descriptor }: TestEntry, packed: number, size: number): Buffer {
  if (descriptor === undefined) return Buffer.alloc(0);
  const bytes = Buffer.from('PK\x07\x08............');
  bytes.writeUInt32LE(descriptor, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}
