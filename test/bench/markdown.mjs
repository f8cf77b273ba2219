// The figures as tables, between two marks of a document.
import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- figures: npm run bench -- --markdown docs/bench.md -->';
const END = '<!-- end of figures -->';

export function intoDocument(file, figures) {
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${file}: expected the marks ${BEGIN} and ${END}`);
  writeFileSync(file, `${text.slice(0, from + BEGIN.length)}\n\n${tables(figures)}\n${text.slice(to)}`);
}

/** `machine`, `measured` and `grown` as bench.mjs has them. */
export function tables({ machine, measured, grown }) {
  const ratios = measured.map(({ name, median, least, most, aim }) => {
    const [work, reference = ''] = name.split(' / ');
    return `| ${work} | ${reference} | ${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)}) | ${aim.replace(/^aim: /, '').replaceAll(/x(?=\d)/g, '')} |`;
  });
  const sizes = grown.map(({ name, size, milliseconds, megabytes }) => {
    const each = [(milliseconds / size).toFixed(2), ((megabytes * 1024) / size).toFixed(1)];
    return `| ${name} | ${milliseconds} | ${each[0]} | ${megabytes} | ${each[1]} |`;
  });
  return [
    `${Object.values(machine).join(', ')}.`,
    '',
    '| work | reference | ratio | aim |',
    '|---|---|---|---|',
    ...ratios,
    ...(sizes.length === 0
      ? []
      : ['', '| growth, nothing cached | ms of CPU | ms each | MB | kB each |', '|---|---|---|---|---|', ...sizes]),
    '',
  ].join('\n');
}
