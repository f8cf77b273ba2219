/** Tables of contents, field by field. What archive/zip of Go makes of each is in its reader.go: readDirectoryEnd, readDirectoryHeader. */
import { describe, expect, it } from 'vitest';
import { MAX_ENTRIES, readDirectory } from '../../../src/gather/gozip/directory.ts';
import { type ZipBytes, zipInMemory } from '../../../src/gather/proxy/zip.ts';
import { tooManyEntries } from '../../support/zip-entries.ts';

const FULL = 0xffffffff;
const u16 = (n: number) => Buffer.from([n & 0xff, n >> 8]);
const u32 = (n: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(n);
  return bytes;
};
const u64 = (n: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(n));
  return bytes;
};

interface EntryFields {
  readonly name?: string | Uint8Array;
  readonly system?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly packed?: number;
  readonly size?: number;
  readonly extra?: Uint8Array;
  readonly comment?: string;
  readonly mode?: number;
  readonly offset?: number;
}

function entry({ name = 'a', extra = Buffer.alloc(0), comment = '', ...more }: EntryFields = {}): Buffer {
  const { system = 3, flags = 0, method = 0, crc = 0, packed = 0, size = 0, mode = 0, offset = 0 } = more;
  const text = Buffer.from(name as string);
  return Buffer.concat([
    Buffer.from('PK\x01\x02'),
    Buffer.from([20, system]),
    u16(20),
    u16(flags),
    u16(method),
    u32(0),
    u32(crc),
    u32(packed),
    u32(size),
    u16(text.length),
    u16(extra.length),
    u16(comment.length),
    u16(0),
    u16(0),
    u16(0),
    u16(mode),
    u32(offset),
    text,
    extra,
    Buffer.from(comment),
  ]);
}

const field = (tag: number, ...data: Buffer[]) => {
  const content = Buffer.concat(data);
  return Buffer.concat([u16(tag), u16(content.length), content]);
};

interface EndFields {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
  readonly comment?: string;
  /** What is written for the length of the comment. */
  readonly claimed?: number;
}

function end({ entries, size, offset, comment = '', claimed = comment.length }: EndFields): Buffer {
  return Buffer.concat([
    Buffer.from('PK\x05\x06'),
    u16(0),
    u16(0),
    u16(entries & 0xffff),
    u16(entries & 0xffff),
    u32(size),
    u32(offset),
    u16(claimed),
    Buffer.from(comment),
  ]);
}

interface ZipFields extends Partial<EndFields> {
  /** The content before the directory, which the directory's offset counts. */
  readonly body?: Buffer;
  /** What stands before the zip. */
  readonly before?: Buffer;
}

function zipWith(
  list: readonly Buffer[],
  { body = Buffer.alloc(0), before = Buffer.alloc(0), ...more }: ZipFields = {},
) {
  const directory = Buffer.concat(list);
  const usual = { entries: list.length, size: directory.length, offset: body.length };
  return Buffer.concat([before, body, directory, end({ ...usual, ...more })]);
}

const read = (bytes: Buffer | ZipBytes) => readDirectory(Buffer.isBuffer(bytes) ? zipInMemory(bytes) : bytes);
const failure = (bytes: Buffer) =>
  read(bytes).then(
    () => 'read',
    (error: Error) => error.message,
  );
const NOT_A_ZIP = 'zip: not a valid zip file';

