/** go.work text to what it says (golang.org/x/mod/modfile, ParseWork). */
import type { Source } from '../../text/source.ts';
import { addGo, addGodebug, addPath, addReplace, addToolchain } from './directives.ts';
import { blockError, lineError } from './errors.ts';
import { parseSyntax } from './syntax.ts';
import type { FileSyntax, Line } from './tree.ts';
import type { GoLine, ModError, Parsed, ToolchainLine, WorkFile } from './types.ts';
import type { Arguments, ValueFault } from './values.ts';
import { canBeBlock } from './verbs.ts';

/** Reads a go.work; `file` and `errors` are to each other as parseMod's. */
export function parseWork(source: Source): Parsed<WorkFile> {
  const { tree, error } = parseSyntax(source);
  const file = newWorkFile(tree);
  const errors: ModError[] = [];
  const read = (line: Line, verb: string, args: Arguments) => {
    const fault = readDirective(file, line, verb, args);
    if (fault) errors.push(lineError('work', source, line, verb, fault));
  };
  for (const statement of tree.stmt) {
    if (statement.kind === 'comment') continue;
    const verb = statement.token[0]!;
    if (statement.kind === 'line') read(statement, verb, { tokens: statement.token, from: 1 });
    else if (statement.token.length > 1 || !canBeBlock('work', verb)) {
      errors.push(blockError('work', source, statement));
    } else for (const line of statement.line) read(line, verb, { tokens: line.token, from: 0 });
  }
  return { file, errors: error ? [error] : errors };
}

function newWorkFile(syntax: FileSyntax) {
  const once: { go: GoLine | undefined; toolchain: ToolchainLine | undefined } = {
    go: undefined,
    toolchain: undefined,
  };
  return { syntax, ...once, godebug: [], use: [], replace: [] };
}

function readDirective(
  file: ReturnType<typeof newWorkFile>,
  line: Line,
  verb: string,
  args: Arguments,
): ValueFault | undefined {
  switch (verb) {
    case 'go':
      return addGo(file, line, args, false);
    case 'toolchain':
      return addToolchain(file, line, args);
    case 'godebug':
      return addGodebug(file, line, args);
    case 'use':
      return addPath(file.use, line, args, 'usage: use local/dir');
    case 'replace':
      return addReplace(file, line, args, undefined);
    default:
      return { message: `unknown directive: ${verb}` };
  }
}
