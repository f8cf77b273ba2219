/** The directives that go.mod and go.work have, and which of them can be a block. */

export type FileKind = 'mod' | 'work';

export const VERBS: Readonly<Record<FileKind, readonly string[]>> = {
  mod: ['module', 'go', 'toolchain', 'godebug', 'require', 'exclude', 'replace', 'retract', 'tool', 'ignore'],
  work: ['go', 'toolchain', 'godebug', 'use', 'replace'],
};

/** `go ( … )` and `toolchain ( … )` are unknown blocks to Go; `module ( x )` over lines is none. */
export function canBeBlock(kind: FileKind, verb: string): boolean {
  return verb !== 'go' && verb !== 'toolchain' && VERBS[kind].includes(verb);
}
