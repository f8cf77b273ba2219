/** Ways out of the repository. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from '../support/box.ts';
import { type EvilRepository, SOUND } from './evil-repository.ts';

const SECRET = 'secret-of-the-user';
/** A file of the user beside the repository. */
const secret = (box: Box) => writeFileSync(join(box.root, 'secret'), `module "${SECRET}\n`);
const link = (target: string, path: string) => (box: Box) => {
  secret(box);
  symlinkSync(target, join(box.repo, path));
};

export const OUTSIDE: readonly EvilRepository[] = [
  {
    name: 'a go.mod that is a link to a file of the user',
    make: link('../secret', 'go.mod'),
    code: 1,
    says: ['a symlink points outside the repository'],
    never: [SECRET],
  },
  {
    name: 'a go.sum that is a link to a file of the user',
    files: { 'go.mod': SOUND },
    make: link('../secret', 'go.sum'),
    code: 1,
    says: ['go.sum'],
    never: [SECRET],
  },
  {
    name: 'a policy that is a link to a file of the user',
    files: { 'go.mod': SOUND },
    make: link('../secret', '.modwarden.yaml'),
    code: 2,
    says: ['.modwarden.yaml'],
    never: [SECRET],
  },
  {
    name: 'an image file that is a link to a file of the user',
    files: { 'go.mod': SOUND },
    make: link('../secret', 'Dockerfile'),
    code: 0,
    says: [],
    never: [SECRET],
  },
  { name: 'a link to itself', files: { 'go.mod': SOUND }, make: link('go.sum', 'go.sum'), code: 1, says: ['go.sum'] },
  {
    name: 'a link to a device without end',
    files: { 'go.mod': SOUND },
    make: link('/dev/zero', 'go.sum'),
    code: 1,
    says: ['go.sum'],
  },
  {
    name: 'a folder that is a link to all files',
    files: { 'go.mod': SOUND },
    make: link('/', 'vendor'),
    code: 0,
    says: [],
  },
  {
    name: 'a folder that is a link to the folder above',
    files: { 'go.mod': SOUND },
    make: link('..', 'a'),
    code: 0,
    says: ['pass'],
  },
  { name: 'a go.mod that is a folder', make: (box) => mkdirSync(join(box.repo, 'go.mod')), code: 2, says: [] },
  {
    name: 'a go.sum that is a named pipe',
    files: { 'go.mod': SOUND },
    make: (box) => execFileSync('mkfifo', [join(box.repo, 'go.sum')]),
    code: 1,
    says: ['go.sum'],
  },
  {
    name: 'a policy that is a named pipe',
    files: { 'go.mod': SOUND },
    make: (box) => execFileSync('mkfifo', [join(box.repo, '.modwarden.yaml')]),
    code: 2,
    says: ['.modwarden.yaml'],
  },
  {
    name: 'a policy that extends a file of the user',
    files: { 'go.mod': SOUND, '.modwarden.yaml': 'extends: ["../secret"]\n' },
    make: secret,
    code: 2,
    says: ['extends'],
    never: [SECRET],
  },
  {
    name: 'a policy that extends an absolute path',
    files: { 'go.mod': SOUND, '.modwarden.yaml': 'extends: ["/etc/passwd"]\n' },
    code: 2,
    says: ['extends'],
    never: ['root:'],
  },
  {
    name: 'a policy that extends an address',
    files: { 'go.mod': SOUND, '.modwarden.yaml': 'extends: ["https://evil.example/p.yaml"]\n' },
    code: 2,
    says: ['extends'],
  },
  {
    name: 'a replacement with a folder of the user',
    files: {
      // Without it the folder above would be the root: Go reads it.
      '.git/HEAD': '',
      'go.mod': `${SOUND}\nrequire example.com/a v1.0.0\n\nreplace example.com/a => ../\n`,
    },
    make: (box) => writeFileSync(join(box.root, 'go.mod'), `module "${SECRET}`),
    code: 1,
    says: ['replace/local-path'],
    never: [SECRET],
  },
  {
    name: 'a workspace with folders of the user',
    files: { 'go.mod': SOUND, 'go.work': 'go 1.25.0\n\nuse (\n\t.\n\t..\n\t/etc\n)\n' },
    make: (box) => writeFileSync(join(box.root, 'go.mod'), `module "${SECRET}`),
    code: 1,
    says: ['work/outside'],
    never: [SECRET],
  },
  {
    name: 'a clarified license in a file of the user',
    files: {
      'go.mod': SOUND,
      '.modwarden.yaml':
        'extends: []\nrules:\n  license/policy: { allow: [MIT], clarify: [{ module: example.com/a, file: ../secret, sha256: "00", expression: MIT }] }\n',
    },
    make: secret,
    code: 2,
    says: [],
    never: [SECRET],
  },
];
