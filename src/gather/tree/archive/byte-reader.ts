/** Bytes from front to back: of a file, where what is passed over is not read, or of a stream that unpacks one. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ArchiveError } from './entry.ts';

export interface ByteReader {
  /** Exactly so many bytes, or undefined at the end. Throws ArchiveError where it ends in between. */
  take(length: number): Promise<Uint8Array | undefined>;
  /** Passes over so many bytes. `kept` reads them, now or later, as often as asked. */
  pass(length: number, keep: boolean): Promise<() => Uint8Array>;
}

export const CUT_OFF = 'it ends in the middle: it is cut off or damaged';

/** A file that stays open until `close`. */
export interface OpenFile {
  readonly size: number;
  /** All bytes of [start, end). Throws ArchiveError where the file ends before. */
  read(start: number, end: number): Uint8Array;
  close(): void;
}

export function openFile(path: string): OpenFile {
  const descriptor = openSync(path, 'r');
  return {
    size: fstatSync(descriptor).size,
    read: (start, end) => {
      const bytes = new Uint8Array(end - start);
      for (let length = 0; length < bytes.length; ) {
        const n = readSync(descriptor, bytes, length, bytes.length - length, start + length);
        if (n === 0) throw new ArchiveError(CUT_OFF);
        length += n;
      }
      return bytes;
    },
    close: () => closeSync(descriptor),
  };
}

export function fileReader(file: OpenFile): ByteReader {
  let at = 0;
  const forward = (length: number) => {
    if (at + length > file.size) throw new ArchiveError(CUT_OFF);
    at += length;
    return at - length;
  };
  return {
    take: async (length) => {
      if (at >= file.size) return undefined;
      const start = forward(length);
      return file.read(start, start + length);
    },
    pass: async (length) => {
      const start = forward(length);
      return () => file.read(start, start + length);
    },
  };
}

export function streamReader(stream: AsyncIterable<Uint8Array>): ByteReader {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  /** Calls `use` with pieces that add up to `length`; false at the end. */
  const forward = async (length: number, use: (piece: Uint8Array) => void): Promise<boolean> => {
    for (let left = length; left > 0; ) {
      if (rest.length === 0) {
        const { done, value } = await chunks.next();
        if (done && left === length) return false;
        if (done) throw new ArchiveError(CUT_OFF);
        rest = value;
      }
      const piece = rest.subarray(0, left);
      use(piece);
      left -= piece.length;
      rest = rest.subarray(piece.length);
    }
    return true;
  };
  const take = async (length: number) => {
    const bytes = new Uint8Array(length);
    let at = 0;
    const isThere = await forward(length, (piece) => {
      bytes.set(piece, at);
      at += piece.length;
    });
    return isThere ? bytes : undefined;
  };
  return {
    take,
    pass: async (length, keep) => {
      const bytes = keep ? await take(length) : undefined;
      if (keep ? bytes === undefined : !(await forward(length, () => {}))) throw new ArchiveError(CUT_OFF);
      return () => bytes ?? new Uint8Array(0);
    },
  };
}
