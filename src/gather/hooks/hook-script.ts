/** The shell scripts that git runs as hooks: what they run, and what they can tell without starting Node. */

export const HOOKS = ['pre-commit', 'pre-push'] as const;
export type HookName = (typeof HOOKS)[number];

/** The second line of every script of ours. */
export const MARK = '# Installed by "modwarden hook install"; "modwarden hook uninstall" takes it away again.';

/** What a hook that was there before is called from then on. */
export function chainedName(hook: HookName): string {
  return `${hook}.before-modwarden`;
}

export interface ScriptInput {
  /**
   * Node and the script of this modwarden, absolute; another one on the PATH stands in where they are gone. Without a script it is a
   * single executable.
   */
  readonly node: string;
  readonly bin: string | undefined;
  /** What a check of the index reads, as pathspecs of git. */
  readonly pathspecs: readonly string[];
}

/** For sh as POSIX has it. */
export function hookScript(hook: HookName, { node, bin, pathspecs }: ScriptInput): string {
  const isThere = bin === undefined ? '' : ` && [ -f ${quoted(bin)} ]`;
  const run = `if [ -x ${quoted(node)} ]${isThere}; then
  modwarden() { ${[node, ...(bin === undefined ? [] : [bin])].map(quoted).join(' ')} "$@"; }
elif ! command -v modwarden >/dev/null 2>&1; then
  echo 'modwarden is not there any more: install it, or run "git ${hook === 'pre-commit' ? 'commit' : 'push'} --no-verify"' >&2
  exit 1
fi`;
  const chained = `chained=\${0%/*}/${chainedName(hook)}`;
  const body = hook === 'pre-commit' ? preCommit(run, pathspecs) : prePush(run);
  return `#!/bin/sh\n${MARK}\n${chained}\n${body}`;
}

/** Nothing that the check reads is staged: git alone says so, for a fifth of what Node's start costs. */
function preCommit(run: string, pathspecs: readonly string[]): string {
  return `if [ -x "$chained" ]; then "$chained" "$@" || exit $?; fi
unset GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS
git diff-index --cached --quiet HEAD -- ${pathspecs.map(quoted).join(' ')} 2>/dev/null && exit 0
${run}
modwarden check --staged
`;
}

/** Both hooks want git's lines. */
function prePush(run: string): string {
  return `lines=$(cat)
if [ -x "$chained" ]; then printf '%s\\n' "$lines" | "$chained" "$@" || exit $?; fi
[ -n "$lines" ] || exit 0
${run}
printf '%s\\n' "$lines" | modwarden check --pushed
`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
