/** Everything that the package exports says what it is: a docstring directly above its declaration. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ENTRIES = ['src/index.ts', 'src/rule.ts', 'src/go-api.ts'];

describe.each(ENTRIES)('each export of %s', (entry) => {
  it('has a docstring', () => {
    const exports = exportsOf(entry);
    expect(exports.length).toBeGreaterThan(10);
    expect(exports.filter((one) => !isDocumented(one)).map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });
});

interface Export {
  readonly file: string;
  readonly name: string;
}

/** The names that a file passes on, each with the file that declares it. */
function exportsOf(entry: string): Export[] {
  const found: Export[] = [];
  const pattern = /^export (?:type )?(?:\{([^}]*)\}|\* as (\w+)) from '([^']+)';/gm;
  for (const [, list, namespace, from] of readFileSync(entry, 'utf8').matchAll(pattern)) {
    const file = join(dirname(entry), from!);
    if (namespace !== undefined) found.push({ file, name: '*' });
    else for (const name of list!.split(',')) if (name.trim() !== '') found.push({ file, name: ownName(name) });
  }
  return found;
}

/** `type A`, `a as b` → the name where it is declared. */
function ownName(text: string): string {
  return text
    .trim()
    .replace(/^type /, '')
    .replace(/ as \w+$/, '');
}

function isDocumented({ file, name }: Export): boolean {
  const text = readFileSync(file, 'utf8');
  // A namespace is documented by the head of its file.
  if (name === '*') return text.startsWith('/**');
  const declared = new RegExp(
    `^export (?:declare )?(?:async )?(?:function\\*? |const |class |interface |type |abstract class )${name}\\b`,
    'm',
  ).exec(text);
  if (declared === null) {
    const passedOn = exportsOf(file).find((one) => one.name === name);
    return passedOn !== undefined && isDocumented(passedOn);
  }
  return /\*\/\n$/.test(text.slice(0, declared.index));
}
