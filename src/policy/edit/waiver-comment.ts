/**
 * Adds a waiver as a comment line above a line of go.mod or go.work. It stands on a line of its own, because some tools that update
 * go.mod pass over a requirement with more than one word in the comment behind it.
 */
import { parseMod } from '../../go/modfile/parse-mod.ts';
import { parseWork } from '../../go/modfile/parse-work.ts';
import type { FileSyntax, Line } from '../../go/modfile/tree.ts';
import { lineText, pointAt, type Source, source } from '../../text/source.ts';
import { inlineWaivers } from '../inline.ts';
import type { NewWaiver } from './new-waiver.ts';

/** Gives the new text, or why there can be no waiver at that line. `line`: from 1. */
export function addWaiverComment(
  file: Source,
  line: number,
  { rule, reason, owner, until }: Pick<NewWaiver, 'rule' | 'reason' | 'owner' | 'until'>,
): { readonly text: string } | { readonly problem: string } {
  if (owner !== undefined && /\s/.test(owner)) return { problem: 'beside a line the owner is one word' };
  const at = statementAt(syntaxOf(file), line);
  if (at === undefined) return { problem: `there is no directive at ${file.path}:${line}` };
  if (at.verb === 'retract') return { problem: 'Go takes a comment at a retraction for its rationale' };
  const indent = /^[ \t]*/.exec(lineText(file, line) ?? '')![0];
  const start = file.text.lastIndexOf('\n', at.start - 1) + 1;
  const eol = file.text.includes('\r\n') ? '\r\n' : '\n';
  const fields = [rule, `until=${until}`, ...(owner === undefined ? [] : [`owner=${owner}`]), reason].join(' ');
  const text = `${file.text.slice(0, start)}${indent}// modwarden:allow ${fields}${eol}${file.text.slice(start)}`;
  const { waivers } = inlineWaivers(syntaxOf(source(file.path, text)));
  const isRead = waivers.some(
    ({ waiver, line: of }) =>
      of === line + 1 &&
      waiver.rule === rule &&
      waiver.reason === reason &&
      waiver.until === until &&
      waiver.owner === owner,
  );
  return isRead ? { text } : { problem: 'the comment would not be read as this waiver' };
}

function syntaxOf(file: Source): FileSyntax {
  return (/(?:^|\/)go\.work$/.test(file.path) ? parseWork(file) : parseMod(file)).file.syntax;
}

function statementAt(syntax: FileSyntax, line: number): { readonly verb: string; readonly start: number } | undefined {
  const starts = (of: Line) => pointAt(syntax.source, of.start).line === line;
  for (const statement of syntax.stmt) {
    if (statement.kind === 'line' && starts(statement))
      return { verb: statement.token[0] ?? '', start: statement.start };
    if (statement.kind !== 'block') continue;
    const inside = statement.line.find(starts);
    if (inside) return { verb: statement.token[0] ?? '', start: inside.start };
  }
  return undefined;
}
