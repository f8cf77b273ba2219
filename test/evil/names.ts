/** Names that mean something to JavaScript, to git, or to a file system. */
import { type EvilRepository, SOUND } from './evil-repository.ts';

const PROTOTYPE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

export const NAMES: readonly EvilRepository[] = [
  ...PROTOTYPE.map((name) => ({
    name: `a module and a folder named ${name}`,
    files: {
      'go.mod': `${SOUND}\nrequire example.com/${name} v1.0.0\n\nreplace example.com/${name} => ./${name}\n`,
      'go.sum': `example.com/${name} v1.0.0 h1:x\nexample.com/${name} v1.0.0/go.mod h1:x\n`,
      [`${name}/go.mod`]: `module example.com/${name}\n\ngo 1.25.0\n`,
      [`${name}/Dockerfile`]: `FROM golang:1.25\nENV ${name}=x GOSUMDB=off\nRUN go build\n`,
    },
    code: 1,
    says: ['env/sumdb-off'],
  })),
  {
    name: 'a policy that sets the prototype',
    files: { 'go.mod': SOUND, '.modwarden.json': '{"__proto__":{"extends":[]},"rules":{"__proto__":{"level":"off"}}}' },
    code: 2,
    says: ['__proto__'],
  },
  {
    name: 'a baseline whose entries are prototypes',
    files: { 'go.mod': SOUND, '.modwarden.baseline.json': '{"version":1,"findings":[{"__proto__":{"id":"x"}}]}' },
    code: 2,
    says: ['baseline'],
  },
  {
    name: 'a policy in YAML that merges the prototype',
    files: { 'go.mod': SOUND, '.modwarden.yaml': 'x: &a { __proto__: { level: off } }\nrules:\n  <<: *a\n' },
    code: 2,
    says: ['.modwarden.yaml'],
  },
  {
    name: 'go.mod in capital letters',
    files: { 'go.mod': SOUND, 'GO.MOD': 'module "\n', 'a/Go.mod': 'module "\n' },
    code: 0,
    says: ['pass'],
  },
  {
    name: 'names of devices of Windows',
    files: { 'go.mod': SOUND, 'con/go.mod': 'module example.com/con\n\ngo 1.25.0\n', 'aux.go.mod': 'x' },
    code: 1,
    says: ['disallowed as path element component on Windows'],
  },
  {
    name: 'options as names',
    files: { 'go.mod': SOUND, '--upload-pack=touch canary/go.mod': 'module example.com/x\n\ngo 1.25.0\n' },
    code: 0,
    says: ['pass'],
  },
];
