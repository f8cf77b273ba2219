/** `modwarden licenses notice`: the third-party notices of a program. */
import { GO_LICENSE_TEXT } from '../license/go-license.ts';
import { GO_LICENSE } from '../license/module.ts';
import { notice } from '../license/notice.ts';
import { ASKING, JUDGING, PRINTING, quoted, UsageError } from './args.ts';
import { write } from './check.ts';
import type { Command } from './command.ts';
import { licensesOf } from './license-list.ts';
import { withSession } from './with-session.ts';

const GO = 'Go standard library';

export const licenses: Command = {
  options: { rev: JUDGING.rev, policy: JUDGING.policy, output: PRINTING.output, ...ASKING },
  positionals: { max: 2, name: 'verb and folder' },
  usage: 'licenses notice [OPTION]... [FOLDER]',
  about: `Writes the third-party notices: Go's standard library and every module of the build lists in FOLDER, with
its licence and the texts of its licence and notice files, each text once. Markdown.`,
  notes: 'Exit code: 3 where a text could not be had, which standard error names.',
  async run(args, terminal) {
    const [verb, ...rest] = args.positionals;
    if (verb !== 'notice')
      throw new UsageError(
        verb === undefined ? 'licenses what? licenses notice' : `licenses ${quoted(verb)}: write licenses notice`,
      );
    return withSession({ ...args, positionals: rest }, terminal, async (session) => {
      const { licenses: all, complete } = await licensesOf(session, terminal);
      const once = new Map(all.map((l) => [`${l.path}@${l.version}`, l]));
      const modules = [...once.values()].map(({ path, version, expression, files }) => ({
        path,
        version,
        ...(expression !== undefined && { expression }),
        files,
      }));
      const go = { path: GO, version: '', expression: GO_LICENSE, files: [{ path: 'LICENSE', text: GO_LICENSE_TEXT }] };
      write(notice([go, ...modules]), args, terminal);
      return complete ? 0 : 3;
    });
  },
};
