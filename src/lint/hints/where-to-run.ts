/** Hints that name a go command, made complete: with the folder to run it in, and with the modfile that it is about. */
import { baseName, folderOf } from '../../model/discover.ts';
import type { MainModule } from '../../model/repo.ts';
import type { Draft } from '../../model/rule.ts';

/** A command and its arguments; prose that only speaks of one (`"go get" adds it`) has none. `go list -m` runs anywhere. */
const COMMAND = /\bgo (?:get|work|mod [a-z]+) /;
const BARE_COMMAND = /\bgo (?:mod (?:tidy|vendor|download)|work (?:sync|use|vendor))\b/;
/** Commands that read another modfile where a flag names it. */
const TAKES_MODFILE = /\bgo (?:get|mod (?:tidy|vendor|download))\b(?! -modfile=)/g;
const EDIT = /\bgo mod edit(?: -[^\s"]+)+/g;
/** The hint has said it. */
const IS_PLACED = / in each module\b/;

/** The hint of a draft as it is reported. */
export function runnable(hint: string, draft: Pick<Draft, 'at' | 'module'>): string {
  if (!(COMMAND.test(hint) || BARE_COMMAND.test(hint)) || IS_PLACED.test(hint)) return hint;
  const folder = folderFor(hint, draft);
  return `${outsideWork(ofModfile(hint, draft.module), draft.module)}${folder === '' ? '' : ` (in ${folder})`}`;
}

function folderFor(hint: string, { at, module }: Pick<Draft, 'at' | 'module'>): string {
  const file = at.file.path.replace(/(^|\/)vendor\/modules\.txt$/, '$1go.mod');
  if (/\bgo work /.test(hint)) return module?.workspace?.dir ?? folderOf(file);
  if (module?.kind === 'workspace') return memberAt(module, at) ?? module.dir;
  return module?.dir ?? (/^go\.(?:mod|sum|work|work\.sum)$/.test(baseName(file)) ? folderOf(file) : '');
}

/** The folder of the member by whose `use` line a module comes in: at the folder of the go.work itself there may be no module. */
function memberAt({ workspace }: MainModule, { start }: Draft['at']): string | undefined {
  const members = workspace?.members ?? [];
  return (members.find(({ at }) => at.start === start) ?? members[0])?.dir;
}

/** Go refuses to vendor one module "in workspace mode". */
function outsideWork(hint: string, module: MainModule | undefined): string {
  return module?.kind === 'module' && module.workspace !== undefined
    ? hint.replace(/\bgo mod vendor\b/, 'GOWORK=off go mod vendor')
    : hint;
}

function ofModfile(hint: string, module: MainModule | undefined): string {
  if (module?.kind !== 'modfile') return hint;
  const name = baseName(module.source.path);
  return hint
    .replace(TAKES_MODFILE, (command) => `${command} -modfile=${name}`)
    .replace(EDIT, (command) => `${command} ${name}`);
}
