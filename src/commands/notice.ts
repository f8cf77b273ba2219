/** `modwarden notice`: the third-party notices of a program. */
import { resolve } from 'node:path';
import type { Run } from '../gather/open-run.ts';
import { readBounded } from '../gather/read-file.ts';
import { GO_LICENSE_TEXT } from '../license/go-license.ts';
import { GO_LICENSE } from '../license/module.ts';
import { collectNotices, type Notices } from '../license/notice.ts';
import { type NoticeHead, withoutDates } from '../report/notice/head.ts';
import { renderHtmlNotice } from '../report/notice/html.ts';
import { renderMarkdownNotice } from '../report/notice/markdown.ts';
import { renderTextNotice } from '../report/notice/text.ts';
import { decode } from '../text/bytes.ts';
import { type FileText, printableLines, safe } from '../text/printable.ts';
import { commitOf } from './audit/provenance.ts';
import { write } from './check.ts';
import { type ListedLicenses, licensesOf } from './license-list.ts';
import { type Arguments, ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { SCOPING, type ScopeChoice, scopeOf, scopeText } from './shared/scope.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

const GO = 'Go standard library';

export const noticeCommand: Command = {
  options: {
    rev: JUDGING.rev,
    root: JUDGING.root,
    policy: JUDGING.policy,
    'policy-base': JUDGING['policy-base'],
    ...SCOPING,
    check: { value: 'FILE', help: 'compare with this file instead of writing; exit 1 if it is out of date' },
    format: {
      value: 'FORMAT',
      help: 'markdown, text or html (default: as the name of the file says, else markdown)',
    },
    output: PRINTING.output,
    ...WORKSPACE,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'notice [OPTION]... [FOLDER]',
  about: `Writes the third-party notices: Go's standard library and every module of the build lists in FOLDER, with
its license and the texts of its license and notice files. Each text appears once. --scope built leaves out
modules of which nothing is compiled.`,
  notes: `--check takes no notice of the revision and the day. Exit code 1: its file is out of date.
Exit code 3: a text is unavailable, or the scope unknown; standard error says why.
-o FILE keeps the texts unchanged. On standard output, lines that a CI log would run as commands
(such as ::error::…) are escaped with \\u{…}, and standard error says so.`,
  async run(args, terminal) {
    const choice = scopeOf(args);
    const render = rendererOf(args);
    if (args.values.has('check') && args.values.has('output'))
      throw new UsageError('--check and --output cannot be used together');
    const work = async (run: Run) => {
      const listed = await licensesOf(inWorkspaceMode(run, args, terminal), terminal, choice);
      const text = render(noticeHeadOf(run, listed, choice, terminal.env), noticesOf(listed));
      const committed = args.values.get('check');
      if (committed === undefined) writeNotice(text, args, terminal);
      else if (!isUpToDate(text, committed, terminal)) return 1;
      return listed.complete ? 0 : 3;
    };
    return withSession(args, terminal, work, { recordReads: true });
  },
};

/** The notices of these licenses and Go's own. `licenses` are those within the scope. */
export function noticesOf({ licenses }: ListedLicenses): Notices {
  const once = new Map(licenses.map((l) => [`${l.path}@${l.version}`, l]));
  const modules = [...once.values()].map(({ path, version, expression, files }) => ({
    path,
    version,
    ...(expression !== undefined && { expression }),
    files,
  }));
  const go = { path: GO, version: '', expression: GO_LICENSE, files: [{ path: 'LICENSE', text: GO_LICENSE_TEXT }] };
  return collectNotices([go, ...modules]);
}

/** `run`: opened with `recordReads`, so that changes since the commit are seen. */
export function noticeHeadOf(
  run: Run,
  { modules, unknown, scoped }: ListedLicenses,
  choice: ScopeChoice,
  env: Terminal['env'],
): NoticeHead {
  const { commit, changed = [] } = commitOf(run, env);
  const judged = modules.flatMap((module) => module.members ?? [module]);
  return {
    projects: [...new Set(judged.map(({ path, source }) => path || source.path))],
    ...(commit !== undefined && { commit }),
    ...(changed.length > 0 && { isChanged: true }),
    asOf: run.today,
    scope: scopeText(choice),
    unknown,
    instead: scoped.instead,
  };
}

type Renderer = (head: NoticeHead, notices: Notices) => FileText;

const RENDERERS: ReadonlyMap<string, Renderer> = new Map<string, Renderer>([
  ['markdown', renderMarkdownNotice],
  ['text', renderTextNotice],
  ['html', renderHtmlNotice],
]);

/** By --format, else by the name of the file. */
function rendererOf({ values }: Arguments): Renderer {
  const file = values.get('output') ?? values.get('check') ?? '';
  const format = values.get('format') ?? (/\.html?$/i.test(file) ? 'html' : /\.txt$/i.test(file) ? 'text' : 'markdown');
  const renderer = RENDERERS.get(format);
  if (renderer === undefined) throw new UsageError(`--format: expected markdown, text or html, got ${quoted(format)}`);
  return renderer;
}

/** Bytes of a file of notices. */
const MAX_NOTICE = 256 << 20;

function isUpToDate(text: FileText, name: string, { cwd, err }: Terminal): boolean {
  const file = readBounded(resolve(cwd, name), MAX_NOTICE);
  if ('problem' in file) throw new UsageError(`--check ${quoted(name)} ${file.problem}`);
  if (withoutDates(decode(file)) === withoutDates(text)) return true;
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
