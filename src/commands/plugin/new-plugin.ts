/** `new-rule --plugin GROUP/NAME`: a package of rules of one's own, with a rule that works and a test that passes. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rules } from '../../../rules/index.ts';
import { groupOf } from '../../policy/presets/presets.ts';
import { fileText, printable, safe } from '../../text/printable.ts';
import { VERSION } from '../../version.ts';
import { quoted, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';
import { indexFile, packageFile, readmeFile, ruleFile, rulePageFile, testFile } from './templates.ts';

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** `folder`: of the package; where it is one already, the rule is added to it. Gives the exit code; throws UsageError. */
export function newPlugin(id: string, folder: string | undefined, { cwd, save, out }: Terminal): number {
  if (!ID.test(id)) throw new UsageError(`expected a rule such as team/no-forks, in lower case, got ${quoted(id)}`);
  const group = groupOf(id);
  if (group === 'modwarden' || rules.some((rule) => groupOf(rule.id) === group))
    throw new UsageError(`${quoted(group)} is a group of modwarden's own rules; use one of your own, such as team`);
  const place = folder ?? `modwarden-plugin-${group}`;
  const isThere = existsSync(resolve(cwd, place, 'package.json'));
  const files: Readonly<Record<string, string>> = {
    [`rules/${id}/rule.js`]: ruleFile(id),
    [`rules/${id}/README.md`]: rulePageFile(),
    ...(!isThere && {
      'package.json': packageFile(`modwarden-plugin-${group}`, VERSION),
      'index.js': indexFile(id),
      'README.md': readmeFile(group, id),
      'test/rules.test.js': testFile(),
    }),
  };
  const taken = Object.keys(files).find((path) => existsSync(resolve(cwd, place, path)));
  if (taken !== undefined) throw new UsageError(`${quoted(join(place, taken))} already exists`);
  for (const [path, text] of Object.entries(files)) {
    const file = resolve(cwd, place, path);
    mkdirSync(dirname(file), { recursive: true });
    save(file, fileText(text), { fresh: true });
    out(safe`wrote ${printable(join(place, path))}\n`);
  }
  if (isThere) out(safe`next: export the rule in ${printable(join(place, 'index.js'))}\n`);
  else out(safe`next: in ${printable(place)}, run "npm install", then "npm test"\n`);
  out(safe`to apply it: modwarden check --plugin ${printable(/^[./]/.test(place) ? place : `./${place}`)}\n`);
  return 0;
}
