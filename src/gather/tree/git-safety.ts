/**
 * What git is told so that nothing of a repository that is not trusted makes it run a program, open a connection or wait for ever.
 * It holds for every git: no part of it needs a version check first. test/gather/git-attacks.test.ts plants what each part stops.
 */
import type { Environment } from '../http/web-proxy.ts';

/** What git tells a hook, so that it finds the index that is being committed (`git commit -a` has one of its own). */
const HOOK_VARIABLES = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_PREFIX'];
/** Objects of a push that is not accepted yet. */
const OBJECT_VARIABLES = ['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_QUARANTINE_PATH'];
/** How far up the user lets git look for a repository. */
const DISCOVERY_VARIABLES = ['GIT_CEILING_DIRECTORIES', 'GIT_DISCOVERY_ACROSS_FILESYSTEM'];
/** The user's own configuration, with their `safe.directory`. */
const CONFIG_VARIABLE = /^GIT_CONFIG(?:_GLOBAL|_SYSTEM|_NOSYSTEM|_COUNT|_KEY_[0-9]+|_VALUE_[0-9]+|_PARAMETERS)$/;

/** Options before the command. They win over the repository's configuration. */
export const SAFE_OPTIONS: readonly string[] = [
  '--no-pager',
  // Empty: git before 2.36 takes any other value, `false` too, for a program to run.
  ...['-c', 'core.fsmonitor='],
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'protocol.allow=never'],
  // Asked before the remote is, and not as a transport (git 2.40 to 2.44).
  ...['-c', 'fetch.bundleURI='],
];

const SAFE_VARIABLES: Readonly<Record<string, string>> = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // A partial clone would fetch what is missing. Known from 2.45.1 and 2.39.4 on.
  GIT_NO_LAZY_FETCH: '1',
  // For gits before that: the list of transports that may be used, which wins over all configuration (`protocol.ext.allow`). It must
  // name one that cannot exist. An empty list allows the transport with the empty name, and any plain name can be made by the
  // repository as an alias (`alias.remote-`, `alias.remote-none`). No alias and no program has a name that ends in a slash.
  GIT_ALLOW_PROTOCOL: '/',
  // refs/replace puts other contents under an id.
  GIT_NO_REPLACE_OBJECTS: '1',
  // Bytes of one allocation. A packed delta of a few bytes may claim to stand for terabytes.
  GIT_ALLOC_LIMIT: '1g',
};

/**
 * The environment that git runs in. `inHook`: keep git's variables about repository and index. `ceiling`: a folder above which git does
 * not look for a repository.
 */
export function safeEnvironment(env: Environment, inHook: boolean, ceiling?: string): Record<string, string> {
  const kept = new Set([...(inHook ? HOOK_VARIABLES : []), ...OBJECT_VARIABLES, ...DISCOVERY_VARIABLES]);
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && (!/^GIT_/i.test(name) || kept.has(name) || CONFIG_VARIABLE.test(name)))
      clean[name] = value;
  }
  return { ...clean, ...(ceiling !== undefined && { GIT_CEILING_DIRECTORIES: ceiling }), ...SAFE_VARIABLES };
}