describe('an entry', () => {
  it('has its fields', async () => {
    const fields = { name: 'dir/ü', flags: 0x808, method: 8, crc: 0xfedcba98, packed: 5, size: 70_000, mode: 0o100644 };
    expect(
      await read(
        zipWith([entry({ ...fields, offset: 9 }), entry({ name: 'b', comment: 'c', extra: field(9) })], {
          body: Buffer.alloc(40),
        }),
      ),
    ).toEqual(
      [
        { ...fields, crc32: fields.crc, crc: undefined, offset: 9 },
        { name: 'b', flags: 0, method: 0, crc32: 0, packed: 0, size: 0, mode: 0, offset: 0 },
      ].map(({ crc: _, ...rest }: Record<string, unknown>) => rest),
    );
  });

  it.each([
    [3, 0o755],
    [19, 0o755],
    [0, 0],
    [11, 0],
    [14, 0],
  ])('of system %i has the mode %i', async (system, mode) => {
    expect((await read(zipWith([entry({ system, mode: 0o755 })])))[0]?.mode).toBe(mode);
  });

  it('may have a name that is no UTF-8', async () => {
    const [one] = await read(zipWith([entry({ name: Buffer.from([0x61, 0xff]) })]));
    expect(one!.name).toHaveLength(2);
    expect(one!.name).not.toContain('\ufffd');
  });
});

describe('sizes of more than 32 bits', () => {
  const wide = (extra: Uint8Array, fields: EntryFields) => read(zipWith([entry({ extra, ...fields })]));
  const HUGE = 5_000_000_000;

  it('stand in the extra field, in the order size, packed, offset, those alone that are full', async () => {
    const all = { size: FULL, packed: FULL, offset: FULL };
    expect(await wide(field(1, u64(HUGE), u64(2), u64(3)), all)).toMatchObject([{ size: HUGE, packed: 2, offset: 3 }]);
    expect(await wide(field(1, u64(HUGE)), { packed: FULL, size: 7, offset: 4 })).toMatchObject([
      { size: 7, packed: HUGE, offset: 4 },
    ]);
    expect(await wide(field(1, u64(HUGE), u64(8)), { size: FULL, offset: FULL, packed: 6 })).toMatchObject([
      { size: HUGE, packed: 6, offset: 8 },
    ]);
    expect(await wide(field(1, u64(HUGE)), { size: 1, packed: 2 })).toMatchObject([{ size: 1, packed: 2 }]);
  });

  it('are found behind other fields', async () => {
    const extra = Buffer.concat([field(0x5455, Buffer.alloc(5)), field(7), field(1, u64(HUGE))]);
    expect(await wide(extra, { size: FULL })).toMatchObject([{ size: HUGE }]);
    // What is behind a field that is cut off is not read; the size alone may be missing.
    expect(await wide(Buffer.concat([u16(9), u16(50), field(1, u64(HUGE))]), { size: FULL })).toMatchObject([
      { size: FULL },
    ]);
    expect(await wide(Buffer.concat([field(1, u64(HUGE)), Buffer.alloc(3)]), { size: FULL })).toMatchObject([
      { size: HUGE },
    ]);
  });

  it.each<[string, Buffer, EntryFields]>([
    ['a field that is too short', field(1, Buffer.alloc(7)), { size: FULL }],
    ['a field without the second number', field(1, u64(1), Buffer.alloc(4)), { size: FULL, packed: FULL }],
    ['no field for the packed size', Buffer.alloc(0), { packed: FULL }],
    ['no field for the offset', field(2, u64(1)), { offset: FULL }],
  ])('end the directory with %s', async (_, extra, fields) => {
    expect(await failure(zipWith([entry({ extra, ...fields })]))).toBe(NOT_A_ZIP);
  });

  it('may be missing for the size alone', async () => {
    expect(await wide(Buffer.alloc(0), { size: FULL })).toMatchObject([{ size: FULL }]);
  });
});

