/** Random values of Go's settings in files of several kinds: what fixes correct is found no more, and no byte beside the value changes. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixFindings } from '../../../src/lint/fix/fix-findings.ts';
import { judgeFiles } from '../../support/judge-files.ts';

const GO_MOD = 'module example.com/m\n\ngo 1.25.0\n';

/** What is before the value and behind it, by file. */
const PLACES: readonly (readonly [path: string, before: (name: string) => string, after: string])[] = [
  ['Dockerfile', (name) => `FROM golang:1.25\nENV ${name}="`, '" OTHER=1 # GOPROXY=off\nRUN go build ./...\n'],
  ['build.sh', (name) => `#!/bin/sh\r\nset -e\nexport ${name}='`, "'\ngo build ./... # '\n"],
  ['Makefile', (name) => `# täst 支付\nexport ${name} := `, '\n\nbuild:\n\tgo build ./...\n'],
  [
    '.github/workflows/ci.yml',
    (name) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    env:\n      ${name}: "`,
    '"   # kept\n    steps:\n      - run: go build ./...\n',
  ],
];

const DECORATIONS: readonly ((entry: string) => string)[] = [
  (entry) => entry,
  (entry) => ` ${entry}`,
  (entry) => `${entry} `,
  (entry) => entry.toUpperCase(),
  (entry) => `“${entry}”`,
  (entry) => `/${entry}`,
  (entry) => `${entry}/`,
  (entry) => `https://${entry}`,
  () => '',
];
const entry = (words: readonly string[]) =>
  fc.tuple(fc.constantFrom(...words), fc.constantFrom(...DECORATIONS)).map(([word, decorated]) => decorated(word));
const list = (words: readonly string[], separators: readonly string[]) =>
  fc
    .array(fc.tuple(entry(words), fc.constantFrom(...separators)), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([one, separator], i) => (i === 0 ? one : separator + one)).join(''));

const PATTERNS = ['git.corp.example', '*.corp.example', 'example.com/team', 'github.com/acme/*', '[a-z'];
const setting = fc.oneof(
  fc.tuple(
    fc.constant('GOPROXY'),
    list(['https://proxy.example', 'direct', 'off', 'proxy.example', 'none'], [',', '|', ', ', ';']),
  ),
  fc.tuple(fc.constantFrom('GOPRIVATE', 'GONOPROXY', 'GONOSUMDB'), list(PATTERNS, [',', ', ', ';', '|', ' '])),
  fc.tuple(fc.constant('GOSUMDB'), list(['sum.golang.org', 'off', 'sum.example'], [' ', ',', '+'])),
);

it('corrects random values in their place', { timeout: 240_000 }, async () => {
  let made = 0;
  const kinds = new Set<string>();
  const property = fc.asyncProperty(
    fc.constantFrom(...PLACES),
    setting,
    async ([path, before, after], [name, value]) => {
      const head = before(name);
      const text = `${head}${value}${after}`;
      const judged = (files: ReadonlyMap<string, string>) =>
        judgeFiles({ files: { 'go.mod': GO_MOD, [path]: files.get(path) ?? text } });
      const result = await fixFindings({
        report: await judged(new Map()),
        unsafe: true,
        check: judged,
        read: async (file) => (file === path ? text : GO_MOD),
        hash: (whole) => createHash('sha256').update(whole).digest('hex'),
      });
      expect(result.stopped).toBe(false);
      const now = result.files.get(path) ?? text;
      expect([now.startsWith(head), now.endsWith(after)], now).toEqual([true, true]);
      const corrected = now.slice(head.length, now.length - after.length);
      expect(corrected.length).toBeLessThanOrEqual(value.length);
      const left = new Set(result.report.findings.map(({ rule, message }) => `${rule}: ${message}`));
      for (const { finding } of result.fixed) {
        made++;
        kinds.add(`${finding.rule} ${path}`);
        expect(left.has(`${finding.rule}: ${finding.message}`), `${value} -> ${corrected}`).toBe(false);
      }
      expect(result.files.size).toBe(result.fixed.length > 0 ? 1 : 0);
    },
  );
  await fc.assert(property, { numRuns: 300 });
  expect(made).toBeGreaterThan(20);
  expect(kinds.size).toBeGreaterThan(5);
});
