/** `modwarden licenses notice`: the third-party notices of a program. */
import { GO_LICENSE_TEXT } from '../license/go-license.ts';
import { GO_LICENSE } from '../license/module.ts';
import { notice } from '../license/notice.ts';
import { type FileText, printableLines, safe } from '../text/printable.ts';
import { write } from './check.ts';
import { licensesOf } from './license-list.ts';
import { type Arguments, ASKING, JUDGING, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

const GO = 'Go standard library';

export const licenses: Command = {
  options: {
    rev: JUDGING.rev,
    root: JUDGING.root,
    policy: JUDGING.policy,
    output: PRINTING.output,
    ...WORKSPACE,
    ...ASKING,
  },
  positionals: { max: 2, name: 'verb and folder' },
  usage: 'licenses notice [OPTION]... [FOLDER]',
  about: `Writes the third-party notices: Go's standard library and every module of the build lists in FOLDER, with
its license and the texts of its license and notice files, each text once. Markdown.`,
  notes: `Exit code: 3 where a text could not be had, which standard error names.
-o FILE holds the texts as they were written. On standard output, lines that a CI log would take for commands
(such as ::error::…) are shown with \\u{…} in them, and standard error says so.`,
  async run(args, terminal) {
    const [verb, ...rest] = args.positionals;
    if (verb !== 'notice')
      throw new UsageError(
        verb === undefined ? 'licenses what? licenses notice' : `licenses ${quoted(verb)}: write licenses notice`,
      );
    return withSession({ ...args, positionals: rest }, terminal, async (run) => {
      const session = inWorkspaceMode(run, { ...args, positionals: rest }, terminal);
      const { licenses: all, complete, unknown } = await licensesOf(session, terminal);
      const once = new Map(all.map((l) => [`${l.path}@${l.version}`, l]));
      const modules = [...once.values()].map(({ path, version, expression, files }) => ({
        path,
        version,
        ...(expression !== undefined && { expression }),
        files,
      }));
      const go = { path: GO, version: '', expression: GO_LICENSE, files: [{ path: 'LICENSE', text: GO_LICENSE_TEXT }] };
      writeNotice(notice([go, ...modules], unknown), args, terminal);
      return complete ? 0 : 3;
    });
  },
};

/** What is printed may stand in a CI log, which would obey a line of a license's text. A file keeps the text. */
function writeNotice(text: FileText, args: Arguments, terminal: Terminal): void {
  const shown = printableLines(text);
  write(shown, args, terminal, text);
  if (shown === text || (args.values.get('output') ?? '-') !== '-') return;
  const lines = shown.split('\n');
  const changed = text.split('\n').filter((line, i) => line !== lines[i]).length;
  const what = changed === 1 ? safe`1 line of the texts` : safe`${changed} lines of the texts`;
  terminal.err(
    safe`modwarden: ${what} would be a command to a CI log: shown with \\u{…}; -o FILE keeps the texts as they are\n`,
  );
}
