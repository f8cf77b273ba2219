/** The roots of a graph, as go.mod and go.work say them. */
import { describe, expect, it } from 'vitest';
import { parsedSession } from '../../../../src/go/graph/parsed-session.ts';
import { createNodes, moduleAt, nodeOf } from '../../../../src/go/graph/select/nodes.ts';
import {
  createRequirements,
  hasRedundantRoot,
  requirementsOfMains,
  rootSelected,
  rootsOfFile,
  sortNodes,
} from '../../../../src/go/graph/select/requirements.ts';
import type { GraphSession } from '../../../../src/go/graph/session.ts';
import { parseMod } from '../../../../src/go/modfile/parse-mod.ts';
import { parseWork } from '../../../../src/go/modfile/parse-work.ts';
import { source } from '../../../../src/text/source.ts';

const modOf = (text: string) => parseMod(source('go.mod', text)).file;
const sessionOf = (text: string): GraphSession => parsedSession({ members: [{ folder: '/m', file: modOf(text) }] });
const workspaceOf = (work: string, ...members: string[]): GraphSession =>
  parsedSession({
    members: members.map((text, i) => ({ folder: `/w/${i}`, file: modOf(text) })),
    work: { path: '/w/go.work', file: parseWork(source('go.work', work)).file },
  });
const shown = (session: GraphSession, roots: readonly number[]) =>
  roots.map((root) => moduleAt(session.known.nodes, root)).map(({ path, version }) => `${path}@${version}`);

describe('roots', () => {
  const nodes = createNodes();
  const listed = (...texts: string[]) =>
    texts.map((text) => {
      const [path = '', version = ''] = text.split('@');
      return nodeOf(nodes, path, version);
    });
  const names = (list: readonly number[]) =>
    list.map((node) => moduleAt(nodes, node)).map(({ path, version }) => `${path}@${version}`);

  it('are sorted by path and version, into a new list', () => {
    const given = listed('b@v1.10.0', 'b@v1.9.0', 'toolchain@go1.22.0', 'a@v1.0.0', 'b@v1.9.0', 'go@1.21', 'b@');
    const before = [...given];
    expect(names(sortNodes(nodes, given))).toEqual([
      'a@v1.0.0',
      'b@v1.9.0',
      'b@v1.9.0',
      'b@v1.10.0',
      'b@',
      'go@1.21',
      'toolchain@go1.22.0',
    ]);
    expect(given).toEqual(before);
  });

  it('have the highest version of each path, wherever it stands', () => {
    const roots = listed('b@v1.10.0', 'b@v1.9.0', 'a@v1.0.0', 'go@1.9', 'go@1.21rc1', 'c@v1.0.0', 'c@');
    const rs = createRequirements(nodes, 'pruned', roots, new Set(['a']));
    expect(rs).toEqual({
      pruning: 'pruned',
      roots,
      highest: new Map([
        ['b', 'v1.10.0'],
        ['a', 'v1.0.0'],
        ['go', '1.21rc1'],
        ['c', ''],
      ]),
      direct: new Set(['a']),
      graph: undefined,
    });
  });
});

