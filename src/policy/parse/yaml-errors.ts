/** What is wrong with a YAML text, in words for people who do not know the grammar. */
import type { YAMLError } from 'yaml';
import { lineText, pointAt, type Source, type Span, span } from '../../text/source.ts';

export interface Explained {
  readonly at: Span;
  readonly message: string;
  readonly hint?: string;
}

type YamlFault = Pick<YAMLError, 'code' | 'message' | 'pos'>;

/** The fault's place is never empty and never behind the end of the text. */
export function explain(source: Source, fault: YamlFault): Explained {
  const tab = indentingTab(source, fault.pos[0]);
  if (fault.code === 'TAB_AS_INDENT' || (tab !== undefined && INDENT_CODES.has(fault.code))) {
    const start = tab ?? fault.pos[0];
    return {
      at: span(source, start, start + 1),
      message: 'the line is indented with a tab',
      hint: 'replace each tab with two spaces',
    };
  }
  const start = Math.min(fault.pos[0], Math.max(source.text.trimEnd().length - 1, 0));
  const own = unclosed(fault) ?? OWN_WORDS[fault.code];
  return { at: span(source, start, start + 1), ...(own ?? { message: `invalid YAML: ${lowerFirst(fault.message)}` }) };
}

interface Words {
  readonly message: string;
  readonly hint: string;
}

function unclosed({ message }: YamlFault): Words | undefined {
  const missing = /closing ["']|end with a [\]}]/.exec(message)?.[0].at(-1);
  return missing === undefined
    ? undefined
    : { message: `missing ${missing}`, hint: 'close the bracket or quote that is still open above' };
}

const INDENT_CODES: ReadonlySet<string> = new Set([
  'BAD_INDENT',
  'MISSING_CHAR',
  'UNEXPECTED_TOKEN',
  'BLOCK_AS_IMPLICIT_KEY',
]);

const OWN_WORDS: Partial<Record<YAMLError['code'], Words>> = {
  BAD_INDENT: {
    message: 'wrong indentation',
    hint: 'start all entries of a map or list in the same column',
  },
  BAD_DIRECTIVE: {
    message: 'YAML directives are not supported',
    hint: 'remove the line that starts with %',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'two ": " on one line',
    hint: 'put the nested key on a new line, use { key: value }, or put the value in quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a key on several lines',
    hint: 'check for a missing ":" or closing quote',
  },
  BAD_SCALAR_START: {
    message: 'an unquoted value cannot start with this character',
    hint: 'put the value in quotes',
  },
  BAD_DQ_ESCAPE: {
    message: 'invalid YAML escape',
    hint: 'put the value in single quotes, where \\ has no special meaning',
  },
  UNEXPECTED_TOKEN: {
    message: 'unexpected text',
    hint: 'check that the text before is complete, and that the indentation matches the other lines',
  },
  BAD_ALIAS: {
    message: 'a value that starts with * is a YAML alias',
    hint: 'put the value in quotes',
  },
  MULTIPLE_DOCS: {
    message: 'a second YAML document starts here',
    hint: 'remove the line ---: a policy is one document',
  },
};

/** The first tab in the indentation of the fault's line or the one before it, where the fault is only noticed later. */
function indentingTab(source: Source, offset: number): number | undefined {
  const { line } = pointAt(source, Math.min(offset, source.text.length));
  for (const n of [line - 1, line]) {
    const text = n > 0 ? lineText(source, n) : undefined;
    const tab = text === undefined ? -1 : (/^ *\t/.exec(text)?.[0].length ?? -1);
    if (tab > 0) return startOfLine(source, n) + tab - 1;
  }
  return undefined;
}

function startOfLine(source: Source, line: number): number {
  let start = 0;
  for (let n = 1; n < line; n++) start = source.text.indexOf('\n', start) + 1;
  return start;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
