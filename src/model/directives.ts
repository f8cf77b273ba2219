/** Walking what go.mod and go.work files say, and why. */

import { replaceSpans } from '../go/modfile/spans.ts';
import type { FileSyntax, Line } from '../go/modfile/tree.ts';
import type { Godebug, GoLine, ModError, Replace, ToolchainLine } from '../go/modfile/types.ts';
import type { Source, Span } from '../text/source.ts';
import type { MainModule, Repo } from './repo.ts';

/** What go.mod and go.work have in common. */
export interface DirectiveFile {
  /** Folder in the repository, '' for the root; relative paths of the file start there. */
  readonly dir: string;
  readonly source: Source;
  readonly syntax: FileSyntax;
  readonly errors: readonly ModError[];
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
    const { dir, source, errors } = module;
    yield { dir, source, syntax, errors, module, go, toolchain, godebug, replace };
  }
  for (const { dir, source, errors, work } of repo.workspaces) {
    const { syntax, go, toolchain, godebug, replace } = work;
    yield { dir, source, syntax, errors, module: undefined, go, toolchain, godebug, replace };
  }
}

/** By path, the versions that a go.mod requires; nothing for a go.work. */
export function requiredVersions({ module }: DirectiveFile): ReadonlyMap<string, string> {
  return new Map(module?.mod.require.map(({ path, version }) => [path, version]));
}

/** The left side of a replacement, with its version where it has one. */
export function replacedSpan(file: FileSyntax, replace: Replace): Span {
  const { oldPath, oldVersion } = replaceSpans(file, replace);
  return { ...oldPath, end: (oldVersion ?? oldPath).end };
}

/** The right side of a replacement, with its version where it has one. */
export function targetSpan(file: FileSyntax, replace: Replace): Span {
  const { newPath, newVersion } = replaceSpans(file, replace);
  return { ...newPath, end: (newVersion ?? newPath).end };
}

/**
 * The comments that explain directives, by line: on the line, above it, or above the group that it stands in (lines of one verb without
 * a blank line between them). `// indirect` and waivers explain nothing.
 */
export function explanationsOf(syntax: FileSyntax): ReadonlyMap<Line, string> {
  const known = explained.get(syntax) ?? findExplanations(syntax);
  explained.set(syntax, known);
  return known;
}

/** Several rules ask for those of the same file. */
const explained = new WeakMap<FileSyntax, ReadonlyMap<Line, string>>();

function findExplanations(syntax: FileSyntax): ReadonlyMap<Line, string> {
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
  if (comments.length === 0) return '';
  return comments
    .map((c) => c.token.replace(/^\/\//, '').trim())
    .filter((t) => t !== '' && t !== 'indirect' && !/^(?:indirect; )?modwarden:/.test(t))
    .join(' ');
}
