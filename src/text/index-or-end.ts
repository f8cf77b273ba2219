/** Where a sign stands next in a text; its end where it does not come any more. */
export function indexOrEnd(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? text.length : at;
}
