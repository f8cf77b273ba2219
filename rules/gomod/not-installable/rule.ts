import { type Draft, defineRule, lineSpan, type MainModule, type Unchecked } from '../../../src/rule.ts';

interface Options {
  readonly 'without-commands': boolean;
}

export const rule = defineRule<Options>({
  id: 'gomod/not-installable',
  title: 'Command not installable with "go install"',
  why: '`go install example.com/m/cmd/x@latest` fails if go.mod contains `replace` or `exclude` lines. These lines apply only to the main module, so users would get a different build than the author.',
  since: '0.1.0',
  level: 'note',
  precision: 'high',
  reach: 'files',
  imports: true,
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      'without-commands': v.optional(v.pipe(v.boolean(), v.description('Also report modules without commands')), false),
    }),
  *check(repo, { options }) {
    for (const module of repo.modules) {
      const { mod, kind, imports } = module;
      if (kind !== 'module' || mod.replace.length + mod.exclude.length === 0 || !isPublic(module.path)) continue;
      const commands = commandsOf(module);
      if (commands.length > 0 || options['without-commands']) yield finding(module, commands);
      else if (imports.state === 'lacking') yield gap(module, imports.detail);
    }
  },
});

/** Nothing can be fetched by a path whose first element is no host name. */
function isPublic(path: string): boolean {
  return path.split('/', 1)[0]!.includes('.');
}

/** Folders of commands that nobody installs: `internal`, and what is for examples and tests (`e2e`, `test-app`, `_examples`). */
const NOT_FOR_OTHERS =
  /^internal$|(?:^|[-_.])(?:demos?|e2e|examples?|fixtures?|integration|playground|samples?|testdata|testing|tests?)(?:$|[-_.])|^test(?:app|bed|client|cmd|command|module|prog|server|util)s?$/i;

/** Import paths of commands that are meant for others. */
function commandsOf({ imports, dir, path }: MainModule): string[] {
  if (imports.state !== 'read') return [];
  return imports.commands
    .filter((folder) => !folder.split('/').some((element) => NOT_FOR_OTHERS.test(element)))
    .map((folder) => (dir === '' ? folder : folder.slice(dir.length + 1)))
    .map((inside) => (inside === '' ? path : `${path}/${inside}`));
}

function finding(module: MainModule, commands: readonly string[]): Draft {
  const { replace, exclude, syntax } = module.mod;
  const lines = [...replace, ...exclude].map(({ line }) => line).sort((a, b) => a.start - b.start);
  const has = [counted(replace.length, 'replace'), counted(exclude.length, 'exclude')].filter((text) => text !== '');
  const more = commands.length > 1 ? ` (and ${commands.length - 1} more)` : '';
  return {
    at: lineSpan(syntax, lines[0]!),
    subject: module.path,
    message: `"go install ${commands[0] ?? module.path}@latest"${more} fails: go.mod contains ${has.join(' and ')}`,
    hint: 'remove these lines before a release, or tell users to clone the repository and build there',
    module,
    data: { kind: 'not-installable', commands },
  };
}

function counted(n: number, verb: string): string {
  return n === 0 ? '' : `${n} ${verb} line${n === 1 ? '' : 's'}`;
}

function gap(module: MainModule, detail: string): Unchecked {
  return {
    unchecked: {
      subject: module.path,
      module,
      why: 'missing',
      detail: `cannot check whether the module has commands: ${detail}`,
      hint: 'check a full checkout, or set "without-commands: true" for this rule',
    },
  };
}
