/**
 * `widely-used DATE FILE...`: makes the list behind graph/look-alike. Each file is one build list as `go list -m all` prints it; a
 * repository of a forge is widely used where several of them have it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORGES } from '../../model/look-alike/compare.ts';

const OUT = 'src/model/look-alike/widely-used.ts';
/** Build lists that must have a repository. */
const LEAST = 2;
const WIDTH = 120;

/** Imitated already, and in too few build lists. */
const IMITATED = [
  'github.com/areknoster/hypert',
  'github.com/boltdb/bolt',
  'github.com/bufbuild/prototransform',
  'github.com/c2FmZQ/tlsproxy',
  'github.com/gaissmai/extnetip',
  'github.com/loov/layout',
  'github.com/sirupsen/logrus',
];

/** Exit code: 0 written, 2 for arguments that are none. */
export async function runWidelyUsed(
  [date = '', ...files]: readonly string[],
  root: string,
  print: (text: string) => void,
): Promise<number> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || files.length < LEAST) {
    print('usage: widely-used YYYY-MM-DD FILE FILE..., each the output of "go list -m all"\n');
    return 2;
  }
  const repositories = widelyUsed(files.map((file) => readFileSync(file, 'utf8')));
  writeFileSync(join(root, OUT), sourceText(repositories, date, files.length));
  print(`wrote ${OUT}: ${repositories.length} repositories\n`);
  return 0;
}

/** `github.com/owner/repository` of those that at least LEAST build lists have, sorted. */
export function widelyUsed(buildLists: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of buildLists) {
    const repositories = new Set(text.split('\n').flatMap((line) => repositoryOf(line.split(' ', 1)[0]!) ?? []));
    for (const repository of repositories) counts.set(repository, (counts.get(repository) ?? 0) + 1);
  }
  const often = [...counts].filter(([, count]) => count >= LEAST).map(([repository]) => repository);
  return [...new Set([...often, ...IMITATED])].sort();
}

function repositoryOf(path: string): string | undefined {
  const [host = '', owner, name] = path.split('/');
  return FORGES.has(host) && owner && name ? `${host}/${owner}/${name}` : undefined;
}

function sourceText(repositories: readonly string[], date: string, lists: number): string {
  const lines: string[] = [''];
  for (const repository of repositories) {
    const short = repository.replace(/^github\.com\//, '');
    const last = lines.at(-1)!;
    if (last.length + short.length + 1 > WIDTH) lines.push(short);
    else lines[lines.length - 1] = last === '' ? short : `${last} ${short}`;
  }
  return `// Written by "node dist/dev.cjs widely-used"; not to be edited.

/** The day on which the list was made. */
export const WIDELY_USED_DATE = '${date}';

/** Repositories that at least ${LEAST} of ${lists} build lists of public projects have, or that were imitated; of github.com without the host. */
export const WIDELY_USED = \`
${lines.join('\n')}
\`;
`;
}
