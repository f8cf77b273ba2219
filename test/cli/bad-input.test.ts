/**
 * Input that is broken, huge or hostile: each gives one clear message with its place, the other files are judged all the same, nothing of
 * it reaches a terminal or a log raw, and it takes no time to speak of.
 */
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BAD, type Box, box, type Ended, GOOD } from '../support/built.ts';

/** Seconds that a run may take: some fifty times what it does. */
const LIMIT = 20;

let b: Box;
beforeEach(() => {
  b = box();
  // What must still be found.
  b.put({ 'repo/zz/go.mod': BAD.replace('../x', '../../x') });
});
afterEach(() => b.remove());

interface Place {
  readonly path: string;
  readonly start: { readonly line: number; readonly column: number };
}
interface Told {
  readonly problems: readonly { readonly place: Place; readonly message: string; readonly hint?: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly place: Place;
    readonly message: string;
    readonly hint?: string;
  }[];
}

const at = ({ path, start }: Place) => `${path}:${start.line}:${start.column}`;

/** What both kinds of run say, which must be the same; `replace/unused` needs the graph. */
function judged(expectedCode: number): { told: Told; lines: string[] } {
  const both = [
    ['check', '--offline', '--format', 'json'],
    ['check', '--staged', '--format', 'json'],
  ].map((args) => timed(args));
  const [whole, staged] = both.map(({ code, out, err }) => {
    expect([code, err]).toEqual([expectedCode, '']);
    const told = JSON.parse(out) as Told;
    const lines = [
      ...told.problems.map((p) => `policy ${at(p.place)} ${p.message}`),
      ...told.findings.filter((f) => f.rule !== 'replace/unused').map((f) => `${f.rule} ${at(f.place)} ${f.message}`),
    ];
    return { told, lines };
  });
  const same = (lines: readonly string[]) =>
    lines.map((line) => line.replace('out of the folder', 'out of the repository'));
  expect(same(staged!.lines)).toEqual(same(whole!.lines));
  return whole!;
}

function timed(args: readonly string[], cwd?: string): Ended {
  const start = process.hrtime.bigint();
  const ended = b.run(args, cwd === undefined ? {} : { cwd });
  expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(LIMIT);
  return ended;
}

const STILL =
  'replace/local-path zz/go.mod:5:26 example.com/x is replaced with ../../x, which is outside the repository';

const BYTES = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(p) : Buffer.from([p]))));

describe('a go.mod', () => {
  it.each<[name: string, content: string | Uint8Array, lines: readonly string[], hint?: string]>([
    [
      'with conflict markers',
      'module example.com/a\n\n<<<<<<< HEAD\ngo 1.25.0\n=======\ngo 1.25.0\n>>>>>>> other\n',
      [
        'gomod/syntax a/go.mod:3:1 unknown directive: <<<<<<<',
        'gomod/syntax a/go.mod:5:1 unknown directive: =======',
        'gomod/syntax a/go.mod:6:1 repeated go statement',
        'gomod/syntax a/go.mod:7:1 unknown directive: >>>>>>>',
      ],
      'resolve the merge conflict and remove the marker',
    ],
    [
      'with a directive that blogs invented',
      `${GOOD}\ninreplace example.com/a => ../a\n`,
      ['gomod/syntax a/go.mod:5:1 unknown directive: inreplace'],
      'Go has no inreplace directive; use replace',
    ],
    [
      'with NUL bytes',
      `module example.com/a\0\0\n\ngo 1.25.0\n`,
      ["gomod/syntax a/go.mod:1:21 unexpected input character '\\x00'"],
    ],
    [
      'in UTF-16',
      Buffer.from('\ufeffmodule example.com/a\n', 'utf16le'),
      ["gomod/syntax a/go.mod:1:4 unexpected input character '\\x00'"],
    ],
    [
      'that is not UTF-8',
      BYTES('module example.com/caf', 0xe9, '\n\ngo 1.25.0\n'),
      ['gomod/syntax a/go.mod:1:1 malformed module path "example.com/caf\\xe9": invalid UTF-8'],
    ],
    [
      'with an escape sequence in the path',
      'module example.com/\u001b[31mred\n\ngo 1.25.0\n',
      ["gomod/syntax a/go.mod:1:20 unexpected input character '\\x1b'"],
    ],
    [
      'of 50 MB of parentheses',
      '('.repeat(50 << 20),
      ['gomod/syntax a/go.mod:1:500001 file has more than 500000 tokens'],
    ],
    [
      'over the limit',
      `${GOOD}//${' '.repeat(64 << 20)}`,
      [`gomod/syntax a/go.mod:1:1 ${GOOD.length + 2 + (64 << 20)} bytes, over the limit of 67108864`],
    ],
    [
      'that is empty',
      '',
      [
        'gomod/syntax a/go.mod:1:1 missing module declaration',
        'gomod/go-version a/go.mod:1:1 go.mod has no go line, so Go assumes go 1.16',
      ],
    ],
  ])('%s', (_, content, lines, hint) => {
    b.put({ 'repo/a/go.mod': content });
    b.git(['add', '.']);
    const { told, lines: said } = judged(1);
    expect(said).toEqual([...lines, STILL]);
    if (hint !== undefined) expect(told.findings[0]?.hint).toBe(hint);
  });

  it('that nobody may read', () => {
    b.put({ 'repo/a/go.mod': GOOD });
    const file = join(b.folder, 'repo/a/go.mod');
    rmSync(file);
    // For root every file is readable: a link that leads round in a circle is readable for nobody.
    if (process.getuid?.() === 0) symlinkSync('go.mod', file);
    else {
      b.put({ 'repo/a/go.mod': GOOD });
      chmodSync(file, 0);
    }
    const { code, out } = timed(['check', '--offline', '--format', 'json']);
    expect(code).toBe(1);
    const [first, ...others] = (JSON.parse(out) as Told).findings;
    expect(`${first!.rule} ${at(first!.place)}`).toBe('gomod/syntax a/go.mod:1:1');
    expect(first!.message).toMatch(/^(?:cannot be read \(EACCES\)|a circular symlink)$/);
    expect(others.map((f) => f.rule)).toContain('replace/local-path');
  });
});

