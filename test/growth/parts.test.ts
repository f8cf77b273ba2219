/** Parts of a run by themselves, on inputs that are too large for a whole run within a test. */
import { expect, it } from 'vitest';
import { vendorSource } from '../../src/gather/facts/vendor.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { parseEnvFile } from '../../src/go/env/captured.ts';
import { postures } from '../../src/go/env/posture.ts';
import { parseMod } from '../../src/go/modfile/parse-mod.ts';
import { parseWork } from '../../src/go/modfile/parse-work.ts';
import { parseSum } from '../../src/go/sum/parse.ts';
import { sumProblems } from '../../src/go/sum/problems.ts';
import { parseVendor } from '../../src/go/vendor/modules-txt.ts';
import { openRepo } from '../../src/model/open.ts';
import { environments } from '../../src/model/settings/environments.ts';
import { vendorContradictions } from '../../src/model/vendor/vendoring.ts';
import { inlineWaivers } from '../../src/policy/inline.ts';
import { source } from '../../src/text/source.ts';
import { growthOf } from '../support/growth.ts';

const GO = 'module example.com/main\n\ngo 1.25.0\n\n';

const lines = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');
const vendored = (n: number) => lines(n, (i) => `# example.com/a${i} v1.0.0\n## explicit; go 1.22\nexample.com/a${i}`);
const requirements = (n: number) => lines(n, (i) => `require example.com/a${i} v1.0.0`);
const repoOf = (files: Record<string, string>) => openRepo(memoryTree(files));

type Work = (text: string) => unknown;

const CASES: readonly (readonly [name: string, n: number, make: (n: number) => string, work: Work])[] = [
  [
    'hashes of one version that contradict each other',
    10_000,
    (n) => lines(n, (i) => `example.com/a v1.0.0 h1:${String(i).padStart(42, '0')}=`),
    (text) => sumProblems(parseSum(source('go.sum', text))),
  ],
  [
    'requirements with replacements',
    5_000,
    (n) => GO + lines(n, (i) => `require example.com/a${i} v1.0.0\nreplace example.com/a${i} => ../a${i}`),
    (text) => repoOf({ 'go.mod': text }),
  ],
  [
    'vendored modules that nothing requires',
    5_000,
    vendored,
    async (text) => [...vendorContradictions(await repoOf({ 'go.mod': GO, 'vendor/modules.txt': text }))],
  ],
  [
    'vendored modules that are required',
    5_000,
    vendored,
    async (text) => {
      const mod = GO + requirements(text.match(/^#/gm)!.length / 2);
      return [...vendorContradictions(await repoOf({ 'go.mod': mod, 'vendor/modules.txt': text }))];
    },
  ],
  [
    'folders of vendored modules',
    5_000,
    vendored,
    (text) => {
      const tree = memoryTree({ 'vendor/modules.txt': text, 'vendor/example.com/a1/LICENSE': 'x' });
      const vendor = vendorSource(tree, ['vendor/example.com/a1/LICENSE', 'vendor/modules.txt'], () => true);
      return vendor.answer({ kind: 'license', module: { path: 'example.com/a1', version: 'v1.0.0' } });
    },
  ],
  [
    'fields of a waiver beside a line',
    20_000,
    (n) => `${GO}require example.com/b v1.0.0 // indirect; modwarden:allow graph/banned ${'until=x '.repeat(n)}\n`,
    (text) => inlineWaivers(parseMod(source('go.mod', text)).file.syntax, ['graph/banned']),
  ],
  [
    'modules under a list of proxies',
    2_000,
    (n) => `GOPROXY='${Array.from({ length: n }, (_, i) => `https://a${i}.example`).join(',')}'\n`,
    async (text) => {
      const file = source('go.env', text);
      const repo = await openRepo(memoryTree({}), { env: [{ source: file, file: parseEnvFile(file) }] });
      const [env] = environments(repo);
      for (let i = 0; i < text.length / 25; i++) env!.posture(`example.com/a${i}`);
    },
  ],
  [
    'modules under lists of patterns',
    5_000,
    (n) => Array.from({ length: n }, (_, i) => `example.com/a${i}`).join(),
    (text) => {
      const setting = (value: string) => ({ value, origin: 'user' }) as const;
      const names = ['GONOPROXY', 'GOINSECURE', 'GONOSUMDB'];
      const settings = new Map([
        ['GOPROXY', setting('direct')],
        ...names.map((name) => [name, setting(text)] as const),
      ]);
      const of = postures(settings);
      for (const path of text.split(',')) of(`${path}/m`);
    },
  ],
  ['go.mod', 20_000, requirements, (text) => parseMod(source('go.mod', text))],
  ['go.work', 20_000, (n) => lines(n, (i) => `use ./m${i} // why`), (text) => parseWork(source('go.work', text))],
  [
    'go.sum',
    60_000,
    (n) => lines(n, (i) => `example.com/a${i} v1.0.0 h1:x`),
    (text) => parseSum(source('go.sum', text)),
  ],
  ['vendor/modules.txt', 10_000, vendored, (text) => parseVendor(source('vendor/modules.txt', text))],
  ['go env', 60_000, (n) => lines(n, (i) => `A${i}='x'`), (text) => parseEnvFile(source('go.env', text))],
  [
    'go env as JSON',
    20_000,
    (n) => `{\n${lines(n, (i) => `"A${i}": "x",`)}"B": ""\n}\n`,
    (text) => parseEnvFile(source('go.env', text)),
  ],
];

it.each(CASES)('%s', { timeout: 240_000 }, async (_, n, make, work) => {
  const { times, isLinear } = await growthOf(make, work, n);
  expect(isLinear, `milliseconds for n, 2n and 4n: ${times.map(Math.round).join(', ')}`).toBe(true);
});
