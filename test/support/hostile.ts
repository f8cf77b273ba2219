/** Text that tries to act in a terminal or a CI log, and what would be obeyed there: for all that prints. */
import fc from 'fast-check';

const PIECES = [
  '::error::forged',
  '::add-mask::x',
  ':',
  '::',
  '##[error]forged',
  '##vso[task.complete result=Failed]',
  "##teamcity[buildStop comment='x']",
  '##',
  '[',
  '#',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u0007',
  '\u001b[8mha:////x\u001b[0m',
  'section_start:1:x\r\u001b[0K',
  'travis_fold:start:x',
  '\u001b[2J',
  '\u009b31m',
  '\u009d52;c;eA==\u009c',
  '--- ',
  '+++ x',
  '~~~ ',
  '^^^ +++',
  '@@@STEP_FAILURE@@@',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\b',
  '\f',
  '\u0085',
  '\u2028',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u3000',
  '\u{e0041}',
  ' ',
  '=',
  '+1',
  '@',
  '"',
  "'",
  '`',
  '\\',
  '|',
  ']',
  '{0}',
  '<b>',
  ';',
  ',',
  'a',
  '支付',
];

/** Whole characters only: it is written into files. */
export const hostile: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4, unit: 'binary' })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join('').toWellFormed());

/** Colors of our own: the only sequences that may be printed here. */
const OWN = /\u001b\[\d+(?:;\d+)*m/g;

/** What a terminal or a CI runner would act on. Written apart from the code that keeps it out. */
const ACTS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['control character', /[\0-\u0008\u000b-\u001f\u007f-\u009f]/],
  [
    'formatting character',
    /[\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0001}\u{e0020}-\u{e007f}]/u,
  ],
  ['half a character', /\p{Cs}/u],
  ['command anywhere in a line', /##(?:vso|teamcity)?\[/i],
  ['command at the start of a line', /^\s*::/m],
  ['group of Buildkite', /^[^\S\n]*(?:---|\+\+\+|~~~|\^\^\^)[^\S\n]/m],
  ['annotation of Buildbot', /^\s*@@@/m],
  ['fold of Travis', /^\s*travis_(?:fold|time):/m],
];

/** Names of what would be obeyed in `text`, an output with line feeds (`\r\n` in CSV); empty where it is harmless. */
export function obeyed(text: string): string[] {
  const plain = text.replaceAll(OWN, '').replaceAll('\r\n', '\n');
  return ACTS.flatMap(([what, pattern]) => {
    const found = pattern.exec(plain);
    return found === null
      ? []
      : [`${what}: ${JSON.stringify(plain.slice(Math.max(0, found.index - 20), found.index + 40))}`];
  });
}
