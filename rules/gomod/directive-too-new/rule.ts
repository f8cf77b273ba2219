import { type DirectiveFile, defineRule, directiveFiles, goversion, type Line, lineSpan } from '../../../src/rule.ts';

/** The first Go version that knows a directive; older versions fail with "unknown directive". */
const SINCE: readonly (readonly [directive: string, version: string])[] = [
  ['toolchain', '1.21'],
  ['godebug', '1.23'],
  ['tool', '1.24'],
  ['ignore', '1.25'],
];

export const rule = defineRule({
  id: 'gomod/directive-too-new',
  title: 'Directive newer than the go line',
  why: 'The go line says which Go versions may build the module. A Go version that is too old for a directive fails with "unknown directive", although the go line allows it.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const file of directiveFiles(repo)) {
      const lines = linesOf(file);
      for (const [directive, since] of SINCE) {
        const line = lines.get(directive);
        if (line === undefined || isNewEnough(file, directive, since)) continue;
        const said = file.go === undefined ? 'there is no go line' : `the go line is ${file.go.version}`;
        yield {
          at: lineSpan(file.syntax, line),
          subject: directive,
          message: `${directive} needs Go ${since}, but ${said}`,
          hint: `raise it with "go ${file.module ? 'mod' : 'work'} edit -go=${since}", or remove the directive`,
          ...(file.module && { module: file.module }),
          data: { kind: 'too-new', since },
        };
      }
    }
  },
});

/** The first line of each directive. */
function linesOf({ toolchain, godebug, module }: DirectiveFile): ReadonlyMap<string, Line | undefined> {
  return new Map([
    ['toolchain', toolchain?.line],
    ['godebug', godebug[0]?.line],
    ['tool', module?.mod.tool[0]?.line],
    ['ignore', module?.mod.ignore[0]?.line],
  ]);
}

/** From 1.21 on Go reads the toolchain line first, and runs that version where it is the higher one. */
function isNewEnough({ go, toolchain }: DirectiveFile, directive: string, since: string): boolean {
  const isFrom = (version: string) => version !== '' && goversion.compare(goversion.lang(version), since) >= 0;
  if (isFrom(go?.version ?? '')) return true;
  return directive !== 'toolchain' && isFrom(goversion.fromToolchain(toolchain?.name ?? ''));
}
