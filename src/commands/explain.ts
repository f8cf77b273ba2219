/** `modwarden explain RULE`: a rule's page, as it stands in the repository of modwarden. */
import { rules } from '../../rules/index.ts';
import { packageFile } from '../gather/package-file.ts';
import { nearest } from '../text/nearest.ts';
import { type Printable, printableLines } from '../text/printable.ts';
import { quoted, UsageError } from './shared/args.ts';
import type { Command } from './shared/command.ts';

export const explain: Command = {
  options: {},
  positionals: { max: 1, name: 'rule' },
  usage: 'explain [RULE]',
  about: 'Shows what a rule finds, why it matters, its options and examples. Without RULE, lists all rules.',
  notes: 'Example: modwarden explain replace/local-path',
  async run({ positionals }, terminal) {
    const [id] = positionals;
    terminal.out(id === undefined ? list() : page(id));
    return 0;
  },
};

function list(): Printable {
  const width = Math.max(...rules.map((r) => r.id.length)) + 2;
  return printableLines(`${rules.map((r) => `${r.id.padEnd(width)}${r.level.padEnd(9)}${r.title}`).join('\n')}\n`);
}

function page(id: string): Printable {
  const rule = rules.find((r) => r.id === id);
  if (rule === undefined) {
    const ids = rules.map((r) => r.id);
    const meant = nearest(id, ids) ?? ids.find((known) => known.endsWith(`/${id}`));
    throw new UsageError(
      `unknown rule ${quoted(id)} (${meant === undefined ? '"modwarden explain" lists all rules' : `did you mean "${meant}"?`})`,
    );
  }
  const text = packageFile(`rules/${id}/README.md`);
  if (text === undefined) return printableLines(`${rule.id}: ${rule.title}\n\n${rule.why}\n`);
  return printableLines(plain(new TextDecoder().decode(text)));
}

/** The page without what only a Markdown reader needs: markers of generated parts and escapes. */
function plain(markdown: string): string {
  return markdown.replaceAll(/^<!--.*-->\n/gm, '').replaceAll(/\n{3,}/g, '\n\n');
}
