/** Module patterns that no module path can match, whatever the repository: mostly regular expressions. */

/** What is wrong, and what was probably meant. undefined: some module may match. */
export function impossible(pattern: string): { readonly message: string; readonly hint: string } | undefined {
  if (pattern.startsWith('!')) {
    return { message: 'can match nothing: ! does not negate here', hint: 'name what is meant, not what is not' };
  }
  // Without character classes and escapes, which Go's pattern language has.
  const plain = pattern.replace(/\[[^\]]*\]/g, 'x').replace(/\\./g, 'x');
  const mark = /[\^$|(){}!"'<>`;:#%&=]/.exec(plain)?.[0] ?? /[.)]\+/.exec(plain)?.[0];
  const at = plain.split('/').findIndex((element) => element.startsWith('.'));
  const hidden = pattern.split('/')[at];
  if (mark === undefined && hidden === undefined) return undefined;
  const what =
    mark === undefined ? `no element of a module path begins with a dot (${hidden})` : `no module path has ${mark}`;
  return { message: `can match nothing: ${what}`, hint: hintFor(pattern) };
}

function hintFor(pattern: string): string {
  const meant = pattern
    .replace(/^\^|\$$/g, '')
    .replace(/\\([.-])/g, '$1')
    .replace(/\/?\(?\.[*+]\)?$/, '')
    .replace(/^\.\*\/?/, '*')
    .replace(/\/$/, '');
  return /^[\w.*?~/-]+$/.test(meant) && !/(?:^|\/)\./.test(meant)
    ? `patterns are Go's, not regular expressions, and cover what lies below: write ${meant}`
    : "patterns are Go's, as in GOPRIVATE: path elements with * and ?";
}
