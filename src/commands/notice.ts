/** `modwarden notice`: the third-party notices of a program. */
import { resolve } from 'node:path';
import { readBounded } from '../gather/read-file.ts';
import { GO_LICENSE_TEXT } from '../license/go-license.ts';
import { GO_LICENSE } from '../license/module.ts';
import { notice as noticeText } from '../license/notice.ts';
import type { Scope } from '../model/in-use.ts';
import { decode } from '../text/bytes.ts';
import { type FileText, printableLines, safe } from '../text/printable.ts';
import { write } from './check.ts';
import { type ListedLicenses, licensesOf } from './license-list.ts';
import { type Arguments, ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

const GO = 'Go standard library';

export const noticeCommand: Command = {
  options: {
    rev: JUDGING.rev,
    root: JUDGING.root,
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    scope: { value: 'SCOPE', help: 'direct, required (listed in go.mod) or all modules (default: all)' },
    check: { value: 'FILE', help: 'compare with this file instead of writing; exit 1 if it is out of date' },
    output: PRINTING.output,
    ...WORKSPACE,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'notice [OPTION]... [FOLDER]',
  about: `Writes the third-party notices as Markdown: Go's standard library and every module of the build lists in
FOLDER, with its license and the texts of its license and notice files. Each text appears once.`,
  notes: `Exit code 1: the file of --check is out of date. Exit code 3: a text is unavailable; standard error names it.
-o FILE keeps the texts unchanged. On standard output, lines that a CI log would run as commands
(such as ::error::…) are escaped with \\u{…}, and standard error says so.`,
  async run(args, terminal) {
    const scope = scopeOf(args);
    if (args.values.has('check') && args.values.has('output'))
      throw new UsageError('--check and --output cannot be used together');
    return withSession(args, terminal, async (run) => {
      const listed = await licensesOf(inWorkspaceMode(run, args, terminal), terminal, scope);
      const text = noticeOf(listed, scope);
      const committed = args.values.get('check');
      if (committed === undefined) writeNotice(text, args, terminal);
      else if (!isUpToDate(text, committed, terminal)) return 1;
      return listed.complete ? 0 : 3;
    });
  },
};

/** The notices of these licenses and Go's own. */
export function noticeOf({ licenses, unknown }: ListedLicenses, scope: Scope): FileText {
  const once = new Map(licenses.map((l) => [`${l.path}@${l.version}`, l]));
  const modules = [...once.values()].map(({ path, version, expression, files }) => ({
    path,
    version,
    ...(expression !== undefined && { expression }),
    files,
  }));
  const go = { path: GO, version: '', expression: GO_LICENSE, files: [{ path: 'LICENSE', text: GO_LICENSE_TEXT }] };
  return noticeText([go, ...modules], unknown, SCOPES[scope]);
}

/** What the notices say of their scope; nothing of the whole build list. */
const SCOPES: Readonly<Record<Scope, string | undefined>> = {
  direct: 'Scope: the modules that go.mod requires without `// indirect`.',
  required: 'Scope: the modules that go.mod requires. Modules that are only in the module graph are left out.',
  all: undefined,
};

function scopeOf(args: Arguments): Scope {
  const scope = args.values.get('scope') ?? 'all';
  if (scope === 'direct' || scope === 'required' || scope === 'all') return scope;
  throw new UsageError(`--scope: expected direct, required or all, got ${quoted(scope)}`);
}

/** Bytes of a file of notices. */
const MAX_NOTICE = 256 << 20;

/** Line ends do not matter: git may have changed them. */
function isUpToDate(text: FileText, name: string, { cwd, err }: Terminal): boolean {
  const file = readBounded(resolve(cwd, name), MAX_NOTICE);
  if ('problem' in file) throw new UsageError(`--check ${quoted(name)} ${file.problem}`);
  if (decode(file).replaceAll('\r\n', '\n') === text) return true;
  err(safe`modwarden: ${quoted(name)} is out of date; write it again: modwarden notice -o ${quoted(name)}\n`);
  return false;
}

/** What is printed may stand in a CI log, which would obey a line of a license's text. A file keeps the text. */
function writeNotice(text: FileText, args: Arguments, terminal: Terminal): void {
  const shown = printableLines(text);
  write(shown, args, terminal, text);
  if (shown === text || (args.values.get('output') ?? '-') !== '-') return;
  const lines = shown.split('\n');
  const changed = text.split('\n').filter((line, i) => line !== lines[i]).length;
  const what = changed === 1 ? safe`1 line of the texts` : safe`${changed} lines of the texts`;
  terminal.err(
    safe`modwarden: ${what} escaped with \\u{…}, because a CI log would run ${changed === 1 ? 'it' : 'them'} as commands; use -o FILE for the unchanged texts\n`,
  );
}
