/** How much of a file that sets variables is read. No file that people write comes near. */

/** Characters of a file that is read line by line. */
export const MAX_SCRIPT_LENGTH: number = 8 << 20;

/** Characters of a YAML file, whose parser takes far more time and memory. */
export const MAX_YAML_LENGTH: number = 1 << 20;

/** Nesting of quotes, substitutions and groups in a shell script. */
export const MAX_SHELL_DEPTH = 50;

/** Settings of one file. */
export const MAX_SETTINGS = 20_000;

/** Nesting of YAML and JSON. */
export const MAX_YAML_DEPTH = 100;
