/** Which variables are looked for, and a quick test for files that name none of them. */

/** Names that Go, git or ssh read, and that decide where modules come from and what is checked; also names that only look so. */
export const VARIABLES: ReadonlySet<string> = new Set(
  `GO111MODULE GOAUTH GODEBUG GOENV GOFLAGS GOINSECURE GONOPROXY GONOSUMDB GOPRIVATE GOPROXY GOSUMDB GOTOOLCHAIN GOVCS GOWORK GOMODCACHE
   GOCACHEPROG CGO_CFLAGS_ALLOW CGO_CPPFLAGS_ALLOW CGO_CXXFLAGS_ALLOW CGO_FFLAGS_ALLOW CGO_LDFLAGS_ALLOW
   GIT_SSL_NO_VERIFY GIT_ALLOW_PROTOCOL GIT_SSH_COMMAND GIT_SSH GIT_HTTP_USER_AGENT GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS
   GONOSUMCHECK GONOVERIFY GONOSUM GOSUMCHECK GONOSUBDB`.split(/\s+/),
);

/** A word of a file that names something to look for. Whole words for variables; the rest without regard to case. */
const MENTION = new RegExp(
  `(?<![A-Za-z0-9_])(?:${[...VARIABLES].join('|')})(?![A-Za-z0-9_])|GIT_CONFIG_(?:KEY|VALUE)_|sslverify|insteadof|stricthostkeychecking|sshcommand|-insecure|go[-_]?version(?!["']?[ \\t]*:[ \\t]*["']?\\$\\{)|features/go|golang:|godebug|^[ \\t]*[{-]?[ \\t]*['"]?go['"]?[ \\t]*[=:]|(?:install|run|get|tool)\\s[^\\n]{0,200}@`,
  'im',
);

/** Whether a file may set anything that is looked for. False for nearly all files, which then need no reader. */
export function mentionsSettings(text: string): boolean {
  return MENTION.test(text);
}

/** The name as Go spells it, where it is one that is looked for. */
export function variableOf(name: string): string | undefined {
  return VARIABLES.has(name) ? name : undefined;
}
