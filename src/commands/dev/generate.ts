/** `generate`: writes everything that is derived from the rule definitions. A command for those who work on modwarden. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadRules, ruleIds } from './derive/definitions.ts';
import { type DerivedFile, derivedFiles } from './derive/files.ts';

export type GenerateMode = 'write' | 'check' | 'dry-run';

/** The files that are out of step, which `write` has brought into step. */
export async function generate(root: string, mode: GenerateMode): Promise<DerivedFile[]> {
  const rules = await loadRules(root, ruleIds(root));
  const stale = (await derivedFiles(root, rules)).filter(({ text, now }) => text !== now);
  if (mode === 'write') {
    for (const { path, text } of stale) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
  return stale;
}

const USAGE = 'usage: generate [--check | --dry-run]\n';

/** Exit code: 0 done or in step, 1 out of step (`--check`), 2 usage. */
export async function runGenerate(
  args: readonly string[],
  root: string,
  print: (text: string) => void,
): Promise<number> {
  const [flag = '--write', ...rest] = args;
  if (rest.length > 0 || !['--write', '--check', '--dry-run'].includes(flag)) {
    print(USAGE);
    return 2;
  }
  const mode = flag.slice(2) as GenerateMode;
  const stale = await generate(root, mode);
  const verb = { write: 'wrote', check: 'outdated', 'dry-run': 'would write' }[mode];
  for (const { path, text, now } of stale)
    print(`${verb} ${path}${mode === 'check' ? firstDifference(now, text) : ''}\n`);
  if (mode === 'check' && stale.length > 0) print('update them with "npm run generate"\n');
  if (stale.length === 0) print('all generated files are up to date\n');
  return mode === 'check' && stale.length > 0 ? 1 : 0;
}

function firstDifference(now: string | undefined, text: string): string {
  if (now === undefined) return ': missing';
  const [was, will] = [now.split('\n'), text.split('\n')];
  const line = will.findIndex((l, i) => l !== was[i]);
  return `:${(line < 0 ? will.length : line) + 1}`;
}
