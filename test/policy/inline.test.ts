import { describe, expect, test } from 'vitest';
import { parseMod } from '../../src/go/modfile/parse-mod.ts';
import { inlineWaivers } from '../../src/policy/inline.ts';
import { source } from '../../src/text/source.ts';

const RULES = ['replace/local-path', 'graph/banned', 'graph/max-depth'];

/** Every file ends with a waiver that must still be found after what is under test. */
const END = '\nrequire example.com/end v1.0.0 // modwarden:allow graph/banned until=2030-01-01 the end\n';

function read(text: string) {
  const file = source('go.mod', `module example.com/m\n\n${text}${END}`);
  const { file: mod } = parseMod(file);
  const { waivers, problems } = inlineWaivers(mod.syntax, RULES);
  const found = waivers.map(({ waiver: { rule, until, owner, vuln, reason, at }, line }) => {
    const fields = [line, rule, until, owner, vuln?.join(' '), reason].filter((part) => part !== undefined).join(' | ');
    return `${fields} @${at.place.start.line}:${at.place.start.column}`;
  });
  return {
    found: found.slice(0, -1),
    end: found.at(-1),
    problems: problems.map(
      ({ place, message, hint }) => `${place!.start.line}:${place!.start.column} ${message} | ${hint}`,
    ),
  };
}

