/** modfile.ModulePath: the module path of a go.mod that need not be valid otherwise. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { trimSpace } from '../std/unicode.ts';
import { unquote } from './unquote.ts';

/**
 * Reads lines, not the tree, so it finds a `module` line inside a block and takes a backquoted path, which the parser refuses.
 * '' where there is none.
 */
export function modulePath(text: string): string {
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    const path = pathOfLine(text.slice(from, end));
    if (path !== undefined) return path;
    from = end + 1;
  }
  return '';
}

function pathOfLine(text: string): string | undefined {
  const comment = text.indexOf('//');
  const line = trimSpace(comment < 0 ? text : text.slice(0, comment));
  if (!line.startsWith('module')) return undefined;
  const rest = line.slice('module'.length);
  const path = trimSpace(rest);
  if (path === '' || path.length === rest.length) return undefined;
  return path[0] === '"' || path[0] === '`' ? (unquote(path) ?? '') : path;
}
