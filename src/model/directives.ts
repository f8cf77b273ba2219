/** Walking what go.mod and go.work files say, and where the parts of a directive stand. */
import type { FileSyntax, Line } from '../go/tree.ts';
import type { Exclude, GoLine, Godebug, Replace, Require, ToolchainLine } from '../go/modfile-types.ts';
import type { Source, Span } from '../text/source.ts';
import type { MainModule, Repo } from './repo.ts';

/** What go.mod and go.work have in common. */
export interface DirectiveFile {
  /** Folder in the repository, '' for the root; relative paths of the file start there. */
  readonly dir: string;
  readonly source: Source;
  readonly syntax: FileSyntax;
  /** The module whose go.mod it is; undefined for a go.work. */
  readonly module: MainModule | undefined;
  readonly go: GoLine | undefined;
  readonly toolchain: ToolchainLine | undefined;
  readonly godebug: readonly Godebug[];
  readonly replace: readonly Replace[];
}

/** Every go.mod (and further modfile), then every go.work. */
export function* directiveFiles(repo: Repo): Generator<DirectiveFile> {
  for (const module of repo.modules) {
    const { syntax, go, toolchain, godebug, replace } = module.mod;
    yield { dir: module.dir, source: module.source, syntax, module, go, toolchain, godebug, replace };
  }
  for (const { dir, source, work } of repo.workspaces) {
    const { syntax, go, toolchain, godebug, replace } = work;
    yield { dir, source, syntax, module: undefined, go, toolchain, godebug, replace };
  }
}

/** A whole directive, without its comment. */
export function lineOf(file: Source, line: Line): Span {
  return { file, start: line.start, end: line.end };
}

/** The `n`-th word after the verb (`require`, `replace` …), counted from 0; the whole directive where there is none. */
export function wordOf(file: Source, line: Line, n: number): Span {
  return wordsOf(file, line, n, n);
}

export function wordsOf(file: Source, line: Line, first: number, last: number): Span {
  const verb = line.inBlock ? 0 : 1;
  const from = line.at[first + verb];
  const to = line.at[last + verb];
  return from && to ? { file, start: from.start, end: to.end } : lineOf(file, line);
}

export function pathOf(file: Source, line: { readonly line: Line }): Span {
  return wordOf(file, line.line, 0);
}

export function versionOf(file: Source, { line }: Require | Exclude): Span {
  return wordOf(file, line, 1);
}

/** The left side of a replacement, with its version where it has one. */
export function replacedOf(file: Source, { old, line }: Replace): Span {
  return wordsOf(file, line, 0, old.version === '' ? 0 : 1);
}

/** The right side of a replacement, with its version where it has one. */
export function targetOf(file: Source, { old, new: target, line }: Replace): Span {
  const first = old.version === '' ? 2 : 3;
  return wordsOf(file, line, first, target.version === '' ? first : first + 1);
}

/**
 * The comments that explain directives, by line: on the line, above it, or above the group that it stands in (lines of one verb without
 * a blank line between them). `// indirect` and waivers explain nothing.
 */
export function explanationsOf(syntax: FileSyntax): ReadonlyMap<Line, string> {
  const found = new Map<Line, string>();
  const note = (line: Line, group: string): string => {
    const above = reason(line.before);
    const text = reason(line.suffix) || above || group;
    if (text !== '') found.set(line, text);
    return above || group;
  };
  let run = '';
  let last: Line | undefined;
  for (const statement of syntax.stmt) {
    if (statement.kind === 'block') {
      let group = reason(statement.lparen.suffix) || reason(statement.before);
      for (const line of statement.line) {
        const blankAbove = line.before.some((comment) => comment.token === '');
        group = note(line, blankAbove ? '' : group);
      }
    }
    if (statement.kind !== 'line') last = undefined;
    else {
      run = note(statement, last !== undefined && isNext(syntax, last, statement) ? run : '');
      last = statement;
    }
  }
  return found;
}

/** Whether a single directive stands right below another of the same verb. */
function isNext({ source: { text } }: FileSyntax, above: Line, below: Line): boolean {
  const between = text.slice(above.end, below.before[0]?.start ?? below.start);
  return above.token[0] === below.token[0] && between.indexOf('\n') === between.lastIndexOf('\n');
}

function reason(comments: readonly { readonly token: string }[]): string {
  return comments
    .map((c) => c.token.replace(/^\/\//, '').trim())
    .filter((t) => t !== '' && t !== 'indirect' && !/^(?:indirect; )?modwarden:/.test(t))
    .join(' ');
}
