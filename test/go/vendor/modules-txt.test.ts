import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseVendor } from '../../../src/go/vendor/modules-txt.ts';
import { pointAt, type Span, source } from '../../../src/text/source.ts';

/** Stands at the end of every fixture and must still be read. */
const LAST = '# z.example/last v1.0.0\nz.example/last/pkg\n';
const parse = (text: string) => parseVendor(source('vendor/modules.txt', text + LAST));
const textOf = (at: Span) => at.file.text.slice(at.start, at.end);

describe('parseVendor', () => {
  it('reads modules, annotations, packages and replacements', () => {
    const file = parse(`# a.example/m v1.2.0 => ../m
## explicit; go 1.17
a.example/m
a.example/m/sub
# b.example/m v1.0.0 => c.example/fork v1.0.1
## explicit
b.example/m
# d.example/m => ./d
`);
    expect(file.workspace).toBe(false);
    expect(file.ignored).toEqual([]);
    expect(file.list).toEqual([
      { path: 'a.example/m', version: 'v1.2.0' },
      { path: 'b.example/m', version: 'v1.0.0' },
      { path: 'z.example/last', version: 'v1.0.0' },
    ]);
    expect([...file.meta]).toEqual([
      ['a.example/m@v1.2.0', { explicit: true, goVersion: '1.17', replacement: { path: '../m', version: '' } }],
      [
        'b.example/m@v1.0.0',
        { explicit: true, goVersion: '', replacement: { path: 'c.example/fork', version: 'v1.0.1' } },
      ],
      ['d.example/m@', { explicit: false, goVersion: '', replacement: { path: './d', version: '' } }],
      ['z.example/last@v1.0.0', { explicit: false, goVersion: '', replacement: undefined }],
    ]);
    expect(file.replaced.map((m) => m.path)).toEqual(['a.example/m', 'b.example/m', 'd.example/m']);
    expect(file.packages.get('a.example/m/sub')).toEqual({ path: 'a.example/m', version: 'v1.2.0' });
    expect(textOf(file.records[0]!.at)).toBe('# a.example/m v1.2.0 => ../m');
    expect(textOf(file.records[0]!.goVersionAt!)).toBe('1.17');
    expect(pointAt(file.source, file.records[0]!.packages[1]!.at.start)).toEqual({ line: 4, column: 1 });
  });

  it.each([
    ['## workspace\n', true],
    ['## foo; workspace \n', true],
    ['\n## workspace\n', false],
    [' ## workspace\n', false],
    ['##workspace\n', false],
  ])('tells from the first line %j whether it is a workspace', (head, workspace) => {
    const file = parse(head);
    expect(file.workspace).toBe(workspace);
    expect(file.list).toHaveLength(1);
  });

  // modload.modulesTextIsForWorkspace reads 512 bytes.
  it.each([
    [512, 'x', true],
    [513, 'x', false],
    [512, '; ', true],
  ])('finds the mark that ends with byte %d after %j: %s', (end, fill, workspace) => {
    const mark = '; workspace';
    const head = '## '.padEnd(end - mark.length, fill) + mark;
    expect(head.length).toBe(end);
    expect(parse(`${head}\n`).workspace).toBe(workspace);
    expect(parse(`${head}; more\n`).workspace).toBe(workspace);
  });

  // Each ä has two bytes, so that the mark ends with byte 512, or with byte 513.
  it.each([
    [512, true],
    [513, false],
  ])('counts bytes, not characters: the mark ends with byte %d', (end, workspace) => {
    const mark = '; workspace';
    const room = end - '## '.length - mark.length;
    const fill = 'ä'.repeat(Math.floor(room / 2)).padEnd(Math.floor(room / 2) + (room % 2), 'x');
    expect(parse(`## ${fill}${mark}\n`).workspace).toBe(workspace);
  });

  it('adds up what several lines say of one module', () => {
    const file = parse(
      '# a.example/m v1.0.0\n## explicit\n## go 1.20; later; go 1.2\na.example/m\n# a.example/m v1.0.0\n',
    );
    expect(file.meta.get('a.example/m@v1.0.0')).toEqual({ explicit: true, goVersion: '1.2', replacement: undefined });
    expect(file.records[0]!.goVersionAt!.start).toBe(file.source.text.indexOf('go 1.2\n') + 3);
  });

  it('lists the higher of two versions that have packages, once each', () => {
    const low = '# a.example/m v1.0.0\na.example/m\n';
    const high = '# a.example/m v1.10.0\na.example/m/x\n';
    expect(parse(high + low).list.map((m) => m.version)).toEqual(['v1.10.0', 'v1.0.0']);
    expect(parse(low + high).list.map((m) => m.version)).toEqual(['v1.0.0', 'v1.10.0', 'v1.0.0']);
    expect(parse(high + low).versions.get('a.example/m')).toBe('v1.10.0');
    expect(parse(low + low).list.map((m) => m.version)).toEqual(['v1.0.0', 'v1.0.0']);
    // Without a package the version does not count.
    expect(parse(`${low}# a.example/m v1.10.0\n`).versions.get('a.example/m')).toBe('v1.0.0');
    // The higher version, not the later text.
    const text = '# a.example/m v1.9.0\na.example/m/y\n';
    expect(parse(high + text).list.map((m) => m.version)).toEqual(['v1.10.0', 'v1.0.0']);
  });

  it.each([
    // Too few fields: skipped, and what follows belongs to the module before (readVendorList's `continue`).
    ['# b.example/m', 'a.example/m'],
    // Neither version nor arrow: what follows belongs to no module.
    ['# b.example/m master', undefined],
    ['#  b.example/m v1.0.0', 'b.example/m'],
    ['# b.example/m v1.0.0 junk', 'b.example/m'],
    ['#b.example/m v1.0.0', 'a.example/m'],
  ])('after %j a package belongs to %s', (line, owner) => {
    const file = parse(`# a.example/m v1.0.0\n${line}\nx.example/pkg\n`);
    expect(file.packages.get('x.example/pkg')?.path).toBe(owner);
    expect(file.packages.get('z.example/last/pkg')?.path).toBe('z.example/last');
  });

  it('remembers the lines that Go passes over', () => {
    const file = parse('# a.example/m v1.0.0\nnot a package\n\n##explicit\na.example/m/Päckage\n');
    expect(file.ignored.map(textOf)).toEqual(['not a package', '##explicit', 'a.example/m/Päckage']);
  });

  it('does not take an unreadable replacement, but keeps the module', () => {
    const file = parse('# a.example/m v1.0.0 => b.example/m master\na.example/m\n');
    expect(file.replaced).toEqual([]);
    expect(file.list).toHaveLength(2);
  });

  it('takes CRLF', () => {
    const file = parse('# a.example/m v1.0.0 => ./a\r\n## explicit; go 1.20\r\na.example/m\r\n');
    expect(file.meta.get('a.example/m@v1.0.0')).toEqual({
      explicit: true,
      goVersion: '1.20',
      replacement: { path: './a', version: '' },
    });
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '# ',
      '## ',
      'a.example/m',
      ' v1.0.0',
      ' => ',
      './x',
      'explicit',
      '; go 1.17',
      '\n',
      '\r',
      ' ',
      'é',
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => void parse(pieces.join(''))));
  });
});
