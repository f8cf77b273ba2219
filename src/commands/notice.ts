/** `modwarden notice`: the third-party notices of a program. */
import { GO_LICENSE_TEXT } from '../license/go-license.ts';
import { GO_LICENSE } from '../license/module.ts';
import { notice as noticeText } from '../license/notice.ts';
import { type FileText, printableLines, safe } from '../text/printable.ts';
import { write } from './check.ts';
import { licensesOf } from './license-list.ts';
import { type Arguments, ASKING, JUDGING, PRINTING } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

const GO = 'Go standard library';

export const noticeCommand: Command = {
  options: {
    rev: JUDGING.rev,
    root: JUDGING.root,
    policy: JUDGING.policy,
    output: PRINTING.output,
    ...WORKSPACE,
    ...ASKING,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'notice [OPTION]... [FOLDER]',
  about: `Writes the third-party notices as Markdown: Go's standard library and every module of the build lists in
FOLDER, with its license and the texts of its license and notice files. Each text appears once.`,
  notes: `Exit code 3: a text is unavailable; standard error names it.
-o FILE keeps the texts unchanged. On standard output, lines that a CI log would run as commands
(such as ::error::…) are escaped with \\u{…}, and standard error says so.`,
  async run(args, terminal) {
    return withSession(args, terminal, async (run) => {
      const session = inWorkspaceMode(run, args, terminal);
      const { licenses: all, complete, unknown } = await licensesOf(session, terminal);
      const once = new Map(all.map((l) => [`${l.path}@${l.version}`, l]));
      const modules = [...once.values()].map(({ path, version, expression, files }) => ({
        path,
        version,
        ...(expression !== undefined && { expression }),
        files,
      }));
      const go = { path: GO, version: '', expression: GO_LICENSE, files: [{ path: 'LICENSE', text: GO_LICENSE_TEXT }] };
      writeNotice(noticeText([go, ...modules], unknown), args, terminal);
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
    safe`modwarden: ${what} escaped with \\u{…}, because a CI log would run ${changed === 1 ? 'it' : 'them'} as commands; use -o FILE for the unchanged texts\n`,
  );
}
