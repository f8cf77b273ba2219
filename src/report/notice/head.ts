/** What stands above third-party notices: for what program they are, and what they leave out. */

export interface NoticeHead {
  /** Paths of the main modules. */
  readonly projects: readonly string[];
  /** The commit, if it is known. */
  readonly commit?: string;
  /** There are files that were read and differ from the commit. */
  readonly isChanged?: boolean;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  /** Which modules are in it, as sentences. */
  readonly scope: string;
  /** Why modules may be missing, a line each. */
  readonly unknown: readonly string[];
  /** Why another scope counts in place of the one that was asked for, a line each. */
  readonly instead: readonly string[];
}

/** Projects that are named. */
const MAX_PROJECTS = 10;

/** Names and values, in order. */
export function headRows(head: NoticeHead): readonly (readonly [name: string, value: string])[] {
  const { projects, commit, isChanged, asOf, scope } = head;
  const more = projects.length > MAX_PROJECTS ? `, and ${projects.length - MAX_PROJECTS} more` : '';
  return [
    ['Project', projects.slice(0, MAX_PROJECTS).join(', ') + more],
    ...(commit === undefined ? [] : [['Revision', `${commit}${isChanged ? ', with changes' : ''}`] as const]),
    ['As of', asOf],
    ['Scope', scope],
  ];
}

/**
 * The notices without their day and revision, which change with every commit while the rest need not: two are up to date with each other
 * when these are equal. Line ends do not matter: git may have changed them.
 */
export function withoutDates(notices: string): string {
  const lines = notices.replaceAll('\r\n', '\n').split('\n');
  // No text of a license can hold this markup, nor begin above these lines.
  const isDate = (line: string, i: number) =>
    /^<div><dt>(?:Revision|As of)<\/dt>/.test(line) || (i < HEAD_LINES && /^(?:- )?(?:Revision|As of): /.test(line));
  return lines.filter((line, i) => !isDate(line, i)).join('\n');
}

const HEAD_LINES = 8;
