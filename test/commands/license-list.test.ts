/** `list licenses` and `notice`, from the modules of a proxy to what is printed. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { indexBytes, textOf } from '../license/index-fixture.ts';
import { type Box, newBox } from '../support/box.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

// The one that ships may be of another state of the sources, or not be there.
vi.mock('../../src/gather/license-index.ts', () => ({
  licenseIndex: async () => ({ index: indexBytes, known: undefined, save: () => {} }),
}));

const mit = textOf('MIT');
const tag = (expression: string) => `SPDX-License-Identifier: ${expression}\n`;
const loud = 'MIT License\n\n::error::forged\n  ::add-mask::x\t\n##[error]also\n##vso[a]b\n---- not this\nend  \n\n';
const acme = 'Acme lets its customers run this program on one machine for as long as they pay the yearly fee.\n';

const MODULES = {
  'example.com/a@v1.0.0': {
    files: { LICENSE: mit, NOTICE: 'a is by Ann.\n' },
    mod: 'require example.com/Deep v0.1.0\n',
  },
  'example.com/Deep@v0.1.0': { files: { COPYING: textOf('GPL-3.0-only'), 'sub/LICENSE': tag('ISC') } },
  'example.com/acme@v1.0.0': { files: { LICENSE: acme } },
  'example.com/bare@v1.0.0': { files: { 'bare.go': 'package bare\n' } },
  'example.com/dual@v1.0.0': { files: { 'LICENSE.txt': tag('MIT OR Apache-2.0') } },
  'example.com/evil@v1.0.0': { files: { '=LICENSE|"x",y': mit, 'README.md': 'not read\n' } },
  'example.com/fork@v1.2.0': { files: { LICENSE: mit } },
  'example.com/loud@v1.0.0': { files: { LICENSE: loud } },
  'example.com/loud1@v1.0.0': { files: { LICENSE: 'MIT License\n\n::error::forged\n' } },
  'example.com/nozip@v1.0.0': {},
};

const GO_MOD = `module example.com/shop

go 1.25

require (
	example.com/a v1.0.0
	example.com/acme v1.0.0
	example.com/bare v1.0.0
	example.com/dual v1.0.0
	example.com/evil v1.0.0
	example.com/inside v1.0.0
	example.com/old v1.0.0
)

require example.com/Deep v0.1.0 // indirect

replace (
	example.com/inside => ./inside
	example.com/old => example.com/fork v1.2.0
)
`;

let store: string;
let GOPROXY: string;
const boxes: Box[] = [];
beforeAll(() => {
  store = mkdtempSync(join(tmpdir(), 'store-'));
  GOPROXY = writeProxyFolder(store, MODULES);
});
afterAll(() => {
  for (const box of boxes) box.remove();
  rmSync(store, { recursive: true });
});

function boxWith(files: Readonly<Record<string, string>> = {}): Box {
  const box = newBox(GOPROXY, {
    'go.mod': GO_MOD,
    'inside/go.mod': 'module example.com/inside\n\ngo 1.25\n',
    ...files,
  });
  boxes.push(box);
  return box;
}

interface Row {
  readonly in: string;
  readonly path: string;
  readonly version: string;
  readonly expression: string | null;
  readonly direct: boolean;
  readonly confidence: number | null;
  readonly evidence: string;
  readonly hints: readonly string[];
}

async function rowsOf(box: Box, ...args: string[]): Promise<{ code: number; err: string; rows: readonly Row[] }> {
  const { code, out, err } = await box.run(['list', 'licenses', '--format', 'json', ...args]);
  return { code, err, rows: JSON.parse(out) };
}

describe('list licenses', () => {
  test('as text', async () => {
    expect(await boxWith().run(['list', 'licenses'])).toEqual({
      code: 0,
      err: '7 modules: 3 MIT, 1 Apache-2.0 OR MIT, 1 GPL-3.0-only, 1 NOASSERTION, 1 NONE\n',
      out: `example.com/Deep  v0.1.0  GPL-3.0-only       COPYING:1-232        sub/LICENSE says ISC
example.com/a     v1.0.0  MIT                LICENSE:1-18
example.com/acme  v1.0.0  NOASSERTION                             LICENSE has terms without an SPDX ID
example.com/bare  v1.0.0  NONE                                    no license file
example.com/dual  v1.0.0  Apache-2.0 OR MIT  LICENSE.txt:1
example.com/evil  v1.0.0  MIT                =LICENSE|"x",y:1-18
example.com/fork  v1.2.0  MIT                LICENSE:1-18
`,
    });
  });

  test('as JSON', async () => {
    const { code, rows } = await rowsOf(boxWith());
    expect(code).toBe(0);
    expect(rows.slice(0, 3)).toEqual([
      {
        in: '.',
        path: 'example.com/Deep',
        version: 'v0.1.0',
        expression: 'GPL-3.0-only',
        direct: false,
        confidence: 1,
        evidence: 'COPYING:1-232',
        hints: ['sub/LICENSE says ISC'],
        where: 'required',
        by: 'example.com/a',
      },
      {
        in: '.',
        path: 'example.com/a',
        version: 'v1.0.0',
        expression: 'MIT',
        direct: true,
        confidence: 1,
        evidence: 'LICENSE:1-18',
        hints: [],
        where: 'direct',
        by: null,
      },
      expect.objectContaining({ expression: 'NOASSERTION', evidence: '' }),
    ]);
    // What is built counts, under its own name.
    expect(rows.at(-1)).toMatchObject({ path: 'example.com/fork', version: 'v1.2.0', expression: 'MIT' });
  });

  test('as CSV, which no spreadsheet takes for formulas', async () => {
    const { out } = await boxWith().run(['list', 'licenses', '--format', 'csv']);
    const lines = out.split('\r\n');
    expect(lines[0]).toBe('path,version,expression,direct,confidence,evidence,hints');
    expect(lines[2]).toBe('example.com/a,v1.0.0,MIT,true,1,LICENSE:1-18,');
    expect(lines[6]).toBe(`example.com/evil,v1.0.0,MIT,true,1,"'=LICENSE|""x"",y:1-18",`);
  });

  test('as Markdown', async () => {
    const { out } = await boxWith().run(['list', 'licenses', '--format', 'markdown']);
    const lines = out.split('\n');
    expect(lines.slice(0, 2)).toEqual(['| path | version | expression | evidence | hints |', '|---|---|---|---|---|']);
    expect(lines[7]).toBe('| example.com/evil | v1.0.0 | MIT | =LICENSE\\|"x",y:1-18 |  |');
  });

  test('reports unavailable facts and exits with 3', async () => {
    const box = boxWith({ 'go.mod': 'module example.com/shop\n\ngo 1.25\n\nrequire example.com/nozip v1.0.0\n' });
    const { code, err, rows } = await rowsOf(box);
    expect({ code, rows }).toMatchObject({ code: 3, rows: [{ path: 'example.com/nozip', expression: null }] });
    expect(err).toMatch(/^modwarden: example\.com\/nozip v1\.0\.0: .*v1\.0\.0\.zip/);
    const text = await box.run(['list', 'licenses']);
    expect(text.out).toMatch(/^example\.com\/nozip {2}v1\.0\.0 {2}unknown {2}.*v1\.0\.0\.zip/);
    expect(text.err).toMatch(/\n1 module: 1 unknown\n$/);
    const offline = await box.run(['list', 'licenses', '--offline'], { env: { GOPROXY: 'https://goproxy.example' } });
    expect(offline.code).toBe(3);
  });

  test.each([
    [10, undefined],
    [11, 'modwarden: … and 1 more'],
  ])('of %i licenses that are unavailable names ten', async (count, rest) => {
    const lines = Array.from({ length: count }, (_, i) => `\texample.com/gone${i} v1.0.0\n`).join('');
    const box = boxWith({ 'go.mod': `module example.com/shop\n\ngo 1.25\n\nrequire (\n${lines})\n` });
    const { code, err } = await rowsOf(box);
    const said = err.split('\n').filter((line) => /^modwarden: example\.com\/gone\d+ v1\.0\.0: /.test(line));
    expect([code, said.length]).toEqual([3, 10]);
    expect(err.split('\n').find((line) => line.includes('…'))).toBe(rest);
  });

  test('by license has what is unknown first, then the most frequent, with each hint', async () => {
    const box = boxWith({
      'go.mod': GO_MOD.replace('\texample.com/a v1.0.0\n', '\texample.com/a v1.0.0\n\texample.com/nozip v1.0.0\n'),
    });
    const { out, err } = await box.run(['list', 'licenses', '--by', 'license']);
    const lines = out.trimEnd().split('\n');
    expect(lines.filter((line) => /^\S/.test(line))).toEqual([
      'unknown (1)',
      'MIT (3)',
      'Apache-2.0 OR MIT (1)',
      'GPL-3.0-only (1)',
      'NOASSERTION (1)',
      'NONE (1)',
    ]);
    expect(lines).toContain('  example.com/a v1.0.0, direct: LICENSE:1-18');
    expect(lines[lines.indexOf('GPL-3.0-only (1)') + 1]).toBe(
      '  example.com/Deep v0.1.0, required, through example.com/a: COPYING:1-232',
    );
    expect(lines[lines.indexOf('GPL-3.0-only (1)') + 2]).toBe('    sub/LICENSE says ISC');
    expect(lines[lines.indexOf('NOASSERTION (1)') + 1]).toBe('  example.com/acme v1.0.0, direct');
    expect(lines[lines.indexOf('MIT (3)') - 1]).toBe('');
    expect(err).toMatch(
      /\n8 modules: 3 MIT, 1 Apache-2\.0 OR MIT, 1 GPL-3\.0-only, 1 NOASSERTION, 1 NONE, 1 unknown\n$/,
    );
  });

  test('by license names the go.mod where there are several', async () => {
    const box = boxWith({ 'tools/go.mod': 'module example.com/tools\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n' });
    const { out } = await box.run(['list', 'licenses', '--by', 'license']);
    expect(out).toContain('\n  tools/go.mod: example.com/a v1.0.0, direct: LICENSE:1-18\n');
  });

  test('the clarifications of the policy count', async () => {
    const sha256 = createHash('sha256').update(acme).digest('hex');
    const clarify = (module: string, hash: string) =>
      `{ module: ${module}, file: LICENSE, sha256: "${hash}", expression: LicenseRef-Acme AND MIT }`;
    const box = boxWith({
      '.modwarden.yaml': `rules:\n  license/policy:\n    clarify:\n      - ${clarify('example.com/acme', sha256)}\n      - ${clarify('example.com/a', sha256)}\n      - ${clarify('example.com/bare', sha256)}\n`,
    });
    const { rows } = await rowsOf(box);
    const row = (path: string) => rows.find((r) => r.path === path);
    expect(row('example.com/acme')).toMatchObject({
      expression: 'LicenseRef-Acme AND MIT',
      confidence: null,
      evidence: 'LICENSE, clarified in the policy',
      hints: [],
    });
    expect(row('example.com/a')).toMatchObject({
      expression: 'MIT',
      hints: ['the clarification of LICENSE is invalid: file has changed'],
    });
    expect(row('example.com/bare')!.hints[0]).toBe('the clarification of LICENSE is invalid: file is missing');
  });

  test('the scope of the policy counts', async () => {
    const box = boxWith({ '.modwarden.yaml': 'rules:\n  license/policy: { files: packages }\n' });
    const { rows } = await rowsOf(box);
    expect(rows[0]).toMatchObject({ path: 'example.com/Deep', expression: 'GPL-3.0-only AND ISC', hints: [] });
  });

  test('several go.mod files', async () => {
    const box = boxWith({ 'tools/go.mod': 'module example.com/tools\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n' });
    const { out, err } = await box.run(['list', 'licenses']);
    expect(out).toMatch(/^\. {6}example\.com\/Deep /);
    expect(out).toMatch(/\ntools {2}example\.com\/a /);
    expect(err).toMatch(/^7 modules: /);
  });
});

describe('notice', () => {
  test('carries every text once, and that of Go', async () => {
    const { code, out, err } = await boxWith().run(['notice']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('## `Go standard library`\n\nLicense: `BSD-3-Clause`\n\n- `LICENSE`: [text 1](#text-1)\n');
    expect(out).toContain('Copyright 2009 The Go Authors.');
    expect(out.match(/^Permission is hereby granted/gm)).toHaveLength(1);
    expect(out).toContain('## `example.com/a v1.0.0`\n\nLicense: `MIT`\n\n- `LICENSE`: [text 4](#text-4)\n- `NOTICE`:');
    expect(out).toContain('## `example.com/bare v1.0.0`\n\nLicense: `NONE`\n\nNo license file.\n');
  });

  test('says what it lacks', async () => {
    const box = boxWith({ 'go.mod': 'module example.com/shop\n\ngo 1.25\n\nrequire example.com/nozip v1.0.0\n' });
    const { code, out, err } = await box.run(['notice']);
    expect(code).toBe(3);
    expect(err).toMatch(/^modwarden: example\.com\/nozip v1\.0\.0: /);
    expect(out).toContain('## `example.com/nozip v1.0.0`\n\nThe license texts are unavailable and missing here.\n');
  });

  describe('of a license that speaks to a CI log', () => {
    const inFile = `\`\`\`text\n${loud}\`\`\`\n`;
    const box = () => boxWith({ 'go.mod': 'module example.com/shop\n\ngo 1.25\n\nrequire example.com/loud v1.0.0\n' });

    test('keeps it in a file', async () => {
      const made = box();
      const { err } = await made.run(['notice', '-o', 'NOTICE.md']);
      expect(err).not.toContain('CI log');
      expect(readFileSync(join(made.repo, 'NOTICE.md'), 'utf8')).toContain(inFile);
    });

    test.each([[[]], [['-o', '-']]])('breaks those lines alone when it is printed: %j', async (more) => {
      const made = box();
      const { out, err } = await made.run(['notice', ...more]);
      expect(out).toContain(
        inFile
          .replace('\n::error', '\n\\u{3a}:error')
          .replace('  ::add', '  \\u{3a}:add')
          .replace('##[', '#\\u{23}[')
          .replace('##vso', '#\\u{23}vso'),
      );
      expect(err).toContain(
        'modwarden: 4 lines of the texts escaped with \\u{…}, because a CI log would run them as commands; use -o FILE for the unchanged texts\n',
      );
    });

    test('speaks of one line as one', async () => {
      const made = boxWith({ 'go.mod': 'module example.com/shop\n\ngo 1.25\n\nrequire example.com/loud1 v1.0.0\n' });
      const { err } = await made.run(['notice']);
      expect(err).toBe(
        'modwarden: 1 line of the texts escaped with \\u{…}, because a CI log would run it as commands; use -o FILE for the unchanged texts\n',
      );
    });

    test('is the same in both where no line does', async () => {
      const made = boxWith();
      const { out, err } = await made.run(['notice']);
      expect(err).toBe('');
      await made.run(['notice', '-o', 'NOTICE.md']);
      expect(readFileSync(join(made.repo, 'NOTICE.md'), 'utf8')).toBe(out);
    });
  });

  test.each([
    [['licenses'], 'unknown command "licenses" (did you mean "notice" or "list licenses"?)'],
    [['licenses', 'notice'], 'unknown command "licenses" (did you mean "notice" or "list licenses"?)'],
    [['help', 'licenses'], 'unknown command "licenses" (did you mean "notice" or "list licenses"?)'],
  ])('%j is refused', async (argv, message) => {
    const { code, err } = await boxWith().run(argv);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });
});

describe('a policy with a license that there is not', () => {
  test.each([
    ['allow: [mit]', '"mit" is not spelled as in the SPDX list', 'did you mean MIT?'],
    ['deny: [GPL-2.0]', '"GPL-2.0" is a deprecated spelling', 'did you mean GPL-2.0-only?'],
    ['deny: [Apache 2]', '"Apache 2" is a name, not an SPDX ID', 'did you mean Apache-2.0?'],
    ['allow: [MIT OR ISC]', '"MIT OR ISC" is an expression; use one license per entry', undefined],
    ['allow: [permisive]', '"permisive" is not an SPDX ID', 'did you mean permissive?'],
    ['exceptions: [{ module: example.com/a, allow: [MTI] }]', '"MTI" is not an SPDX ID', 'did you mean MIT?'],
  ])('%s', async (option, message, hint) => {
    const box = boxWith({ '.modwarden.yaml': `rules:\n  license/policy:\n    ${option}\n` });
    const { code, out, err } = await box.run(['check', '--format', 'json', '--offline']);
    expect({ code, err }).toEqual({ code: 2, err: '' });
    const [problem] = JSON.parse(out).problems;
    const entry = /"(.*?)"/.exec(message)![1]!;
    expect(problem).toMatchObject({
      message: expect.stringContaining(message),
      ...(hint !== undefined && { hint: expect.stringContaining(hint) }),
      place: { path: '.modwarden.yaml', start: { line: 3, column: 5 + option.indexOf(entry) } },
    });
  });

  test.each([
    ['expression: permissive', '"permissive" is a set of licenses'],
    ['expression: MIT ANN ISC', 'is not a valid license expression'],
    ['expression: MIT AND isc', '"isc" is not spelled'],
    ['expression: MIT, module: example.com/*', 'expected the path of one module'],
  ])('a clarification with %s', async (part, message) => {
    const module = part.includes('module:') ? '' : 'module: example.com/a, ';
    const box = boxWith({
      '.modwarden.yaml': `rules:\n  license/policy:\n    clarify: [{ ${module}file: LICENSE, sha256: ${'f'.repeat(64)}, ${part} }]\n`,
    });
    const { code, out } = await box.run(['check', '--format', 'json', '--offline']);
    expect(code).toBe(2);
    expect(JSON.parse(out).problems[0].message).toContain(message);
  });
});
