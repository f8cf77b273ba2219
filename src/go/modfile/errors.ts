/** Errors of go.mod and go.work, positioned and worded as golang.org/x/mod/modfile does. */
import { goPosition } from '../../text/go-position.ts';
import { type Source, span } from '../../text/source.ts';
import { directiveHint } from './hints.ts';
import type { Line, LineBlock } from './tree.ts';
import type { ModError } from './types.ts';
import type { ValueFault } from './values.ts';
import type { FileKind } from './verbs.ts';

/** Go places every error of a directive at its line's start. */
export function lineError(kind: FileKind, source: Source, line: Line, verb: string, fault: ValueFault): ModError {
  const hint = directiveHint(kind, verb, line.token, fault.message);
  return {
    at: span(source, line.start, line.end),
    message: fault.message,
    // Where the message itself names verb and module, Go's error has neither.
    verb: fault.modPath === undefined ? '' : verb,
    modPath: fault.modPath ?? '',
    ...(hint === undefined ? {} : { hint }),
  };
}

export function blockError(kind: FileKind, source: Source, block: LineBlock): ModError {
  const message = `unknown block type: ${block.token.join(' ')}`;
  const hint = directiveHint(kind, block.token[0] ?? '', block.token, message);
  return {
    at: span(source, block.start, block.lparen.pos + 1),
    message,
    verb: '',
    modPath: '',
    ...(hint === undefined ? {} : { hint }),
  };
}

/**
 * The line that Go prints, `file` being the name it was given: `go.mod:5:2: require x/y: …`. The column counts runes and is left out
 * at a line's start.
 */
export function formatModError(file: string, error: ModError): string {
  const { line, column } = goPosition(error.at.file, error.at.start);
  const place = column > 1 ? `${file}:${line}:${column}` : `${file}:${line}`;
  const directive = error.modPath === '' ? error.verb : `${error.verb} ${error.modPath}`;
  return directive === '' ? `${place}: ${error.message}` : `${place}: ${directive}: ${error.message}`;
}
