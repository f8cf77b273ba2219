/** Readers of settings on files that are far larger than people write, and made to be slow. */
import { describe, expect, it } from 'vitest';
import { growthOf } from '../support/growth.ts';
import { readFile } from '../support/settings.ts';

const lines = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');

const CASES: readonly (readonly [name: string, path: string, n: number, make: (n: number) => string])[] = [
  ['a Dockerfile of many lines', 'Dockerfile', 10_000, (n) => `FROM x\n${lines(n, (i) => `ENV A${i}=1 GOSUMDB=off`)}`],
  [
    'a Dockerfile of one instruction',
    'Dockerfile',
    10_000,
    (n) => `FROM x\nENV GOSUMDB=off \\\n${lines(n, (i) => ` A${i}=1 \\`)}`,
  ],
  [
    'a Makefile',
    'Makefile',
    20_000,
    (n) => lines(n, (i) => `t${i}: a\n\t@GOSUMDB=off $(GO) build $$x; echo "$$(cat y)"`),
  ],
  ['a Makefile of one line', 'Makefile', 50_000, (n) => `GOSUMDB=${'a \\\n'.repeat(n)}`],
  ['YAML with aliases', 'a.yml', 2_000, (n) => `a: &a { GOSUMDB: off }\n${lines(n, (i) => `b${i}: [*a, *a]`)}`],
  [
    'YAML with scripts',
    'a.yml',
    2_000,
    (n) => `s:\n${lines(n, () => '- run: |\n    echo "GOSUMDB=off" >> $GITHUB_ENV')}`,
  ],
  ['YAML of one long script', 'a.yml', 10_000, (n) => `run: |\n${lines(n, () => '  export GOSUMDB=off "a\\n"')}`],
  ['YAML of one long quoted text', 'a.yml', 20_000, (n) => `run: "${'GOSUMDB=off x\\n\\\n  '.repeat(n)}"`],
  ['quotes in a script', 'x.sh', 20_000, (n) => `GOSUMDB=off ${`"a'b" 'c"d' `.repeat(n)}\n`],
  ['quotes that are not closed', 'x.sh', 20_000, (n) => `GOSUMDB=off\n${lines(n, () => `echo "$(cat 'a"`)}`],
  [
    'here-documents without end',
    'x.sh',
    500,
    (n) => `GOSUMDB=off\n${'cat <<A <<B; '.repeat(n)}\n${lines(n, () => 'x')}`,
  ],
  ['words for echo', 'x.sh', 20_000, (n) => `echo GOSUMDB=off ${'a '.repeat(n)} >> $GITHUB_ENV\n`],
  ['printf with many values', 'x.sh', 10_000, (n) => `printf '%s=%s\\n' ${'GOSUMDB off '.repeat(n)} >> .env\n`],
  ['groups', 'x.sh', 10_000, (n) => `${'{ echo GOSUMDB=off; } >> .env\n'.repeat(n)}`],
  ['Groovy', 'Jenkinsfile', 10_000, (n) => lines(n, () => `sh "GOSUMDB=off go x"; env.A = 'b' /* c */`)],
  ['Nix strings', 'a.nix', 20_000, (n) => `{ GOSUMDB = ''${"''$ ".repeat(n)}''; }`],
  ['PowerShell', 'a.ps1', 20_000, (n) => `$env:GOSUMDB = 1; ${"'a'; ${b} ".repeat(n)}`],
  ['batch files', 'a.bat', 20_000, (n) => `set GOSUMDB=off ${'& echo "x" '.repeat(n)}`],
  ['templates', 'a.yml', 5_000, (n) => `{{ x }}\na: GOSUMDB=off\n${lines(n, (i) => `b${i}: c{{ d`)}`],
  ['JSON', '.vscode/a.json', 20_000, (n) => `[${'{ "GOSUMDB": "off", // x\n "a": "\\"" }, '.repeat(n)}]`],
  [
    'defaults in defaults',
    'x.sh',
    200,
    (n) => lines(n, () => `export GOSUMDB="${'${A:-'.repeat(40)}x${'}'.repeat(40)}"`),
  ],
];

describe('what reading costs grows no faster than', () => {
  it.each(CASES)(
    '%s',
    async (_, path, n, make) => {
      const { times, isLinear } = await growthOf(make, (text) => readFile(path, text), n);
      expect(isLinear, `${times.join(', ')} ms`).toBe(true);
    },
    120_000,
  );
});
