/** All that a detection says, in one line, for tables of texts and what is read in them. */
import type { Detection } from '../../src/license/types.ts';

const rounded = (n: number) => Math.round(n * 1e4) / 1e4;

/** `MIT: statement MIT 0.9 "MIT License"; left "Licensed under the"`. Shares are told where there are any. */
export function summary(text: string, found: Detection): string {
  const words = ({ start, end }: { readonly start: number; readonly end: number }) => {
    const said = text.slice(start, end).replaceAll('\n', '↵');
    return `"${said.length <= 60 ? said : `${said.slice(0, 28)} … ${said.slice(-28)}`}"`;
  };
  const parts = [
    ...found.matches.map((match) => {
      const { kind, id, confidence, coverage, startLine, endLine } = match;
      const share = kind === 'text' || kind === 'notice' ? ` of ${rounded(coverage)} in ${startLine}-${endLine}` : '';
      return `${kind} ${id} ${rounded(confidence)}${share} ${words(match)}`;
    }),
    ...found.evidence.map((one) => `${one.operator} "${one.text.replaceAll('\n', '↵')}"`),
    ...(found.note === undefined ? [] : [`note ${found.note}`]),
    ...(found.reserved ? ['reserved'] : []),
    ...found.uncovered.map((one) => `left ${one.words} ${words(one)}`),
  ];
  return `${found.expression ?? 'none'} ${rounded(found.confidence)}/${rounded(found.coverage)}: ${parts.join('; ')}`;
}
