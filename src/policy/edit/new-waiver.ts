/** A waiver that is to be written, in the words of a policy file or of a comment. */

export interface NewWaiver {
  readonly rule: string;
  /** What it is for: a module pattern, or the exact subject of something that is no module. */
  readonly target: { readonly module: string; readonly versions?: string } | { readonly subject: string };
  /** One line. */
  readonly reason: string;
  readonly owner?: string;
  /** YYYY-MM-DD. */
  readonly until: string;
}

/** In the order in which they are written. */
export function waiverFields({
  rule,
  target,
  reason,
  owner,
  until,
}: NewWaiver): readonly (readonly [string, string])[] {
  const fields = [['rule', rule], ...Object.entries(target), ['reason', reason], ['owner', owner], ['until', until]];
  return fields.flatMap(([key, value]) => (value === undefined ? [] : [[key!, value] as const]));
}
