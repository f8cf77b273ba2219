/** When go would write go.mod anew. */
import { describe, expect, it } from 'vitest';
import { isDirty } from '../../../../src/go/graph/files/dirty.ts';
import { parsedSession } from '../../../../src/go/graph/parsed-session.ts';
import { nodeOf } from '../../../../src/go/graph/select/nodes.ts';
import { createRequirements } from '../../../../src/go/graph/select/requirements.ts';
import type { BuildMode } from '../../../../src/go/graph/types.ts';
import { parseMod } from '../../../../src/go/modfile/parse-mod.ts';
import { source } from '../../../../src/text/source.ts';

/** Of a go.mod with these lines, whose roots are these after loading. */
function dirty(lines: string, roots: string, { fixed = false, mode = 'readonly' as BuildMode } = {}): boolean {
  const { file } = parseMod(source('go.mod', `module m.example/main\n${lines}\n`));
  const session = parsedSession({ members: [{ folder: '/m', file }] });
  session.mode = mode;
  const { nodes } = session.known;
  const list = roots.split(' ').map((text) => {
    const [path = '', version = ''] = text.split('@');
    return nodeOf(nodes, path, version);
  });
  const [main] = session.mains.files.values();
  return isDirty(session, createRequirements(nodes, 'pruned', list, new Set()), { ...main!, fixed });
}

describe('a go.mod', () => {
  const LINES = 'go 1.21.0\nrequire a.example/a v1.0.0\nrequire a.example/b v1.0.0 // indirect';
  const ROOTS = 'go@1.21.0 a.example/a@v1.0.0 a.example/b@v1.0.0';
  it('that says what is selected stays', () => {
    expect(dirty(LINES, ROOTS)).toBe(false);
    expect(dirty(`${LINES}\nrequire a.example/a v1.0.0`, ROOTS)).toBe(false);
  });

  it.each([
    ['another version', LINES, 'go@1.21.0 a.example/a@v1.1.0 a.example/b@v1.0.0'],
    ['another module', LINES, 'go@1.21.0 a.example/a@v1.0.0 a.example/c@v1.0.0'],
    ['more', LINES, `${ROOTS} a.example/c@v1.0.0`],
    ['less', LINES, 'go@1.21.0 a.example/a@v1.0.0'],
    ['another Go', LINES, ROOTS.replace('1.21.0', '1.22.0')],
    ['no go line', 'require a.example/a v1.0.0', 'go@1.17 a.example/a@v1.0.0'],
  ])('with %s is written', (_, lines, roots) => expect(dirty(lines, roots)).toBe(true));

  it('with a version that was not canonical is written', () => expect(dirty(LINES, ROOTS, { fixed: true })).toBe(true));

  it.each<[BuildMode, boolean]>([
    ['readonly', false],
    ['vendor', false],
    ['mod', true],
  ])('without a go line means Go 1.16, which mode %s writes: %s', (mode, written) => {
    expect(dirty('', 'go@1.16', { mode })).toBe(written);
    expect(dirty('go 1.16', 'go@1.16', { mode })).toBe(false);
  });

  it.each([
    ['go 1.21.0', 'go@1.21.0 toolchain@go1.21.0', false],
    ['go 1.21.0\ntoolchain go1.21.0', 'go@1.21.0 toolchain@go1.21.0', true],
    ['go 1.21.0\ntoolchain go1.22.0', 'go@1.21.0 toolchain@go1.22.0', false],
    ['go 1.21.0', 'go@1.21.0 toolchain@go1.22.0', true],
    // What no Go since 1.21 would read.
    ['go 1.20', 'go@1.20 toolchain@go1.20.5', false],
    ['go 1.20', 'go@1.20 toolchain@default', false],
    ['go 1.20\ntoolchain go1.21', 'go@1.20 toolchain@go1.21', false],
  ])('with %j and %s is written: %s', (lines, roots, written) => expect(dirty(lines, roots)).toBe(written));
});
