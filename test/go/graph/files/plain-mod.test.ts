/** The quick reader of plain go.mod files against the parser: what it takes, it must take as the parser does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainMod } from '../../../../src/go/graph/files/plain-mod.ts';
import { createNodes, moduleAt } from '../../../../src/go/graph/select/nodes.ts';
import { parseMod } from '../../../../src/go/modfile/parse-mod.ts';
import { source } from '../../../../src/text/source.ts';

function quick(text: string) {
  const nodes = createNodes();
  const plain = readPlainMod(nodes, text);
  return plain && { ...plain, require: plain.require.map((node) => moduleAt(nodes, node)) };
}

function parsed(text: string) {
  const { file, errors } = parseMod(source('go.mod', text), { lax: true });
  const require = file.require.map(({ path, version }) => ({ path, version }));
  return { modulePath: file.module?.path ?? '', goVersion: file.go?.version ?? '', require, errors };
}

const PLAIN = `// Deprecated: said above.
module x.example/a // and behind

go 1.21

toolchain go1.22.0

require (
	x.example/b v1.0.0
	x.example/c/v2 v2.1.0-rc.1 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect; said

	// A comment.
	x.example/d v2.0.0+incompatible
)

require x.example/e v0.0.0-20220101000000-0123456789ab // indirect

replace (
	x.example/b => ../b
	x.example/c/v2 v2.0.0 => x.example/f v1.0.0
)

exclude x.example/b v0.9.0

godebug default=go1.21

tool x.example/b/cmd
`;

describe('a plain go.mod', () => {
  it('is read as the parser reads it', () => {
    const { errors, ...rest } = parsed(PLAIN);
    expect(errors).toEqual([]);
    expect(quick(PLAIN)).toEqual(rest);
    expect(rest.require).toHaveLength(5);
    // Whether or not the last line has its end.
    expect(quick('module x.example/a')).toEqual({ modulePath: 'x.example/a', goVersion: '', require: [] });
    expect(quick('')).toEqual({ modulePath: '', goVersion: '', require: [] });
  });

  it.each([
    ['module "x.example/a"\n'],
    ['module x.example/a\r\n'],
    ['module x.example/a\nmodule x.example/b\n'],
    ['module x.example/a\nrequire x.example/b v1\n'],
    ['module x.example/a\nrequire x.example/b v2.0.0\n'],
    ['module x.example/a\nrequire x.example/b/v1 v1.0.0\n'],
    ['module x.example/a\nrequire x.example/b master\n'],
    ['module x.example/a\nrequire x.example/b v1.0.0+meta\n'],
    ['module x.example/a\nrequire (\n\tx.example/b v1.0.0\n'],
    ['module x.example/a\nrequire ( x.example/b v1.0.0 )\n'],
    ['module x.example/a\nrequire x.example/b v1.0.0 /* no */\n'],
    ['module x.example/a\ngo 1.21\ngo 1.22\n'],
    ['module x.example/a\ngo 1.21-custom\n'],
    ['module x.example/a\nretract v1.0.0\n'],
    ['module x.example/a\nfrobnicate\n'],
    ['module x.example/a\n)\n'],
    ['module x.example/a//b\n'],
    ['module x.example/a///b\n'],
    // The comment begins with the first two of three slashes.
    ['module x.example/a/// said\n'],
    ['module x.example/a/\n'],
  ])('%j is left to the parser', (text) => {
    expect(quick(text)).toBeUndefined();
  });

  it('agrees with the parser on whatever it takes', () => {
    const piece = fc.constantFrom(
      '\n', '(', ')', '//', '/*', ' ', '\t', '\r', '"', '`', 'v1', 'v1.2.3', 'go 1.20\n', 'module x\n', 'require ', '=>', ',', '[', 'é',
      '\0', '.', '/', 'v2.0.0+incompatible', ' // indirect', '\n)\n', '\nrequire (\n', 'retract v1.0.0', '/v2', 'go', 'replace a => b\n', '',
    ); // biome-ignore format: a list of snippets
    const edit = fc.tuple(fc.nat(PLAIN.length), fc.nat(12), piece);
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 4 }), (edits) => {
        let text = PLAIN;
        for (const [at, cut, insert] of edits) text = text.slice(0, at) + insert + text.slice(at + cut);
        const plain = quick(text);
        if (plain) expect({ ...plain, errors: [] }).toEqual(parsed(text));
      }),
      { numRuns: 3000 },
    );
  });
});
