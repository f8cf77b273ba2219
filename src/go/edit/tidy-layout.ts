/** How `go mod tidy` lays out a go.mod whose requirements it does not change. */
import { type Source, source } from '../../text/source.ts';
import { format } from '../modfile/format.ts';
import { parseMod } from '../modfile/parse-mod.ts';
import type { Comments, LineBlock, Statement } from '../modfile/tree.ts';
import type { ModFile, Require } from '../modfile/types.ts';
import { compare } from '../version/go-version.ts';
import { modDraft } from './draft.ts';
import { cleanUp, sortBlocks } from './sort.ts';

export interface TidyLayout {
  /** The file as it would be written. */
  readonly text: string;
  /** It moves indirect requirements into a block of their own. */
  readonly splits: boolean;
}

/**
 * Formatted, with sorted blocks, and since go 1.17 with the indirect requirements of a single block without comments in a block of their own
 * (modfile's SetRequireSeparateIndirect). undefined for a file with errors, with lines that are there twice, with CRLF line ends, which Go would
 * rewrite, or whose layout does not settle.
 */
export function tidyLayout({ path, text }: Source): TidyLayout | undefined {
  const { file, errors } = parseMod(source(path, text));
  if (errors.length > 0 || text.includes('\r')) return undefined;
  const draft = modDraft(file);
  const before = sizeOf(draft);
  const splits = splitRequirements(file);
  sortBlocks(draft);
  if (sizeOf(draft) !== before) return undefined;
  cleanUp(draft);
  const written = again(format(draft.tree));
  // A text that Go would write anew each time has no layout to keep.
  return again(written) === written ? { text: written, splits } : undefined;
}

/** Go reads what it wrote and formats it again: a blank line that sorting brings to the top of a block goes then. */
function again(text: string): string {
  const draft = modDraft(parseMod(source('go.mod', text)).file);
  sortBlocks(draft);
  cleanUp(draft);
  return format(draft.tree);
}

function sizeOf({ exclude, replace, tool, ignore }: ReturnType<typeof modDraft>): string {
  return [exclude, replace, tool, ignore].map((list) => list.length).join(' ');
}

function splitRequirements({ go, require, syntax }: ModFile): boolean {
  if (go === undefined || compare(go.version, '1.17') < 0) return false;
  const statements = syntax.stmt.filter((s) => s.kind !== 'comment' && s.token[0] === 'require');
  const [block] = statements;
  if (
    statements.length !== 1 ||
    block?.kind !== 'block' ||
    hasComments(block) ||
    hasComments(block.lparen) ||
    block.rparen.before.length > 0
  )
    return false;
  const indirect = new Set(require.filter((r: Require) => r.indirect).map((r: Require) => r.line));
  const lines = block.line;
  const moved = lines.filter((line) => indirect.has(line));
  if (moved.length === 0 || moved.length === lines.length) return false;
  block.line = lines.filter((line) => !indirect.has(line));
  const second: LineBlock = {
    ...block,
    before: [],
    suffix: [],
    after: [],
    lparen: { ...block.lparen, before: [], suffix: [], after: [] },
    rparen: { ...block.rparen, before: [], suffix: [], after: [] },
    line: moved,
  };
  const at = syntax.stmt.indexOf(block as Statement);
  syntax.stmt.splice(at + 1, 0, second);
  return true;
}

function hasComments({ before, suffix, after }: Comments): boolean {
  return before.length + after.length + suffix.length > 0;
}