describe('the end of a zip', () => {
  it('is found behind what stands before it, and before its comment', async () => {
    for (const length of [0, 1, 900, 1002, 1003, 2000, 65_000, 0xffff]) {
      const zip = zipWith([entry()], { comment: 'c'.repeat(length), before: Buffer.alloc(3000) });
      expect([length, (await read(zip)).length]).toEqual([length, 1]);
    }
  });

  it('is not found beyond the last 65 KiB, or where there is none', async () => {
    const zip = zipWith([entry()], { before: Buffer.alloc(100) });
    // The end itself has 22 bytes, and may begin with the first of them.
    const padded = (length: number) => Buffer.concat([zip, Buffer.alloc(length)]);
    expect(await failure(padded(65 * 1024 - 22))).toBe('read');
    expect(await failure(padded(65 * 1024 - 21))).toBe(NOT_A_ZIP);
    expect(await failure(Buffer.alloc(0))).toBe(NOT_A_ZIP);
    expect(await failure(Buffer.alloc(21))).toBe(NOT_A_ZIP);
    expect(await failure(Buffer.alloc(100_000))).toBe(NOT_A_ZIP);
  });

  it('is the last of several', async () => {
    const first = zipWith([entry({ name: 'first' })], { body: Buffer.alloc(50) });
    const zip = Buffer.concat([first, zipWith([entry({ name: 'last' })])]);
    expect((await read(zip)).map(({ name }) => name)).toEqual(['last']);
  });

  it('has a comment that is there', async () => {
    expect(await failure(zipWith([entry()], { comment: 'abc', claimed: 3 }))).toBe('read');
    expect(await failure(zipWith([entry()], { comment: 'abc', claimed: 2 }))).toBe('read');
    expect(await failure(zipWith([entry()], { comment: 'abc', claimed: 4 }))).toBe(NOT_A_ZIP);
  });

  it('with a comment that is cut off ends the search, though there is another before it', async () => {
    const first = zipWith([entry()], { comment: 'x'.repeat(30) });
    const cut = end({ entries: 0, size: 0, offset: 0, claimed: 9 });
    expect(await failure(Buffer.concat([first.subarray(0, -30), cut]))).toBe(NOT_A_ZIP);
  });

  it('gives the number of entries, in 16 bits', async () => {
    expect(await failure(zipWith([entry(), entry()], { entries: 1 }))).toBe('unexpected EOF');
    expect(await failure(zipWith([entry(), entry()], { entries: 3 }))).toBe('unexpected EOF');
    expect((await read(zipWith([entry(), entry()], { entries: 2 + 0x10000 }))).length).toBe(2);
    // Nothing is behind it: Go says so in another word.
    expect((await read(zipWith([]))).length).toBe(0);
  });

  it('gives a size that the file has', async () => {
    expect(await failure(zipWith([entry()], { size: 4000 }))).toBe(NOT_A_ZIP);
    // The directory ends where the end begins, so its offset says only where the zip itself does.
    expect(await read(zipWith([entry()], { offset: 4000 }))).toMatchObject([{ name: 'a', offset: -4000 }]);
  });
});

describe('what stands before a zip', () => {
  const shift = Buffer.alloc(500, '#');

  it('moves all that the directory says', async () => {
    const zip = zipWith([entry({ offset: 7 })], { body: Buffer.alloc(30), before: shift });
    expect(await read(zip)).toMatchObject([{ name: 'a', offset: 507 }]);
  });

  it('moves nothing where a directory stands at the plain offset', async () => {
    // Some writers count from the start of the file.
    const zip = zipWith([entry({ offset: 507 })], { body: Buffer.alloc(30), before: shift, offset: 530 });
    expect(await read(zip)).toMatchObject([{ name: 'a', offset: 507 }]);
    // One that counts too little, in a file without anything before it.
    const wrong = zipWith([entry({ offset: 7 })], { body: Buffer.alloc(30), size: 40 });
    expect(await read(wrong)).toMatchObject([{ name: 'a', offset: 7 }]);
  });
});

