/** How much one policy may hold, with all that it extends. What is beyond a limit is told as a policy error, and the rest still judges. */

/** File patterns that the braces of one pattern stand for: `{a,b}{c,d}` stands for four. */
export const MAX_BRACE_PATTERNS = 100;

/** Waivers of a policy, those of all files that it extends together. */
export const MAX_WAIVERS = 5_000;

/** Overrides of a policy, those of all files that it extends together. */
export const MAX_OVERRIDES = 500;

/** File patterns of all overrides of a policy together. */
export const MAX_OVERRIDE_GLOBS = 2_000;

/** Policy files of one repository, those that others extend aside. */
export const MAX_POLICY_FILES = 500;
