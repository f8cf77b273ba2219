/** What would run something, or take the place of the user's own settings. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from '../support/box.ts';
import { type EvilRepository, SOUND } from './evil-repository.ts';

/** A program that leaves a mark where it runs. The test looks for it. */
function canary(box: Box, path: string): void {
  const file = join(box.repo, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\ntouch '${join(box.root, 'canary')}'\n`);
  chmodSync(file, 0o755);
}
const code = (box: Box) => `require('node:fs').writeFileSync(${JSON.stringify(join(box.root, 'canary'))}, '')`;

const scripts = [
  '.modwarden.js',
  '.modwarden.cjs',
  '.modwarden.mjs',
  '.modwarden.ts',
  'modwarden.config.js',
  '.modwardenrc.js',
  '.config/modwarden.js',
];

export const CONTROL: readonly EvilRepository[] = [
  ...scripts.map((path) => ({
    name: `a policy that is a program, ${path}`,
    files: { 'go.mod': SOUND },
    make: (box: Box) => box.put({ [path]: code(box) }),
    code: 0,
    says: [],
  })),
  {
    name: 'a policy in package.json that names a program',
    files: { 'go.mod': SOUND, 'package.json': '{"modwarden":"./evil.js"}' },
    make: (box) => box.put({ 'evil.js': code(box) }),
    code: 2,
    says: ['package.json'],
  },
  {
    name: 'a policy that names a plug-in',
    files: { 'go.mod': SOUND, '.modwarden.yaml': 'plugins: ["./evil.js"]\n' },
    make: (box) => box.put({ 'evil.js': code(box) }),
    code: 2,
    says: ['.modwarden.yaml'],
  },
  {
    name: 'a policy that extends a package of the repository',
    files: {
      'go.mod': SOUND,
      '.modwarden.yaml': 'extends: ["evil"]\n',
      'node_modules/evil/package.json': '{"name":"evil","main":"index.js"}',
    },
    make: (box) => box.put({ 'node_modules/evil/index.js': code(box) }),
    code: 2,
    says: ['extends'],
  },
  {
    name: 'a git of its own, where the PATH has a folder of the repository',
    files: { 'go.mod': SOUND },
    make: (box) => canary(box, 'git'),
    env: { PATH: '.:bin:' },
    code: 0,
    says: [],
  },
  {
    name: 'a go of its own, where the PATH has a folder of the repository',
    files: { 'go.mod': SOUND },
    make: (box) => canary(box, 'bin/go'),
    env: { PATH: '.:bin:' },
    args: ['check'],
    code: 0,
    says: [],
  },
  {
    name: 'a go/env, a .netrc and a go.env that set another proxy',
    files: {
      'go.mod': `${SOUND}\nrequire example.com/a v1.0.0\n`,
      'go/env': 'GOPROXY=https://evil.example\n',
      '.netrc': 'machine evil.example login a password b\n',
      'go.env': 'GOPROXY=https://evil.example\n',
    },
    args: ['plan'],
    code: 0,
    says: [],
    never: [/^.*(?:request|GET|https:\/\/evil\.example).*evil/m],
  },
  {
    name: 'a policy that names servers and databases',
    files: {
      'go.mod': SOUND,
      '.modwarden.yaml': 'proxy: https://evil.example\nsumdb: off\nvulndb: https://evil.example\n',
    },
    code: 2,
    says: ['unknown key'],
  },
  {
    name: 'an environment file with the settings of git and Node',
    files: { 'go.mod': SOUND, '.env': 'NODE_OPTIONS=--require ./evil.js\nGIT_SSH_COMMAND=./evil\nGOSUMDB=off\n' },
    code: 1,
    says: ['env/sumdb-off'],
  },
  {
    name: 'a GOFLAGS with a program',
    files: { 'go.mod': SOUND, Makefile: 'export GOFLAGS = -toolexec=./evil\nall:\n\tgo build\n' },
    make: (box) => canary(box, 'evil'),
    code: 0,
    says: ['env/flags'],
  },
  {
    name: 'a waiver for everything, for ever',
    files: {
      'go.mod': `${SOUND}\nrequire example.com/a v1.0.0\n\nreplace example.com/a => ../../a\n`,
      '.modwarden.yaml': 'waivers: [{ rule: "*", module: "*", reason: x, until: 9999-01-01 }]\n',
    },
    code: 2,
    says: ['waivers'],
  },
];