describe('a zip with a larger end', () => {
  interface Wide {
    readonly entries?: number;
    readonly disk?: number;
    readonly disks?: number;
    readonly at?: number;
    readonly mark?: string;
    readonly locator?: string;
    readonly end?: Partial<EndFields>;
    readonly before?: number;
  }

  function wide({
    entries = 1,
    disk = 0,
    disks = 1,
    mark = 'PK\x06\x06',
    locator = 'PK\x06\x07',
    before = 0,
    ...more
  }: Wide = {}) {
    const body = Buffer.alloc(before);
    const directory = entry({ name: 'wide' });
    const at = more.at ?? before + directory.length;
    return Buffer.concat([
      body,
      directory,
      Buffer.from(mark),
      Buffer.alloc(28),
      u64(entries),
      u64(directory.length),
      u64(before),
      Buffer.from(locator),
      u32(disk),
      u64(at),
      u32(disks),
      end({ entries: 0xffff, size: FULL, offset: FULL, ...more.end }),
    ]);
  }

  it('is read by it, where a number of the other is full', async () => {
    const plain = { entries: 1, size: 50, offset: 0 };
    for (const full of [{ entries: 0xffff }, { size: 0xffff }, { offset: FULL }])
      expect(await read(wide({ end: { ...plain, ...full } }))).toMatchObject([{ name: 'wide' }]);
    expect(await read(wide({ before: 40 }))).toMatchObject([{ name: 'wide' }]);
  });

  it.each<[string, Wide, string]>([
    ['another mark', { mark: 'PK\x06\x05' }, NOT_A_ZIP],
    ['a place outside of the file', { at: 4000 }, 'EOF'],
    ['another number of entries', { entries: 2 }, NOT_A_ZIP],
  ])('is refused with %s', async (_, fields, message) => {
    expect(await failure(wide(fields))).toBe(message);
  });

  it.each<[string, Wide]>([
    ['no locator', { locator: 'PK\x06\x08' }],
    ['several disks', { disks: 2 }],
    ['the directory on another disk', { disk: 1 }],
  ])('is read by the smaller end with %s', async (_, fields) => {
    // Its numbers are full, so there is nothing at that place.
    expect(await failure(wide(fields))).toBe(NOT_A_ZIP);
    const size = entry({ name: 'wide' }).length;
    const good = wide({ ...fields, end: { entries: 0, size: 0xffff, offset: 0 } });
    expect(size).toBeLessThan(0xffff);
    expect(await failure(good)).toBe(NOT_A_ZIP);
  });
});

describe('a directory', () => {
  it('that is cut off inside an entry is told of apart', async () => {
    const whole = entry({ name: 'abc' });
    // The end record stands where the entry goes on: Go reads on into it, and comes to the end of the file.
    const cut = (length: number) =>
      Buffer.concat([whole.subarray(0, length), end({ entries: 1, size: length, offset: 0 })]);
    expect(await failure(cut(10))).toBe('unexpected EOF');
    expect(await failure(cut(20))).toBe('unexpected EOF');
    expect(
      await failure(
        Buffer.concat([entry({ comment: 'x'.repeat(100) }).subarray(0, 50), end({ entries: 1, size: 50, offset: 0 })]),
      ),
    ).toBe('unexpected EOF');
  });

  it('has more entries than are read at once', async () => {
    const list = Array.from({ length: 3000 }, (_, i) => entry({ name: `${i}`.padStart(40, 'x'), offset: i }));
    const entries = await read(zipWith(list));
    expect(entries.map(({ offset }) => offset)).toEqual(list.map((_, i) => i));
    expect(entries.at(-1)!.name).toBe('2999'.padStart(40, 'x'));
  });

  it('has entries longer than what is read at once', async () => {
    const long = entry({
      name: 'n'.repeat(60_000),
      extra: field(9, Buffer.alloc(60_000)),
      comment: 'c'.repeat(60_000),
    });
    expect((await read(zipWith([long, entry({ name: 'b' }), long]))).map(({ name }) => name.length)).toEqual([
      60_000, 1, 60_000,
    ]);
  });

  it(`has at most ${MAX_ENTRIES} entries`, async () => {
    expect(await read(tooManyEntries(MAX_ENTRIES))).toHaveLength(MAX_ENTRIES);
    await expect(read(tooManyEntries(MAX_ENTRIES + 1))).rejects.toThrow('zip has more than 200000 entries');
  });
});
