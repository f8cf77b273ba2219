/** A go.mod or go.work while it is edited. */

import type { FileSyntax, Line } from '../modfile/tree.ts';
import type {
  Exclude,
  Godebug,
  GoLine,
  ModFile,
  ModuleLine,
  PathLine,
  Replace,
  Require,
  Retract,
  ToolchainLine,
  WorkFile,
} from '../modfile/types.ts';

/** An entry whose line may be gone. Go blanks such entries and keeps some of them in the list, which `-json` shows. */
export type EditEntry<T extends { readonly line: Line }> = Omit<T, 'line'> & { readonly line: Line | undefined };

/** Both kinds of file; the lists that a kind does not have stay empty. */
export interface Draft {
  readonly tree: FileSyntax;
  module: ModuleLine | undefined;
  go: GoLine | undefined;
  toolchain: ToolchainLine | undefined;
  godebug: EditEntry<Godebug>[];
  require: EditEntry<Require>[];
  exclude: EditEntry<Exclude>[];
  replace: EditEntry<Replace>[];
  retract: EditEntry<Retract>[];
  tool: EditEntry<PathLine>[];
  ignore: EditEntry<PathLine>[];
  use: EditEntry<PathLine>[];
}

export function modDraft(file: ModFile): Draft {
  return {
    tree: file.syntax,
    module: file.module,
    go: file.go,
    toolchain: file.toolchain,
    godebug: [...file.godebug],
    require: [...file.require],
    exclude: [...file.exclude],
    replace: [...file.replace],
    retract: [...file.retract],
    tool: [...file.tool],
    ignore: [...file.ignore],
    use: [],
  };
}

export function workDraft(file: WorkFile): Draft {
  return {
    tree: file.syntax,
    module: undefined,
    go: file.go,
    toolchain: file.toolchain,
    godebug: [...file.godebug],
    require: [],
    exclude: [],
    replace: [...file.replace],
    retract: [],
    tool: [],
    ignore: [],
    use: [...file.use],
  };
}

const NOTHING = { path: '', version: '' };

export const BLANK = {
  godebug: { key: '', value: '', line: undefined },
  require: { ...NOTHING, indirect: false, line: undefined },
  exclude: { ...NOTHING, line: undefined },
  replace: { old: NOTHING, new: NOTHING, line: undefined },
  retract: { low: '', high: '', rationale: '', line: undefined },
  path: { path: '', line: undefined },
};
