/** The table of files that set Go's variables, from the table of their readers. */
import type { EnvReader } from '../../../env/readers.ts';
import { cell } from './markers.ts';

export function readersTable(readers: readonly EnvReader[]): string {
  const rows = readers.map(({ title, files, starts }) => {
    const names = files.map((pattern) => `\`${pattern}\``).join(', ');
    return `| ${cell(title)} | ${names}${starts ? ', where a shell is named in the first line' : ''} |`;
  });
  return ['| what | files, in any folder |', '|---|---|', ...rows].join('\n');
}
