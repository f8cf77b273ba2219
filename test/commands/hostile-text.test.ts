/** Text that tries to act in a terminal or a CI log, wherever text can come from, through every command and format. */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { indexBytes, textOf } from '../license/index-fixture.ts';
import { type Box, newBox } from '../support/box.ts';
import { hostile, obeyed } from '../support/hostile.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

// The one that ships may be of another state of the sources, or not be there.
vi.mock('../../src/gather/license-index.ts', () => ({
  licenseIndex: async () => ({ index: indexBytes, known: undefined, save: () => {} }),
}));

const FORMATS = ['text', 'json', 'sarif', 'openmetrics'];
const TABLES = ['text', 'json', 'csv', 'markdown'];
const from = (command: readonly string[], formats: readonly string[]) =>
  formats.map((f) => [...command, '--format', f]);

/** Every command that reads the repository, in every format. */
const COMMANDS: readonly (readonly string[])[] = [
  ...from(['check', '-v', '--color', 'always', '--sarif-suppressed'], FORMATS),
  ...['modules', 'licenses', 'waivers'].flatMap((what) => from(['list', what], TABLES)),
  ...from(['health'], TABLES),
  ...from(['graph'], ['text', 'dot', 'mermaid']),
  ...from(['graph', 'sound'], ['text', 'dot', 'mermaid']),
  ...from(['why', 'example.com/a'], ['text', 'json']),
  ...from(['plan'], ['text', 'json']),
  ['notice'],
  ['init', '--print'],
  ['fetch', '-o', '-'],
  ['cache'],
  ['check', '--go-env', 'env.txt'],
];

/** Every place on a command line where text can stand. */
const argvsWith = (h: string): readonly (readonly string[])[] => [
  [h],
  ['check', h],
  ['help', h],
  ['explain', h],
  ['why', h],
  ['list', h],
  ['cache', h],
  ['licenses', h],
  ['init', h],
  ['graph', '.', h],
  [`--${h}`],
  [`-${h}`],
  [`--offline=${h}`],
  ...['format', 'policy', 'preset', 'facts', 'as-of', 'color', 'fail-on', 'go-env', 'rev'].map((o) => [`--${o}=${h}`]),
  ['--sarif-category', h, '--format', 'sarif'],
];

/** How a line of standard error may begin: with our own words. */
const OWN_LINE =
  /^(?:modwarden: |policy error: | *--> | *\d* \|| *= (?:help|see|note): |\d+ |mean score|every fact |$)/;

/** A folder's name can hold all but a slash and NUL, in 255 bytes. */
const folderName = (h: string) => `${h.replaceAll(/[\0/]/g, '').slice(0, 40)}~`;
const argument = (h: string) => h.replaceAll('\0', '');
const quote = (h: string) => JSON.stringify(h);
const oneLine = (h: string) => h.replaceAll(/[\r\n]/g, ' ');

const SLOTS = 42;

