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
      message: 'a tab is used as indentation',
      hint: 'YAML is indented with spaces: replace each tab by two spaces',
    };
  }
  const start = Math.min(fault.pos[0], Math.max(source.text.trimEnd().length - 1, 0));
  const own = unclosed(fault) ?? OWN_WORDS[fault.code];
  return { at: span(source, start, start + 1), ...(own ?? { message: `not YAML: ${lowerFirst(fault.message)}` }) };
}

interface Words {
  readonly message: string;
  readonly hint: string;
}

function unclosed({ message }: YamlFault): Words | undefined {
  const missing = /closing ["']|end with a [\]}]/.exec(message)?.[0].at(-1);
  return missing === undefined
    ? undefined
    : { message: `a ${missing} is missing before this`, hint: 'close what was opened further up' };
}

const INDENT_CODES: ReadonlySet<string> = new Set([
  'BAD_INDENT',
  'MISSING_CHAR',
  'UNEXPECTED_TOKEN',
  'BLOCK_AS_IMPLICIT_KEY',
]);

const OWN_WORDS: Partial<Record<YAMLError['code'], Words>> = {
  BAD_INDENT: {
    message: 'this line is not indented like those it belongs to',
    hint: 'entries of one map or list begin in the same column',
  },
  BAD_DIRECTIVE: {
    message: 'a policy is YAML 1.2 without directives',
    hint: 'remove the line that begins with %',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second ": " on one line',
    hint: 'begin a new line for the nested key, write { key: value }, or put the value in quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a key over several lines',
    hint: 'is a ":" or the closing quote missing?',
  },
  BAD_SCALAR_START: {
    message: 'a plain value cannot begin with this sign',
    hint: 'put the value in quotes',
  },
  BAD_DQ_ESCAPE: {
    message: 'YAML does not know this escape',
    hint: 'write the value in single quotes, where \\ means itself',
  },
  UNEXPECTED_TOKEN: {
    message: 'this does not belong here',
    hint: 'is what stands before it complete, and is this line indented like its neighbors?',
  },
  BAD_ALIAS: {
    message: 'a value that begins with * is a YAML alias',
    hint: 'put the value in quotes',
  },
  MULTIPLE_DOCS: {
    message: 'a second YAML document begins here',
    hint: 'a policy is one document: remove the line ---',
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