describe('a main module', () => {
  const TEXT = `module m.example/main
go 1.21.0
toolchain go1.22.1
require (
  x.example/b v1.0.0
  x.example/a v1.0.0 // indirect
)
`;

  it('requires what its go.mod says, and go and toolchain', () => {
    const session = sessionOf(TEXT);
    const rs = requirementsOfMains(session);
    expect(rs.pruning).toBe('pruned');
    expect(shown(session, rs.roots)).toEqual([
      'go@1.21.0',
      'toolchain@go1.22.1',
      'x.example/a@v1.0.0',
      'x.example/b@v1.0.0',
    ]);
    expect([...rs.direct]).toEqual(['x.example/b', 'go']);
    const selected = ['x.example/a', 'go', 'm.example/main', 'x.example/z'].map((path) =>
      rootSelected(session, rs, path),
    );
    expect(selected).toEqual(['v1.0.0', '1.21.0', '', undefined]);
    expect(session.stderr).toEqual([]);
  });

  it.each([
    ['', '1.16', 'unpruned'],
    ['go 1.16', '1.16', 'unpruned'],
    ['go 1.17', '1.17', 'pruned'],
  ])('with %j is of Go %s and %s', (line, version, pruning) => {
    const session = sessionOf(`module m.example/main\n${line}\n`);
    const rs = requirementsOfMains(session);
    expect([shown(session, rs.roots), rs.pruning]).toEqual([[`go@${version}`], pruning]);
  });

  it('keeps the order of its file where nobody sorts, and may leave the toolchain out', () => {
    const session = sessionOf(TEXT);
    const [main] = session.mains.files.values();
    expect(shown(session, rootsOfFile(session, main!, true).roots)).toEqual([
      'x.example/b@v1.0.0',
      'x.example/a@v1.0.0',
      'go@1.21.0',
      'toolchain@go1.22.1',
    ]);
    const without = rootsOfFile(session, main!, false);
    expect(shown(session, without.roots)).toEqual(['x.example/b@v1.0.0', 'x.example/a@v1.0.0', 'go@1.21.0']);
    expect([...without.direct]).toEqual(['x.example/b', 'go']);
  });

  it.each([
    ['mod', 'dropping'],
    ['readonly', 'ignoring'],
  ] as const)('in mode %s says that it is %s excluded versions', (mode, verb) => {
    const session = sessionOf(`${TEXT}exclude x.example/b v1.0.0\nexclude x.example/a v1.1.0\n`);
    session.mode = mode;
    const rs = requirementsOfMains(session);
    expect(shown(session, rs.roots)).toEqual(['go@1.21.0', 'toolchain@go1.22.1', 'x.example/a@v1.0.0']);
    expect([...rs.direct]).toEqual(['go']);
    expect(session.stderr).toEqual([`go: ${verb} requirement on excluded version x.example/b v1.0.0`]);
    expect([...session.leftOut]).toEqual(['x.example/b@v1.0.0']);
  });

  it.each([
    ['x.example/a v1.0.0\nx.example/b v1.0.0', false],
    ['x.example/a v1.0.0\nx.example/a v1.1.0', true],
    ['x.example/a v1.0.0\nx.example/b v1.0.0\nx.example/a v1.1.0', true],
    ['x.example/a v1.0.0\nm.example/main v1.0.0', true],
    ['', false],
  ])('that requires %j has a redundant root: %s', (lines, redundant) => {
    const session = sessionOf(`module m.example/main\ngo 1.17\nrequire (\n${lines}\n)\n`);
    expect(hasRedundantRoot(session, requirementsOfMains(session))).toBe(redundant);
  });
});

describe('a workspace', () => {
  it('has its members for roots, and the go and toolchain lines of go.work', () => {
    const session = workspaceOf(
      'go 1.22.0\ntoolchain go1.23.0\nuse ./0\nuse ./1\n',
      'module w.example/two\ngo 1.21.1\ntoolchain go1.25.0\nrequire x.example/b v1.0.0\n',
      'module w.example/one\nrequire x.example/a v1.0.0\nrequire x.example/c v1.0.0 // indirect\n',
    );
    const rs = requirementsOfMains(session);
    expect(rs.pruning).toBe('workspace');
    expect(shown(session, rs.roots)).toEqual(['go@1.22.0', 'toolchain@go1.23.0', 'w.example/one@', 'w.example/two@']);
    expect([...rs.direct]).toEqual(['x.example/b', 'x.example/a']);
    expect(rootSelected(session, rs, 'w.example/one')).toBe('');
  });

  it('without a go line is of Go 1.18', () => {
    const session = workspaceOf('use ./0\n', 'module w.example/one\n');
    expect(shown(session, requirementsOfMains(session).roots)).toEqual(['go@1.18', 'w.example/one@']);
  });
});
