import {
  checkMainPath,
  cut,
  type DirectiveFile,
  type Draft,
  defineRule,
  directiveFiles,
  firstLine,
  lineSpan,
  MAX_NAMED,
  type MainModule,
  type Replace,
  type Workspace,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'gomod/syntax',
  title: 'Invalid go.mod or go.work',
  why: 'One invalid line makes every go command in the module fail. The other rules still check the valid lines.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const file of directiveFiles(repo)) {
      for (const { at, message, verb, modPath, hint } of file.errors) {
        const subject = modPath || verb || 'syntax';
        yield {
          at,
          subject,
          message,
          ...(hint !== undefined && { hint }),
          ...(file.module && { module: file.module }),
        };
      }
      if (file.module && file.errors.length === 0) yield* moduleLine(file.module);
      yield* conflicts(file);
    }
    for (const workspace of repo.workspaces) yield* usedTwice(workspace);
  },
});

/** What cmd/go demands beyond the grammar (modload.ReadModFile, loadModFile, CheckReservedModulePath). */
function* moduleLine(module: MainModule): Generator<Draft> {
  const line = module.mod.module;
  if (line === undefined) {
    yield {
      at: firstLine(module.source),
      subject: 'module',
      message: 'missing module declaration',
      hint: 'add it with "go mod edit -module=example.com/mod"',
      module,
    };
  } else if (line.path === 'go' || line.path === 'toolchain') {
    yield {
      at: lineSpan(module.mod.syntax, line.line),
      subject: line.path,
      message: `invalid module path: "${line.path}" is reserved by Go`,
      module,
    };
  } else {
    const fault = checkMainPath(line.path);
    if (fault) yield { at: lineSpan(module.mod.syntax, line.line), subject: line.path, message: fault, module };
  }
}

/** Two right sides for one left side: modload's "conflicting replacements". The same line twice is allowed. */
function* conflicts({ replace, syntax, module }: DirectiveFile): Generator<Draft> {
  const first = new Map<string, Replace>();
  for (const line of replace) {
    const left = words(line.old);
    const before = first.get(left);
    if (before === undefined) first.set(left, line);
    else if (words(before.new) !== words(line.new)) {
      yield {
        at: lineSpan(syntax, line.line),
        subject: line.old.path,
        message: `conflicting replacements for ${left}: ${cut(words(before.new), MAX_NAMED)} and ${words(line.new)}`,
        hint: 'keep one of the two lines',
        related: [{ at: lineSpan(syntax, before.line), message: 'first line' }],
        ...(module && { module }),
      };
    }
  }
}

/** modload.loadWorkFile's "appears multiple times in workspace". */
function* usedTwice({ members }: Workspace): Generator<Draft> {
  const seen = new Set<string>();
  for (const { at, text, dir = text } of members) {
    if (seen.has(dir)) {
      yield {
        at,
        subject: text,
        message: `path ${text} appears multiple times in workspace`,
        hint: 'remove one of the two lines',
      };
    }
    seen.add(dir);
  }
}

function words({ path, version }: Replace['old']): string {
  return version === '' ? path : `${path} ${version}`;
}
