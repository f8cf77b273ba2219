/** Bytes that are no text, or another text than they seem. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from '../support/box.ts';
import { type EvilRepository, SOUND } from './evil-repository.ts';

const bytes = (path: string, content: Uint8Array) => (box: Box) => writeFileSync(join(box.repo, path), content);

export const ENCODING: readonly EvilRepository[] = [
  {
    name: 'a go.mod in UTF-16',
    make: bytes('go.mod', Buffer.from(`\ufeff${SOUND}`, 'utf16le')),
    code: 1,
    says: ['gomod/syntax'],
  },
  {
    name: 'a go.mod with a byte order mark',
    make: bytes('go.mod', Buffer.from(`\ufeff${SOUND}`)),
    code: 1,
    says: ['gomod/syntax'],
  },
  { name: 'a go.mod of zeros', make: bytes('go.mod', Buffer.alloc(100_000)), code: 1, says: ['gomod/syntax'] },
  {
    name: 'a go.mod of random bytes',
    make: bytes('go.mod', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) % 256))),
    code: 1,
    says: ['gomod/syntax'],
  },
  {
    name: 'a policy of random bytes',
    files: { 'go.mod': SOUND },
    make: bytes('.modwarden.yaml', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7919) % 256))),
    code: 2,
    says: ['.modwarden.yaml'],
  },
  {
    name: 'a go.sum whose bytes are no UTF-8',
    files: { 'go.mod': SOUND },
    make: bytes('go.sum', Buffer.from('example.com/\xff v1.0.0 h1:x\n', 'latin1')),
    code: 1,
    says: ['sum/'],
  },
  {
    name: 'lines that end as on an old Macintosh',
    files: { 'go.mod': SOUND.replaceAll('\n', '\r') },
    code: 1,
    says: ['gomod/syntax'],
  },
];
