/** Compiled code of several scripts in one file. Apart from the seal around it, which tells whether it is whole (sealed.ts). */

/** By script, what V8 made of it. */
export type CompiledCode = ReadonlyMap<string, Uint8Array>;

/** V8 wants its code at a multiple of this. */
const ALIGNED = 8;

const padded = (length: number) => Math.ceil(length / ALIGNED) * ALIGNED;

/** A line with the names and lengths, then the code of each, all of them aligned. */
export function packCode(code: CompiledCode): Buffer {
  const line = JSON.stringify([...code].map(([name, { length }]) => [name, length]));
  const head = Buffer.from(`${line.padEnd(padded(Buffer.byteLength(line) + 1) - 1)}\n`);
  const parts = [...code.values()].flatMap((bytes) => [bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]);
  return Buffer.concat([head, ...parts]);
}

/** Views of `bytes`, which `packCode` made. */
export function unpackCode(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.indexOf(0x0a);
  const lengths = JSON.parse(bytes.toString('utf8', 0, end)) as [name: string, length: number][];
  let at = end + 1;
  return new Map(
    lengths.map(([name, length]) => {
      const part = bytes.subarray(at, at + length);
      at += padded(length);
      return [name, part];
    }),
  );
}
