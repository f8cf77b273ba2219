import { expect, it } from 'vitest';
import { plainText } from '../../../src/env/mapped-text.ts';
import { lexScript } from '../../../src/env/shell/lexer.ts';

const lex = (text: string) => lexScript(plainText(text, 0)).commands;

const CASES: readonly (readonly [title: string, text: string, commands: readonly (readonly string[])[]])[] = [
  ['separators', 'a 1; b && c || d | e & f', [['a', '1'], ['b'], ['c'], ['d'], ['e'], ['f']]],
  ['quotes and escapes', `a "b c" 'd "e"' f\\ g "h\\"i\\$j" $'k\\n'`, [['a', 'b c', 'd "e"', 'f g', 'h"i$j', 'k\\n']]],
  ['continued lines', 'a b\\\n c \\\n d', [['a', 'b', 'c', 'd']]],
  ['comments', 'a # b\n#c\nd#e', [['a'], ['d#e']]],
  ['keywords', 'if a; then b; else c; fi; while d; do e; done', [['a'], ['b'], ['c'], ['d'], ['e']]],
  ['case', 'case $x in (a|b) c;; *) d ;; esac; e', [['c'], ['d'], ['e']]],
  ['a loop in a case', 'case $x in a) for v in b c; do d; done;; esac', [['v', 'in', 'b', 'c'], ['d']]],
  ['functions and groups', 'f() { a; }\n{ b; } && (c)', [['a'], ['b'], ['c']]],
  ['inner commands first', 'a "$(b `c`)" ${d:-$(e)}', [['c'], ['b', '`c`'], ['e'], ['a', '$(b `c`)', '${d:-$(e)}']]],
  ['arithmetic', '((a = 1 << 2)); b $((1 + 2))', [['b', '$((1 + 2))']]],
  ['redirections', 'a >b 2>&1 <c <<<"d" e', [['a', 'e']]],
  ['process substitution', 'a <(b) c', [['b'], ['a', '<(b)', 'c']]],
  ['expressions of GitHub Actions', 'a ${{ b.c || "d" }} e', [['a', '${{ b.c || "d" }}', 'e']]],
  ['arrays', 'a=(b "c d")\ne', [['a='], ['e']]],
  ['CRLF', 'a b\r\nc\r\n', [['a', 'b'], ['c']]],
  ['broken text', `a 'b\nc) } ;; "d`, [['a', 'b\nc) } ;; "d']]],
];

it.each(CASES)('reads %s', (_, text, commands) => {
  expect(lex(text).map(({ words }) => words.map((word) => word.text))).toEqual(commands);
});

it('gives a command its here-documents', () => {
  const [first, second] = lex("a <<X <<-'Y' b\n1 $v\nX\n\t2\n\tY\nc\n");
  expect(first!.words.map(({ text }) => text)).toEqual(['a', 'b']);
  expect(first!.documents.map(({ body, expands }) => [body.text, expands])).toEqual([
    ['1 $v\n', true],
    ['\t2\n', false],
  ]);
  expect(second!.words[0]!.text).toBe('c');
});

it('knows what is written to, by tee and around groups too', () => {
  const [piped] = lex('a | tee -a "$F"');
  expect(piped!.redirections).toMatchObject([{ operator: '|', target: { text: '$F' } }]);
  const [inGroup] = lex('{ a; b; } >> f');
  expect(inGroup!.group?.redirections).toMatchObject([{ operator: '>>', target: { text: 'f' } }]);
});

it('knows conditions', () => {
  const conditional = (text: string) => lex(text).map(({ isConditional }) => isConditional);
  expect(conditional('a; if b; then c; fi; d')).toEqual([false, true, true, false]);
  expect(conditional('[ a ] && b || c; d')).toEqual([false, true, true, false]);
  expect(conditional('a && b\ntest c || d\ne')).toEqual([false, false, false, true, false]);
});
