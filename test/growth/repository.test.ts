/** The work of a run grows no faster than the files of the repository, whoever wrote them. */
import { expect, it } from 'vitest';
import { growthOf } from '../support/growth.ts';
import { type FilesToJudge, judgeFiles } from '../support/judge-files.ts';

const GO = 'module example.com/main\n\ngo 1.25.0\n\n';
const H1 = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';

const lines = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');
const mod = (text: string): FilesToJudge => ({ files: { 'go.mod': GO + text } });
const requirements = (n: number) => lines(n, (i) => `require example.com/a${i} v1.0.0`);
const member = (text: string) => `module example.com/${text}\n\ngo 1.25.0\n\n`;

/** A file of hostile size for each reader and what is made of it. */
const CASES: readonly (readonly [name: string, n: number, make: (n: number) => FilesToJudge])[] = [
  ['go.mod: requirements', 2_000, (n) => mod(requirements(n))],
  ['go.mod: one requirement many times', 2_000, (n) => mod(lines(n, (i) => `require example.com/a v1.0.${i}`))],
  [
    'go.mod: requirements with replacements',
    1_000,
    (n) => mod(requirements(n) + lines(n, (i) => `replace example.com/a${i} => example.com/b${i} v1.0.0`)),
  ],
  [
    'go.mod: replacements of one module',
    1_000,
    (n) => mod(lines(n, (i) => `replace example.com/a v1.0.${i} => example.com/b v1.0.0`)),
  ],
  ['go.mod: contradicting replacements', 1_000, (n) => mod(lines(n, (i) => `replace example.com/a => ../b${i}`))],
  ['go.mod: excludes', 2_000, (n) => mod(requirements(n) + lines(n, (i) => `exclude example.com/a${i} v1.0.0`))],
  ['go.mod: retractions', 2_000, (n) => mod(lines(n, (i) => `retract v0.0.${i}`))],
  [
    'go.mod: retractions under one long comment',
    2_000,
    (n) => mod(`// ${'why '.repeat(n * 50)}\nretract (\n${lines(n, (i) => `v0.0.${i}`)})\n`),
  ],
  ['go.mod: comments', 5_000, (n) => mod(lines(n, () => '// a comment\n\n// another') + requirements(n / 10))],
  ['go.mod: words that are no directive', 1_000, (n) => mod(lines(n, (i) => `word${i} x`))],
  ['go.mod: tools', 1_000, (n) => mod(requirements(n) + lines(n, (i) => `tool example.com/a${i}/cmd`))],
  ['go.mod: a tool with a deep path', 3_000, (n) => mod(`tool example.com/${'a/'.repeat(n)}a\n`)],
  ['go.mod: placeholders', 1_000, (n) => mod(lines(n, (i) => `require example.com/a${i} v0.0.0`))],
  [
    'go.mod: waivers beside lines',
    500,
    (n) =>
      mod(
        lines(
          n,
          (i) =>
            `replace example.com/a${i} => ../a${i} // modwarden:allow replace/local-path until=2027-01-01 moves to a module`,
        ),
      ),
  ],
  [
    'go.mod: fields of one waiver',
    20_000,
    (n) => mod(`require example.com/b v1.0.0 // indirect; modwarden:allow graph/banned ${'a=b '.repeat(n)}\n`),
  ],
  [
    'go.sum: lines of one version that contradict each other',
    500,
    (n) => ({
      files: { 'go.mod': GO, 'go.sum': lines(n, (i) => `example.com/a v1.0.0 h1:${String(i).padStart(42, '0')}=`) },
    }),
  ],
  [
    'go.sum: lines that are no lines',
    1_000,
    (n) => ({ files: { 'go.mod': GO, 'go.sum': lines(n, (i) => `example.com/a${i} v1.0.0`) } }),
  ],
  [
    'go.sum: lines for requirements',
    2_000,
    (n) => ({
      files: { 'go.mod': GO + requirements(n), 'go.sum': lines(n / 2, (i) => `example.com/a${i} v1.0.0/go.mod ${H1}`) },
    }),
  ],
  [
    'vendor/modules.txt: modules that go.mod does not require',
    1_000,
    (n) => ({
      files: {
        'go.mod': GO,
        'vendor/modules.txt': lines(n, (i) => `# example.com/a${i} v1.0.0\n## explicit; go 1.22\nexample.com/a${i}`),
      },
    }),
  ],
  [
    'vendor/modules.txt: modules that are required',
    1_000,
    (n) => ({
      files: {
        'go.mod': GO + requirements(n),
        'vendor/modules.txt': lines(n, (i) => `# example.com/a${i} v1.0.0\n## explicit; go 1.22\nexample.com/a${i}`),
      },
    }),
  ],
  [
    'go.work: members',
    250,
    (n) => ({
      files: {
        'go.work': `go 1.25.0\n\n${lines(n, (i) => `use ./m${i}`)}`,
        ...Object.fromEntries(
          Array.from({ length: n }, (_, i) => [`m${i}/go.mod`, `${member(`m${i}`)}require example.com/a v1.0.${i}\n`]),
        ),
      },
    }),
  ],
  [
    'go.work: members whose replacements contradict each other',
    250,
    (n) => ({
      files: {
        'go.work': `go 1.25.0\n\n${lines(n, (i) => `use ./m${i}`)}`,
        ...Object.fromEntries(
          Array.from({ length: n }, (_, i) => [
            `m${i}/go.mod`,
            `${member(`m${i}`)}require example.com/a v1.0.0\n\nreplace example.com/a v1.0.0 => example.com/b v1.0.${i}\n`,
          ]),
        ),
      },
    }),
  ],
  [
    'go.work: members that are missing',
    2_000,
    (n) => ({ files: { 'go.mod': GO, 'go.work': `go 1.25.0\n\n${lines(n, (i) => `use ./m${i}`)}` } }),
  ],
  [
    'folders with modules',
    250,
    (n) => ({
      files: Object.fromEntries(Array.from({ length: n }, (_, i) => [`a/b${i}/c/go.mod`, member(`m${i}`)])),
    }),
  ],
  [
    'folders with workspaces',
    200,
    (n) => ({
      files: Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          [`a${i}/go.work`, 'go 1.25.0\n\nuse ./m\n'],
          [`a${i}/m/go.mod`, member(`m${i}`)],
        ]).flat(),
      ),
    }),
  ],
  [
    'files without modules',
    10_000,
    (n) => ({
      files: { 'go.mod': GO, ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`a${i}/b/c/d/e.txt`, ''])) },
    }),
  ],
  [
    '.go files with deep imports',
    250,
    (n) => ({
      files: {
        'go.mod': GO + requirements(n),
        ...Object.fromEntries(
          Array.from({ length: n }, (_, i) => [
            `f${i}.go`,
            `package a\nimport "example.com/a${i}/${'b/'.repeat(400)}c"\n`,
          ]),
        ),
      },
    }),
  ],
  [
    '.go files beside ignore lines',
    500,
    (n) => ({
      files: {
        'go.mod': GO + lines(n, (i) => `ignore ./x${i}`) + lines(n, (i) => `ignore y${i}`),
        ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`d${i}/f.go`, 'package a\n'])),
      },
    }),
  ],
  [
    'go env: settings',
    2_000,
    (n) => ({ files: { 'go.mod': GO }, env: `${lines(n, (i) => `A${i}='x'`)}GOSUMDB='off'\n` }),
  ],
  [
    'go env: a list of proxies',
    500,
    (n) => ({
      files: { 'go.mod': GO },
      env: `GOPROXY='${Array.from({ length: n }, (_, i) => `http://a${i}.example`).join(',')}'\n`,
    }),
  ],
  [
    'go env: patterns beside requirements',
    500,
    (n) => ({
      files: { 'go.mod': GO + requirements(n) },
      env: `GOPROXY='direct'\nGOINSECURE='${Array.from({ length: n }, (_, i) => `example.com/a${i}`).join(',')}'\n`,
    }),
  ],
  [
    'go env: one pattern many times',
    500,
    (n) => ({
      files: { 'go.mod': GO + requirements(n) },
      env: `GOPROXY='direct'\nGOSUMDB='off'\nGOINSECURE='${'github.com,'.repeat(n)}'\nGOPRIVATE='${'*.example,'.repeat(n)}'\n`,
    }),
  ],
  ['go env: flags', 1_000, (n) => ({ files: { 'go.mod': GO }, env: `GOFLAGS='${'-mod=mod '.repeat(n)}'\n` })],
];

it.each(CASES)('%s', { timeout: 240_000 }, async (_, n, make) => {
  const { times, isLinear } = await growthOf(make, judgeFiles, n);
  expect(isLinear, `milliseconds for n, 2n and 4n: ${times.map(Math.round).join(', ')}`).toBe(true);
});