describe('waivers beside a line', () => {
  test.each<[name: string, text: string, found: string[]]>([
    [
      'at its end',
      'replace example.com/a => ../a // modwarden:allow replace/local-path until=2027-03-31 moves with the split',
      ['3 | replace/local-path | 2027-03-31 | moves with the split @3:31'],
    ],
    [
      'on the line above',
      '// modwarden:allow replace/local-path until=2027-03-31 owner=platform moves\nreplace example.com/a => ../a',
      ['4 | replace/local-path | 2027-03-31 | platform | moves @3:1'],
    ],
    [
      'for some vulnerabilities',
      'require example.com/a v1.0.0 // modwarden:allow graph/banned vuln=GO-1-1,CVE-1-1 until=2027-03-31 only in tests',
      ['3 | graph/banned | 2027-03-31 | GO-1-1 CVE-1-1 | only in tests @3:30'],
    ],
    [
      'among other comments above',
      '// why we do it\n// modwarden:allow replace/local-path until=2027-03-31 moves\n// more\nreplace example.com/a => ../a // and beside',
      ['6 | replace/local-path | 2027-03-31 | moves @4:1'],
    ],
    [
      // Go takes the line for indirect only where the comment is `indirect` or begins with `indirect;`.
      'after // indirect;',
      'require example.com/a v1.0.0 // indirect; modwarden:allow graph/banned until=2027-03-31 no way round',
      ['3 | graph/banned | 2027-03-31 | no way round @3:30'],
    ],
    [
      'two for one line of a block',
      'require (\n\texample.com/a v1.0.0\n\t// modwarden:allow graph/max-depth until=2027-03-31 deep\n\texample.com/b v1.0.0 // modwarden:allow graph/banned until=2027-03-31 b=c stays\n)',
      ['6 | graph/max-depth | 2027-03-31 | deep @5:2', '6 | graph/banned | 2027-03-31 | b=c stays @6:23'],
    ],
    [
      'without spaces',
      'require example.com/a v1.0.0 //modwarden:allow graph/banned until=2027-03-31 x',
      ['3 | graph/banned | 2027-03-31 | x @3:30'],
    ],
    [
      'with twenty fields',
      `require example.com/a v1.0.0 // modwarden:allow graph/banned${' until=2027-03-31'.repeat(20)} x`,
      ['3 | graph/banned | 2027-03-31 | x @3:30'],
    ],
    [
      'with an owner behind the date, and more signs',
      'require example.com/a v1.0.0 //\tmodwarden:allow\tgraph/banned  until=2027-03-31\towner=me=you  a  b ',
      ['3 | graph/banned | 2027-03-31 | me=you | a  b @3:30'],
    ],
    ['none: prose', '// see modwarden: it is allowed\nrequire example.com/a v1.0.0 // modwarden:allowed', []],
    [
      'on Windows',
      'require example.com/a v1.0.0 // modwarden:allow graph/banned until=2027-03-31 crlf\r\n',
      ['3 | graph/banned | 2027-03-31 | crlf @3:30'],
    ],
  ])('%s', (_, text, expected) => {
    const { found, end, problems } = read(text);
    expect(found).toEqual(expected);
    expect(problems).toEqual([]);
    expect(end).toMatch(/^\d+ \| graph\/banned \| 2030-01-01 \| the end @\d+:32$/);
  });

  const WITH = 'require example.com/a v1.0.0 // ';
  test.each<[text: string, problem: string]>([
    [`${WITH}modwarden:allow`, '3:30 the waiver has no rule | use // modwarden:allow RULE until=YYYY-MM-DD REASON'],
    [
      `${WITH}modwarden:allow until=2027-03-31 x`,
      '3:30 the waiver has no rule | use // modwarden:allow RULE until=YYYY-MM-DD REASON',
    ],
    [
      `${WITH}modwarden:allow graph/baned until=2027-03-31 x`,
      '3:49 unknown rule "graph/baned" | did you mean graph/banned?',
    ],
    [
      `${WITH}modwarden:allow something until=2027-03-31 x`,
      '3:49 unknown rule "something" | use // modwarden:allow RULE until=YYYY-MM-DD REASON',
    ],
    [
      `${WITH}modwarden:allow graph/banned${' until=2027-03-31'.repeat(21)} x`,
      '3:402 more than 20 fields in a waiver | use // modwarden:allow RULE until=YYYY-MM-DD REASON',
    ],
    [
      `${WITH}modwarden:allow graph/banned until=2027-03-31 ownr=me x`,
      '3:79 unknown field ownr= in a waiver | did you mean owner=?',
    ],
    [
      `${WITH}modwarden:allow graph/banned xyz=1 until=2027-03-31 x`,
      '3:62 unknown field xyz= in a waiver | did you mean until=?',
    ],
    [`${WITH}modwarden:allow banned until=2027-03-31 x`, '3:49 unknown rule "banned" | did you mean graph/banned?'],
    [
      `${WITH}modwarden:allow graph/banned because`,
      '3:30 the waiver has no end date | add until=YYYY-MM-DD after the rule',
    ],
    [
      `${WITH}modwarden:allow graph/banned because until=2027-03-31`,
      '3:30 the waiver has no end date | add until=YYYY-MM-DD after the rule',
    ],
    [
      `${WITH}modwarden:allow graph/banned until=2027-3-31 x`,
      '3:62 "2027-3-31" is not a valid date | did you mean 2027-03-31?',
    ],
    [
      `${WITH}modwarden:allow graph/banned until=2027-02-29 x`,
      '3:62 "2027-02-29" is not a valid date | this date does not exist',
    ],
    [
      `${WITH}modwarden:allow graph/banned til=2027-03-31 x`,
      '3:62 unknown field til= in a waiver | did you mean until=?',
    ],
    [
      `${WITH}modwarden:allow graph/banned expires=2027-03-31 x`,
      '3:62 unknown field expires= in a waiver | did you mean until=?',
    ],
    [
      `${WITH}modwarden:allow graph/banned until=2027-03-31`,
      '3:30 the waiver has no reason | add the reason after the date',
    ],
    [
      `${WITH}indirect // modwarden:allow graph/banned until=2027-03-31 x`,
      '3:30 malformed waiver comment | put a semicolon after indirect: // indirect; modwarden:allow …',
    ],
    [
      `${WITH}pinned; modwarden:allow graph/banned until=2027-03-31 x`,
      '3:30 malformed waiver comment | start the comment with it: // modwarden:allow RULE until=YYYY-MM-DD REASON',
    ],
    [
      `${WITH}modwarden:ignore graph/banned`,
      '3:30 malformed waiver comment | use // modwarden:allow RULE until=YYYY-MM-DD REASON',
    ],
    [
      '// modwarden:allow graph/banned until=2027-03-31 x\n\nrequire example.com/a v1.0.0',
      '3:1 the waiver comment belongs to no line | put it at the end of the line, or directly above it',
    ],
    [
      'require (\n\t// modwarden:allow graph/banned until=2027-03-31 x\n\n\texample.com/a v1.0.0\n)',
      '4:2 the waiver comment belongs to no line | put it at the end of the line, or directly above it',
    ],
    [
      '// modwarden:allow graph/banned until=2027-03-31 x\nrequire (\n\texample.com/a v1.0.0\n)',
      '3:1 the waiver comment belongs to no line | put it at the end of the line, or directly above it',
    ],
    [
      'require (\n\texample.com/a v1.0.0\n) // modwarden:allow graph/banned until=2027-03-31 x',
      '5:3 the waiver comment belongs to no line | put it at the end of the line, or directly above it',
    ],
  ])('%s', (text, problem) => {
    const { found, end, problems } = read(text);
    expect(problems).toEqual([problem]);
    expect(found).toEqual([]);
    expect(end).toContain('the end');
  });

  test('without a list of rules every name is taken', () => {
    const { file } = parseMod(source('go.mod', 'module m // modwarden:allow any/thing until=2027-03-31 x\n'));
    expect(inlineWaivers(file.syntax).waivers.map(({ waiver }) => waiver.rule)).toEqual(['any/thing']);
  });
});