describe('a policy', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...[...'bcdefghij'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`),
  ];

  it.each<[name: string, files: Readonly<Record<string, string>>, lines: readonly string[]]>([
    [
      'with a tab',
      { '.modwarden.yaml': 'rules:\n\treplace/local-path: off\n' },
      ['policy .modwarden.yaml:2:1 the line is indented with a tab'],
    ],
    ['with a wrong key', { '.modwarden.yaml': 'rulez: {}\n' }, ['policy .modwarden.yaml:1:1 unknown key "rulez"']],
    [
      'with an unknown rule',
      { '.modwarden.yaml': 'rules:\n  replace/lokal: off\n' },
      ['policy .modwarden.yaml:2:3 unknown rule "replace/lokal"'],
    ],
    [
      'with a bomb of aliases',
      { '.modwarden.yaml': `${bomb.join('\n')}\n` },
      ['policy .modwarden.yaml:5:28 more than 50000 values'],
    ],
    ['that is empty', { '.modwarden.yaml': '' }, ['policy .modwarden.yaml:1:1 the policy is empty']],
    ['of blanks and comments', { '.modwarden.yaml': '# off\n\n' }, ['policy .modwarden.yaml:1:1 the policy is empty']],
    [
      'that is a folder',
      { '.modwarden.yaml/x': '' },
      ['policy .modwarden.yaml:1:1 cannot read the policy: a folder has the name of a policy file'],
    ],
    [
      'beside another',
      { '.modwarden.yaml': 'extends: [recommended]\n', '.modwarden.json': '{"rules": {"replace/local-path": "off"}}' },
      ['policy .modwarden.json:1:1 unused policy file: .modwarden.yaml in the same folder takes precedence'],
    ],
    [
      'that extends what lies outside',
      { '.modwarden.yaml': 'extends: [recommended, ../../base.yaml]\n' },
      ['policy .modwarden.yaml:1:24 "../../base.yaml" is outside the repository'],
    ],
    [
      'that is code',
      { '.modwarden.json': 'module.exports = {}' },
      ['policy .modwarden.json:1:1 invalid JSON: a value is expected here'],
    ],
  ])('%s', (_, files, lines) => {
    b.put(Object.fromEntries(Object.entries(files).map(([path, text]) => [`repo/${path}`, text])));
    b.git(['add', '.']);
    expect(judged(2).lines).toEqual([...lines, STILL]);
  });

  it('that is a symlink out of the repository is not read', () => {
    b.put({ 'off.yaml': 'rules:\n  replace/local-path: off\n' });
    symlinkSync('../off.yaml', join(b.folder, 'repo/.modwarden.yaml'));
    b.git(['add', '.']);
    expect(judged(2).lines).toEqual([
      'policy .modwarden.yaml:1:1 cannot read the policy: a symlink points outside the repository',
      STILL,
    ]);
  });

  it('as code of other tools is neither read nor run', () => {
    const code = `require("node:fs").writeFileSync(${JSON.stringify(join(b.folder, 'ran'))}, ""); module.exports = {};`;
    b.put({
      'repo/.config/config.js': code,
      'repo/.config/config.mjs': code,
      'repo/.modwardenrc.js': code,
      'repo/modwarden.config.js': code,
      'repo/modwarden.config.ts': code,
      'repo/.modwarden.yaml': '$import: ./modwarden.config.js\n',
    });
    b.git(['add', '.']);
    expect(judged(2).lines).toEqual(['policy .modwarden.yaml:1:1 unknown key "$import"', STILL]);
    expect(() => b.git(['cat-file', '-e', 'HEAD'])).toThrow();
    expect(mkdirSync(join(b.folder, 'ran'), { recursive: true })).toBeDefined();
  });
});

describe('text of the repository', () => {
  const ESCAPE = '\u001b]0;title\u0007\u001b[2J\u009b31m';
  const COMMAND = '::error file=x,line=1::forged';
  /** A character that a terminal obeys, or a workflow command: one stands at the start of a line, blanks aside. */
  const RAW = /[\0-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^\s*(?:::|##\[)/m;

  it('is data in every output', () => {
    b.put({
      'repo/a/go.mod': `${GOOD}\n// ${ESCAPE}\n${COMMAND}\n##[error]forged\nrequire "example.com/${COMMAND.replaceAll(' ', '')}" v1.0.0 // ${ESCAPE}\u202e\nreplace example.com/y => "../${ESCAPE}"\n`,
      // What Go takes: quoted strings hold any character, and comments are messages.
      'repo/c/go.mod': `${GOOD}\nreplace example.com/y => "../../\\x1b[31m\\n::error::forged"\n\nretract v1.0.0 // ${ESCAPE} ${COMMAND}\n\n// ${COMMAND}\nexclude example.com/z v1.0.0\n`,
      'repo/d\u001b[31m/go.mod': BAD,
      [`repo/${COMMAND.replace('/', '')}/go.mod`]: BAD,
      'repo/.modwarden.yaml': `rules:\n  "${COMMAND}": "\\e[31m"\n  '##[error]x': 1\n# ${ESCAPE}\n`,
    });
    b.git(['add', '.']);
    for (const args of [['--offline'], ['--offline', '--verbose'], ['--staged']]) {
      for (const format of ['text', 'json', 'sarif', 'openmetrics']) {
        const { code, out, err } = timed(['check', ...args, '--format', format]);
        // Metrics only count the errors of policies, so standard error tells them.
        const isCounted = format === 'openmetrics';
        expect([format, code, isCounted ? '' : err]).toEqual([format, 2, '']);
        expect(out + err).not.toMatch(RAW);
        expect(isCounted ? err : out).toContain('forged');
      }
    }
    for (const args of [
      ['list', 'modules'],
      ['list', 'waivers'],
      ['plan'],
      ['graph'],
      ['why', COMMAND],
      ['health'],
      ['init', '--print'],
    ]) {
      const offline = args[0] === 'plan' || args[0] === 'init' ? [] : ['--offline'];
      for (const cwd of ['repo/a', 'repo/c', 'repo']) {
        const { out, err } = timed([...args, ...offline], cwd);
        expect(out + err).not.toMatch(RAW);
        expect(err).not.toContain('internal error');
      }
    }
  });
});

describe('a tree of 20,000 files', () => {
  it('is read in no time to speak of', () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 20_000; i++) files[`repo/d${i % 200}/f${i}.${i % 50 === 0 ? 'json' : 'txt'}`] = '';
    for (let i = 0; i < 200; i++) files[`repo/d${i}/package.json`] = '{"name": "x"}';
    b.put(files);
    b.git(['add', '.']);
    expect(judged(1).lines).toEqual([STILL]);
  });

  it('of which each is a module', () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 2000; i++) files[`repo/m${i}/go.mod`] = GOOD.replace('app', `m${i}`);
    b.put(files);
    b.git(['add', '.']);
    expect(judged(1).lines).toEqual([STILL]);
  });
});
