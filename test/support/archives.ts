/** Archives made of parts, so that they can hold what no packer would write. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface TarPart {
  readonly name: string;
  readonly text?: string | Uint8Array;
  /** The type flag; '0', a file, where it is left out. */
  readonly type?: string;
  readonly link?: string;
  /** As the header has it, in place of the content's length. */
  readonly size?: number;
}

/** ustar headers; two blocks of zeros end it. */
export function tarOf(parts: readonly TarPart[]): Buffer {
  return Buffer.concat([...parts.flatMap(tarPart), Buffer.alloc(1024)]);
}

export function tarPart({ name, text = '', type = '0', link = '', size }: TarPart): Buffer[] {
  const content = Buffer.from(text);
  const block = Buffer.alloc(512);
  block.write(name, 0, 100, 'utf8');
  block.write('0000644\0', 100);
  block.write(`${(size ?? content.length).toString(8).padStart(11, '0')}\0`, 124);
  block.write(type, 156);
  block.write(link, 157, 100, 'utf8');
  block.write('ustar\x0000', 257);
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [block, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}

/** A pax header for the entry that follows it (`x`), or for all (`g`). */
export function paxPart(records: Readonly<Record<string, string>>, type: 'x' | 'g' = 'x'): TarPart {
  const text = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = Buffer.byteLength(rest);
    while (Buffer.byteLength(`${length}${rest}`) !== length) length = Buffer.byteLength(`${length}${rest}`);
    return `${length}${rest}`;
  });
  return { name: 'pax', type, text: text.join('') };
}

export interface ZipPart {
  readonly name: string;
  readonly text?: string;
  /** As Unix has it; 0o100644 where it is left out. */
  readonly mode?: number;
  readonly flags?: number;
}

export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text = '', mode = 0o100644, flags = 0x800 } of parts) {
    const [bytes, content] = [Buffer.from(name), Buffer.from(text)];
    const packed = deflateRawSync(content);
    const about = Buffer.alloc(24);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(flags, 2);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(bytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.alloc(2), bytes, packed]);
    const rest = Buffer.alloc(16);
    rest.writeUInt32LE((mode << 16) >>> 0, 8);
    rest.writeUInt32LE(offset, 12);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), about, rest, bytes]));
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}
