/** All that a detection says, in a few lines, for tables of texts and what is read in them. */
import type { Detection, ModuleLicense } from '../../src/license/types.ts';

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

/** The expression with its files, those that count with a star; then a line for each evidence and hint. */
export function moduleSummary({ expression, confidence, coverage, files, evidence, hints }: ModuleLicense): string[] {
  const said = files.map(
    ({ path, role, counts, detection }) => `${path} ${role}${counts ? '*' : ''} ${detection.expression ?? 'none'}`,
  );
  return [
    `${expression} ${rounded(confidence)}/${rounded(coverage)}: ${said.join(', ')}`,
    ...evidence.map((one) => `${one.operator} "${one.text}" ${one.file}:${one.startLine}-${one.endLine}`),
    ...hints.map(({ kind, file, text }) => `${kind} ${file ?? '-'}: ${text}`),
  ];
}
