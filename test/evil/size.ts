/** More, deeper and longer than anybody writes: answers come in bounded time and memory. */
import { type EvilRepository, SOUND } from './evil-repository.ts';

const many = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('');
const image = (text: string) => ({ 'go.mod': SOUND, Dockerfile: `FROM golang:1.25\n${text}` });

export const SIZE: readonly EvilRepository[] = [
  {
    name: 'a word of two million characters',
    files: { 'go.mod': `${SOUND}\nrequire ${'a'.repeat(2_000_000)} v1.0.0\n` },
    code: 1,
    says: ['over the limit of'],
  },
  {
    name: 'a million parentheses',
    files: { 'go.mod': `${SOUND}\n${'('.repeat(1_000_000)}` },
    code: 1,
    says: ['gomod/syntax'],
  },
  {
    name: 'fifty thousand requirements',
    files: { 'go.mod': `${SOUND}\nrequire (\n${many(50_000, (i) => `\texample.com/a${i} v1.0.0\n`)})\n` },
    code: 0,
    says: ['more than 50000 modules'],
  },
  {
    name: 'two hundred thousand lines of go.sum',
    files: { 'go.mod': SOUND, 'go.sum': many(200_000, (i) => `example.com/a${i} v1.0.0 h1:${'A'.repeat(43)}=\n`) },
    code: 0,
    says: [],
  },
  {
    name: 'a folder at depth 400',
    files: { 'go.mod': SOUND, [`${'a/'.repeat(400)}go.mod`]: SOUND },
    code: 0,
    says: ['nested deeper than 200 folders'],
  },
  {
    name: 'a policy of aliases of aliases',
    files: {
      'go.mod': SOUND,
      '.modwarden.yaml': `a0: &a0 [x]\n${many(20, (i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]\n`)}`,
    },
    code: 2,
    says: ['.modwarden.yaml'],
  },
  {
    name: 'a policy nested without end',
    files: { 'go.mod': SOUND, '.modwarden.yaml': `a: ${'['.repeat(100_000)}` },
    code: 2,
    says: ['nested deeper than'],
  },
  {
    name: 'a policy in JSON nested without end',
    files: { 'go.mod': SOUND, '.modwarden.json': '{"a":'.repeat(100_000) },
    code: 2,
    says: ['.modwarden.json'],
  },
  {
    name: 'a policy pattern of braces of braces',
    files: {
      'go.mod': SOUND,
      '.modwarden.yaml': `overrides: [{ files: ["${'{a,b}'.repeat(30)}"], rules: { graph/banned: off } }]\n`,
    },
    code: 2,
    says: ['pattern'],
  },
  {
    name: 'a policy pattern that makes regular expressions go back',
    files: {
      'go.mod': SOUND,
      [`${'a'.repeat(40)}b/go.mod`]: SOUND,
      '.modwarden.yaml': 'overrides: [{ files: ["+(+(+(+(+(a|a)))))c/**"], rules: { graph/duplicate-majors: off } }]\n',
    },
    code: 0,
    says: ['policy/unmatched'],
  },
  {
    name: 'a module pattern of stars',
    files: {
      'go.mod': `${SOUND}\nrequire example.com/${'a'.repeat(200)} v1.0.0\n`,
      '.modwarden.yaml': `extends: []\nrules:\n  graph/banned: { modules: [{ module: ["example.com/${'*a'.repeat(100)}b"] }] }\n`,
    },
    code: 0,
    says: [],
  },
  {
    name: 'a baseline of a million brackets',
    files: { 'go.mod': SOUND, '.modwarden.baseline.json': '['.repeat(1_000_000) },
    code: 2,
    says: ['baseline'],
  },
  {
    name: 'a variable that doubles itself',
    files: image(`ENV A=aaaaaaaaaa\n${'ENV A=$A$A\n'.repeat(60)}ENV GOPROXY=$A GOSUMDB=off\nRUN go build\n`),
    code: 1,
    says: ['env/sumdb-off'],
  },
  {
    name: 'a make variable that is made of itself',
    files: {
      'go.mod': SOUND,
      Makefile: 'A = $(A)$(A)\nexport GOPROXY = $(A)\nexport GOSUMDB = off\nall:\n\tgo build\n',
    },
    code: 1,
    says: ['env/sumdb-off'],
  },
  {
    name: 'shells within shells',
    files: { 'go.mod': SOUND, 'build.sh': `#!/bin/sh\n${'$('.repeat(20_000)}GOSUMDB=off go build\n` },
    code: 0,
    says: [],
  },
  {
    name: 'a workflow of aliases',
    files: {
      'go.mod': SOUND,
      '.github/workflows/a.yml': `env: &e0 { GOSUMDB: off }\n${many(30, (i) => `x${i}: &e${i + 1} { <<: [*e${i}, *e${i}] }\n`)}jobs: { a: { env: *e30, steps: [{ run: go build }] } }\n`,
    },
    code: 1,
    says: ['env/sumdb-off'],
  },
  {
    name: 'a line of four million characters in an image',
    files: image(`RUN echo ${'x'.repeat(4_000_000)}\nENV GOSUMDB=off\nRUN go build\n`),
    code: 1,
    says: ['env/sumdb-off'],
  },
  {
    name: 'an image of a hundred thousand settings',
    files: image(`${many(100_000, (i) => `ENV GOSUMDB=off${i}\n`)}RUN go build\n`),
    code: 1,
    says: ['env/'],
  },
  {
    name: 'a vendor list of a million lines',
    files: { 'go.mod': SOUND, 'vendor/modules.txt': many(1_000_001, () => '# \n') },
    code: 1,
    says: ['over the limit of 1000000 lines'],
  },
  {
    name: 'a waiver beside a line with ten thousand fields',
    files: { 'go.mod': `${SOUND}\n// modwarden:allow graph/banned ${'owner=x '.repeat(10_000)}\n` },
    code: 2,
    says: ['more than 20 fields'],
  },
];
