import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LIMIT_SECTIONS } from '../../../../../src/commands/dev/derive/limits/table.ts';

const rows = LIMIT_SECTIONS.flatMap((section) => section.rows);

it.each(rows)('the test of "$what" is where the table says', ({ test: [file, text] }) => {
  expect([existsSync(file), existsSync(file) && readFileSync(file, 'utf8').includes(text)]).toEqual([true, true]);
});

it('has every limit of the files that hold limits', () => {
  const folder = 'src/commands/dev/derive/limits';
  const table = readdirSync(folder)
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('');
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('/limits.ts'));
  expect(files.length).toBeGreaterThan(8);
  const names = files.flatMap((file) =>
    [...readFileSync(`src/${file}`, 'utf8').matchAll(/^export const ([A-Z_]+)(?:: \w+)? = [\d_<* ]+;/gm)].map(
      (m) => m[1]!,
    ),
  );
  // It only makes another longer.
  const others = ['QUESTION_TIMES_PER_RUN'];
  expect(names.filter((name) => !others.includes(name) && !new RegExp(`\\b${name}\\b`).test(table))).toEqual([]);
});
