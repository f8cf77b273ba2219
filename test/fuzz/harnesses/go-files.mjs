// Files of Go.
import { format } from '../../../dist/lib/src/go/modfile/format.js';
import { parseMod } from '../../../dist/lib/src/go/modfile/parse-mod.js';
import { parseWork } from '../../../dist/lib/src/go/modfile/parse-work.js';
import { escapePath, unescapePath } from '../../../dist/lib/src/go/path/escape.js';
import { isLeftOut } from '../../../dist/lib/src/go/source/build-tags.js';
import { goImports } from '../../../dist/lib/src/go/source/imports.js';
import { parseSum } from '../../../dist/lib/src/go/sum/parse.js';
import { parseVendor } from '../../../dist/lib/src/go/vendor/modules-txt.js';
import { compare, isValid } from '../../../dist/lib/src/go/version/semver.js';
import { inlineWaivers } from '../../../dist/lib/src/policy/inline.js';
import { decode } from '../../../dist/lib/src/text/bytes.js';
import { pointAt, source } from '../../../dist/lib/src/text/source.js';
import { assert, assertPlace } from './checks.mjs';

const MOD = [
  'module example.com/m\n\ngo 1.25.0\n\ntoolchain go1.25.3\n\nrequire (\n\texample.com/a v1.2.3 // indirect\n\texample.com/b/v2 v2.0.0-20250101000000-abcdefabcdef\n)\n',
  'module "quoted"\nreplace (\n\texample.com/a v1.0.0 => ../a\n\texample.com/b => example.com/c v1.0.0\n)\nexclude example.com/a v1.0.1\nretract [v1.0.0, v1.1.0] // bad\ntool example.com/a/cmd\nignore ./web\ngodebug default=go1.21\n',
  '// Deprecated: use other\nmodule m // modwarden:allow graph/banned until=2027-01-01 reason\nrequire `raw` v1.0.0+incompatible\n',
];

/** Parsed twice it is the same, each place is in the text, and formatting has an end. */
function file(parse) {
  return (input) => {
    const text = source('go.mod', decode(input));
    const {
      errors,
      file: { syntax },
    } = parse(text);
    for (const { at } of errors) {
      assertPlace(at, text.text.length);
      pointAt(text, at.start);
    }
    inlineWaivers(syntax);
    if (errors.length > 0) return;
    const formatted = format(syntax);
    const again = parse(source('go.mod', formatted));
    assert(again.errors.length === 0, 'what is formatted has an error');
    assert(format(again.file.syntax) === formatted, 'what is formatted is formatted again');
  };
}

const harness = (seeds, run, words = []) => ({ seeds: () => seeds, words, prepare: async () => run });

export const goFiles = {
  'go-mod': harness(MOD, file(parseMod)),
  'go-work': harness(
    ['go 1.25.0\n\nuse (\n\t.\n\t./a // b\n)\n\nreplace example.com/a => ./a\ngodebug x=1\ntoolchain local\n'],
    file(parseWork),
  ),
  'go-sum': harness(
    [
      'example.com/a v1.0.0 h1:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG=\nexample.com/a v1.0.0/go.mod h1:AAAA=\n\n  x\n',
    ],
    (input) => {
      const text = source('go.sum', decode(input));
      const { errors, entries } = parseSum(text);
      for (const { at } of errors) assertPlace(at, text.text.length);
      for (const { start, end } of entries) assertPlace({ start, end }, text.text.length);
    },
  ),
  'modules-txt': harness(
    [
      '# example.com/a v1.0.0\n## explicit; go 1.21\nexample.com/a\nexample.com/a/b\n# example.com/c => ./c\n## workspace\n',
    ],
    (input) => parseVendor(source('vendor/modules.txt', decode(input))),
  ),
  'go-source': harness(
    [
      '//go:build linux && !cgo || (a && b)\n// +build linux,!cgo\n\npackage a\n\nimport (\n\t_ "example.com/a"\n\tb `c`\n)\n/* x */\nimport "C"\nvar x = "y"\n',
    ],
    (input) => {
      const text = decode(input);
      goImports(text);
      isLeftOut(text);
    },
  ),
  'module-path': harness(
    ['github.com/Azure/azure-sdk', 'example.com/a/v2', 'gopkg.in/yaml.v3', 'v1.2.3-rc.1+incompatible'],
    (input) => {
      const text = decode(input);
      const { value } = escapePath(text);
      if (value !== undefined) assert(unescapePath(value).value === text, 'an escaped path has another path');
      if (isValid(text)) assert(compare(text, text) === 0, 'a version is not itself');
    },
  ),
};