/** Puts the texts wherever a repository, its policies, its vendor folder and a proxy can hold text. */
function world(texts: readonly string[]): { box: Box; remove: () => void } {
  const h = (i: number) => texts[i % texts.length]!;
  const store = mkdtempSync(join(tmpdir(), 'store-'));
  const proxy = writeProxyFolder(store, {
    'example.com/a@v1.0.0': {
      mod: `require example.com/b v1.0.0\nretract v1.0.0 // ${oneLine(h(0))}\n`,
      says: `// Deprecated: ${oneLine(h(1))}\n`,
      files: { LICENSE: `${h(2)}\n${h(3)}\n${textOf('MIT')}` },
    },
    'example.com/b@v1.0.0': { mod: `bogus ${oneLine(h(4))}\n`, files: { 'LICENSE.md': h(5) } },
    'example.com/c@v1.0.0': { time: h(6), files: { [`LICENSE${folderName(h(7))}`]: textOf('ISC') } },
  });
  const at = (path: string) => join(store, 'example.com', path);
  appendFileSync(at('c/@v/list'), `${h(8)}\n`);
  writeFileSync(at('a/@v/v1.1.0.info'), h(9));
  mkdirSync(at('d/@v'), { recursive: true });
  writeFileSync(at('d/@v/v1.0.0.mod'), `module ${quote(h(10))}\n`);
  const requires = ['a', 'b', 'c', 'd', 'gone'].map((m) => `\texample.com/${m} v1.0.0\n`).join('');
  const waiver = (module: string, i: number) =>
    `  - { rule: replace/local-path, module: ${quote(module)}, reason: ${quote(h(i))}, owner: ${quote(h(i + 1))}, until: 2099-01-01 }\n`;
  const inside = folderName(h(41));
  const box = newBox(proxy, {
    'go.mod': `module example.com/main\n\ngo 1.25\n\nrequire (\n${requires})\n\nreplace example.com/y => ${quote(`../${h(11)}`)}\n`,
    'sound/go.mod': `module example.com/sound\n\ngo 1.25\n\nrequire (\n\texample.com/c v1.0.0\n\texample.com/in v1.0.0\n)\n\nreplace example.com/in => ${quote(`./${inside}`)}\n`,
    [`sound/${inside}/go.mod`]: 'module example.com/in\n\ngo 1.25\n',
    [`sound/${inside}/LICENSE`]: h(40),
    'go.sum': `example.com/a v1.0.0 h1:${oneLine(h(12))}\n${h(13)}\n`,
    'vendored/go.mod': 'module example.com/vendored\n\ngo 1.25\n\nrequire example.com/v v1.0.0\n',
    'vendored/vendor/modules.txt': `# example.com/v v1.0.0\n## explicit ${oneLine(h(14))}\n${h(15)}\n`,
    'vendored/vendor/example.com/v/LICENSE': h(16),
    [`${folderName(h(17))}/go.mod`]: 'module example.com/x\n\ngo 1.25\n\nbogus x\n',
    [`broken/${folderName(h(18))}/go.mod`]: `module ${quote(h(19))}\n\ngo ${oneLine(h(20))}\n\n${h(21)}\nrequire ${quote(h(22))} ${quote(h(23))} // ${oneLine(h(24))}\n`,
    '.modwarden.yaml': `extends: [strict]\nprivate: [${quote(h(25))}]\nwaivers:\n${waiver('example.com/y', 26)}${waiver(h(27), 28)}`,
    [`${folderName(h(29))}/.modwarden.yaml`]: `${quote(h(30))}: 1\nextends: [${quote(h(31))}]\nrules: { ${quote(h(32))}: off, graph/banned: { modules: [${quote(h(33))}] } }\n`,
    'sound/.modwarden.json': `{"gaps": {${quote(h(34))}: ${quote(h(35))}}, ${h(36)}`,
    'broken/Dockerfile': `ENV GOFLAGS=${quote(h(37))}\n`,
    'env.txt': `GOFLAGS='${h(38)}'\nGOPROXY=${h(39)}\n`,
  });
  return {
    box,
    remove: () => {
      box.remove();
      rmSync(store, { recursive: true });
    },
  };
}

/** Gives all that was printed. */
async function expectHarmless(
  box: Box,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { out, err } = await box.run(argv, { env });
  const bad = [
    ...obeyed(out).map((what) => `standard output: ${what}`),
    ...obeyed(err).map((what) => `standard error: ${what}`),
    ...err.split('\n').flatMap((line) => (OWN_LINE.test(line) ? [] : [`standard error begins with ${line}`])),
    ...(err.includes('internal error') ? [err] : []),
  ];
  expect([argv, bad]).toEqual([argv, []]);
  return out + err;
}

describe('any text', () => {
  test('from a repository, a policy and a proxy is harmless in every output', async () => {
    const showing = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: SLOTS, maxLength: SLOTS }), async (texts) => {
        const { box, remove } = world(texts);
        try {
          for (const argv of COMMANDS)
            if ((await expectHarmless(box, argv)).includes('\\u')) showing.add(argv.join(' '));
        } finally {
          remove();
        }
      }),
      { numRuns: 5 },
    );
    // These read no policy, whose errors every other command tells, and print nothing of the repository.
    const plain = COMMANDS.filter(([name]) => name === 'init' || name === 'cache');
    const names = (commands: typeof COMMANDS) => commands.map((argv) => argv.join(' '));
    expect(names(COMMANDS).filter((command) => !showing.has(command))).toEqual(names(plain));
  }, 240_000);

  test('on a command line, and in the settings of the user, is harmless too', async () => {
    const box = newBox('off', { 'go.mod': 'module example.com/main\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n' });
    try {
      await fc.assert(
        fc.asyncProperty(hostile, async (text) => {
          for (const argv of argvsWith(argument(text))) await expectHarmless(box, argv);
          const GOPROXY = argument(text);
          for (const argv of [['check'], ['plan'], ['list', 'modules']]) await expectHarmless(box, argv, { GOPROXY });
        }),
        { numRuns: 25 },
      );
    } finally {
      box.remove();
    }
  });
});
