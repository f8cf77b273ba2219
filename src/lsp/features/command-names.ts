/** The commands that a client may run. */

/** Asks the servers for facts that are not in the caches. Argument: the URI of an open document; left out: all repositories. */
export const REFRESH_FACTS = 'modwarden.refreshFacts';

/** Shows why a module is in the build list. Arguments: the URI of a go.mod, the module's path. */
export const SHOW_WHY = 'modwarden.showWhy';

export const COMMANDS = [REFRESH_FACTS, SHOW_WHY] as const;
