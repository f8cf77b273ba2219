import { type Draft, defineRule, lineSpan, type MainModule, type Unchecked } from '../../../src/rule.ts';

interface Options {
  readonly always: boolean;
}

export const rule = defineRule<Options>({
  id: 'gomod/not-installable',
  title: 'Commands that "go install" refuses',
  why: '`go install example.com/m/cmd/x@latest` takes a command as its author published it. It refuses a module whose go.mod has `replace` or `exclude` lines: these hold for the main module only, so that people would get another build than the author.',
  since: '0.1.0',
  level: 'note',
  precision: 'high',
  reach: 'files',
  imports: true,
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      always: v.optional(
        v.pipe(v.boolean(), v.description('Report it also where no command is found among the .go files')),
        false,
      ),
    }),
  *check(repo, { options }) {
    for (const module of repo.modules) {
      const { mod, kind, imports } = module;
      if (kind !== 'module' || mod.replace.length + mod.exclude.length === 0 || !isPublic(module.path)) continue;
      const commands = commandsOf(module);
      if (commands.length > 0 || options.always) yield finding(module, commands);
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
  const more = commands.length > 1 ? ` (and ${commands.length - 1} more like it)` : '';
  return {
    at: lineSpan(syntax, lines[0]!),
    subject: module.path,
    message: `"go install ${commands[0] ?? module.path}@latest"${more} fails: go.mod has ${has.join(' and ')}`,
    hint: 'remove them before a release, or tell people to clone the repository and build there',
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
      detail: `whether it has commands to install cannot be told: ${detail}`,
      hint: 'judge a whole checkout, or set always: true for this rule',
    },
  };
}
