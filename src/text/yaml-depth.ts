/**
 * How deep YAML may nest, from its flat tokens. The composer calls itself once a level, and V8 ends the whole process when a regular
 * expression is compiled on a stack that is nearly full: so depth is looked at before it runs.
 */
type Lexing = Pick<typeof import('yaml'), 'Lexer'>;

/** Control characters that the lexer puts between the pieces of the text: document, flow error, scalar. */
const MARKS = '\x02\x18\x1f';
/** No one indents by more, so a line that begins further right nests too deep, or is meant to look so. */
const SPACES_PER_LEVEL = 8;

/**
 * The offset at which brackets, indentation or the indicators of one line (`- - -`) go far beyond `maxDepth` levels; undefined where
 * none does. What passes has a bounded depth, which may still be over the limit.
 */
export function tooDeepAt(text: string, { Lexer }: Lexing, maxDepth: number): number | undefined {
  let offset = 0;
  let brackets = 0;
  let indicators = 0;
  let indent = 0;
  let lineStart = true;
  for (const token of new Lexer().lex(text)) {
    const first = token[0]!;
    if (MARKS.includes(first)) continue;
    if (lineStart) indent = first === ' ' ? token.length : 0;
    if (first === '[' || first === '{') brackets++;
    else if (first === ']' || first === '}') brackets = Math.max(0, brackets - 1);
    else if (brackets === 0 && (token === '-' || token === '?' || token === ':')) indicators++;
    const content = first !== ' ' && first !== '#' && first !== '\n' && first !== '\r';
    const far = indent > SPACES_PER_LEVEL * maxDepth && content;
    if (brackets > maxDepth || (brackets === 0 && (indicators > maxDepth || far))) return offset;
    lineStart = token.endsWith('\n');
    if (lineStart) indicators = 0;
    offset += token.length;
  }
  return undefined;
}
