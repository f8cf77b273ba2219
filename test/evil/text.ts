/** Text that would act where it is shown. */
import { type EvilRepository, SOUND } from './evil-repository.ts';

const ESC = '\u001b';
const replaced = (target: string) =>
  `${SOUND}\nrequire example.com/a v1.0.0\n\nreplace example.com/a => ${JSON.stringify(target)}\n`;

/** Each in a place of its own. */
export const TEXT: readonly EvilRepository[] = [
  {
    name: 'a path that clears the terminal',
    files: { 'go.mod': replaced(`../x${ESC}[2J`) },
    code: 1,
    says: ['replace/local-path'],
  },
  {
    name: 'a path that sets the title of the terminal',
    files: { 'go.mod': replaced(`../x${ESC}]0;owned\u0007`) },
    code: 1,
    says: ['replace/local-path'],
  },
  {
    name: 'a path with a C1 control',
    files: { 'go.mod': replaced('../x\u009b31m') },
    code: 1,
    says: [/\\u\{9b\}|\\u009b/],
  },
  {
    name: 'a path that reads from right to left',
    files: { 'go.mod': replaced('../x\u202egnp.exe') },
    code: 1,
    says: ['\\u{202e}'],
  },
  {
    name: 'a path with characters that nobody sees',
    files: { 'go.mod': replaced('../x\u200b\u2066y') },
    code: 1,
    says: ['\\u{200b}'],
  },
  {
    name: 'a comment that writes over the line',
    files: { 'go.mod': `${SOUND}\nretract v1.0.0 // fine\rerror: forged\n` },
    code: 0,
    says: ['pass'],
  },
  {
    name: 'a waiver whose reason is a link of the terminal',
    files: {
      'go.mod': `${SOUND}\n// modwarden:allow replace/local-path until=2026-07-01 ${ESC}]8;;https://evil.example${ESC}\\ok${ESC}]8;;${ESC}\\\nreplace example.com/a => ../a\n`,
    },
    code: 0,
    says: [],
  },
  {
    name: 'a policy reason that is a command to a CI log',
    files: {
      'go.mod': `${SOUND}\nrequire example.com/a v1.0.0\n`,
      '.modwarden.yaml':
        'extends: []\nrules:\n  graph/banned: { modules: [{ module: [example.com/a], reason: "x\\n::error::forged\\n##vso[task.complete result=Succeeded]" }] }\n',
    },
    code: 1,
    says: ['graph/banned'],
  },
  {
    name: 'a folder named as a workflow command',
    files: { '::error::forged/go.mod': 'module "\n' },
    code: 1,
    says: ['gomod/syntax'],
  },
  {
    name: 'a folder named as a group of an Azure log',
    files: { '##[group]x/go.mod': 'module "\n' },
    code: 1,
    says: ['gomod/syntax'],
  },
  {
    name: 'a folder named as a TeamCity message',
    files: { "##teamcity[buildStop comment='x']/go.mod": 'module "\n' },
    code: 1,
    says: ['gomod/syntax'],
  },
  {
    name: 'a folder with a line end in its name',
    files: { 'a\n::error::forged/go.mod': 'module "\n' },
    code: 1,
    says: ['gomod/syntax'],
  },
  {
    name: 'a folder with an escape in its name',
    files: { [`a${ESC}[31m/go.mod`]: 'module "\n' },
    code: 1,
    says: ['gomod/syntax'],
  },
  {
    name: 'a key of the policy that is an escape',
    files: { 'go.mod': SOUND, '.modwarden.yaml': `"rules${ESC}[2J": {}\n` },
    code: 2,
    says: ['unknown key'],
  },
  {
    name: 'a variable in an image that is an escape',
    files: {
      'go.mod': SOUND,
      Dockerfile: `FROM golang:1.25\nENV GOSUMDB="off" GOPROXY="${ESC}[2Jdirect"\nRUN go build\n`,
    },
    code: 1,
    says: ['env/proxy-value'],
  },
  {
    name: 'a go.sum line that is an escape',
    files: { 'go.mod': SOUND, 'go.sum': `example.com/a${ESC}[2J v1.0.0 h1:x\n` },
    code: 1,
    says: ['sum/syntax'],
  },
  {
    name: 'a scenario that closes the tag of a report',
    files: { 'go.mod': replaced('../"><script>alert(1)</script>') },
    args: ['check', '--offline', '--format', 'html'],
    code: 1,
    says: ['<!doctype html>'],
    never: ['<script>alert'],
  },
  {
    name: 'a path that is an image with a handler',
    files: { 'go.mod': replaced('../<img src=x onerror=alert(1)>') },
    args: ['check', '--offline', '--format', 'html'],
    code: 1,
    says: ['<!doctype html>'],
    never: [/<img src=x/],
  },
  {
    name: 'a path that is Markdown and HTML',
    files: { 'go.mod': replaced('../[x](javascript:alert(1))<u>|`x`') },
    args: ['check', '--offline', '--format', 'markdown'],
    code: 1,
    says: [],
    never: [/(?:^|[^\\])\]\(javascript:/, '<u>'],
  },
  {
    name: 'a path that is a formula',
    files: { 'go.mod': SOUND, '=cmd|x/go.mod': 'module "\n' },
    args: ['check', '--offline', '--format', 'csv'],
    code: 1,
    says: ["'=cmd"],
    never: [/(?:^|[,\n])"?=cmd/],
  },
  {
    name: 'a path that ends the CDATA of an XML report',
    files: { 'go.mod': replaced('../]]><testcase name="forged"/>') },
    args: ['check', '--offline', '--format', 'junit'],
    code: 1,
    says: ['<testsuite'],
    never: ['<testcase name="forged"'],
  },
];
