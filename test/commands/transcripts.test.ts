/**
 * What each command prints, with right and wrong arguments, over one small repository with a few things wrong. `transcripts.golden` has
 * it all; write it with UPDATE=1 after reading the difference.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { textOf } from '../license/index-fixture.ts';
import { type Box, newBox } from '../support/box.ts';
import { goSum, type ModuleServer, type Served, serveModules } from '../support/module-server.ts';

const FILE = path.join(import.meta.dirname, 'transcripts.golden');

const license = textOf('MIT');
const time = '2025-03-04T05:06:07Z';
const MODULES: Served = {
  'example.com/a@v1.0.0': { mod: 'require example.com/t v1.0.0\n', license, time },
  'example.com/a@v1.1.0': { mod: 'require example.com/t v1.1.0\n', license, time: '2026-05-30T05:06:07Z' },
  'example.com/m@v1.0.0': { mod: 'require example.com/t v1.1.0\n', license: textOf('GPL-3.0-only'), time },
  'example.com/t@v1.0.0': { mod: 'require example.com/u v1.0.0\n' },
  'example.com/t@v1.1.0': { mod: 'require example.com/w/v2 v2.0.0\n', license, time: '2019-01-01T00:00:00Z' },
  'example.com/u@v1.0.0': { license, time },
  'example.com/w/v2@v2.0.0': { license: 'Use it as you like, but not on Sundays.', time },
};

const FILES = {
  'go.mod': `module example.com/main

go 1.21

require (
	example.com/a v1.0.0
	example.com/m v1.0.0
)

require example.com/t v1.1.0 // indirect

replace example.com/local => ../local

exclude example.com/a v0.9.0

retract v1.0.1 // broken
`,
  'tools/go.mod': 'module example.com/main/tools\n\ngo 1.22\n\nrequire example.com/u v1.0.0\n',
  'go.sum': `example.com/old v1.0.0 h1:${'A'.repeat(43)}=\nexample.com/old v1.0.0 h1:${'C'.repeat(42)}A=\n${goSum(MODULES)}`,
  'main.go': 'package main\n\nimport _ "example.com/a"\n\nfunc main() {}\n',
  '.modwarden.yaml': `extends: [recommended]
rules:
  license/policy:
    level: error
    allow: [permissive]
  graph/banned:
    level: warning
    modules:
      - { module: [example.com/u], reason: old }
waivers:
  - { rule: replace/local-path, module: example.com/local, reason: "for now", owner: me, until: 2026-07-01 }
`,
  '.env': 'GOSUMDB=off\nGOFLAGS=-insecure\n',
  'bad/.modwarden.yaml': 'extends: [nothing]\nrules:\n  graph/baned: error\n  license/policy: { level: loud }\nx: 1\n',
  'broken/go.mod': 'module example.com/broken\n\nrequire example.com/a\nfoo bar\n',
} as const;

const FORMATS = ['text', 'json', 'csv', 'markdown'];
const COMMANDS =
  'check list why graph explain policy init baseline waive fix env health verify notice diff fetch cache hook plan audit render vulndb';

const LINES: readonly string[] = [
  'nonsense',
  'chekc',
  'check --nonsense',
  ...COMMANDS.split(' ').flatMap((name) => [`${name} a b c d`]),
  'check',
  'check --verbose tools',
  'check --fail-on note',
  'check --format loud',
  'check --fail-on loud',
  'check --format',
  'check --offline',
  'check bad',
  'check broken',
  'check nowhere',
  'check --policy .modwarden.yaml tools',
  'check --policy nowhere.yaml',
  'check --preset strict tools',
  ...FORMATS.flatMap((format) => ['modules', 'licenses', 'waivers'].map((what) => `list ${what} --format ${format}`)),
  'list',
  'list nothing',
  'list modules --format xml',
  'list vulns',
  'list modules tools',
  'list modules broken',
  'why example.com/u',
  'why example.com/w/v2',
  'why example.com/t',
  'why example.com/none',
  'why',
  ...['text', 'dot', 'mermaid', 'json'].map((format) => `graph --format ${format}`),
  'graph tools',
  'graph broken',
  'explain graph/banned',
  'explain graph',
  'explain graph/baned',
  'explain',
  'policy',
  'policy show tools --format text',
  'policy test',
  'policy nothing',
  'env',
  'env example.com/a --format json',
  'health',
  'health --format json',
  'notice tools',
  'verify',
  'verify --format json',
  'cache',
  'plan',
  'plan --offline',
  'fetch tools',
  'audit --output x',
  'render nowhere.json',
  'hook',
  'hook nothing',
  'vulndb',
  'diff',
  // These write.
  'waive',
  'waive graph/nothing x --reason r --until 2026-12-31',
  'waive license/policy example.com/m --until 2026-12-31',
  'waive license/policy example.com/m --reason r --until 2026-13-31',
  'waive license/policy example.com/m --reason r --until 2026-12-31 --owner o',
  'baseline',
  'baseline --prune',
  'fix',
  'init tools',
  'check',
];

/** What they wrote. */
const WRITTEN = ['.modwarden.yaml', '.modwarden.baseline.json', 'go.mod', 'go.sum', 'tools/.modwarden.yaml'];

let server: ModuleServer;
let box: Box;
beforeAll(async () => {
  server = await serveModules(MODULES);
  box = newBox(server.url, FILES);
});
afterAll(() => {
  box.remove();
  closeServers();
});

it('prints the same as before', async () => {
  const out: string[] = [];
  const own = (text: string) =>
    text
      .replaceAll(box.root, '/box')
      .replaceAll(server.url, 'https://proxy.example')
      .replaceAll(/localhost:\d+|127\.0\.0\.1:\d+/g, 'proxy.example')
      .replaceAll('\t', '\\t')
      .trimEnd();
  for (const line of LINES) {
    const { code, out: printed, err } = await box.run(line.split(' '));
    out.push(`$ modwarden ${line}: ${code}`);
    for (const one of [printed, err]) if (one !== '') out.push(own(one).replaceAll(/^/gm, '  '), '  --');
  }
  for (const name of WRITTEN) {
    const file = path.join(box.repo, name);
    out.push(`${name}:`, existsSync(file) ? own(readFileSync(file, 'utf8')).replaceAll(/^/gm, '  ') : '  is not there');
  }
  const text = `${out.join('\n')}\n`;
  if (process.env.UPDATE) writeFileSync(FILE, text);
  expect(text).toBe(readFileSync(FILE, 'utf8'));
});
