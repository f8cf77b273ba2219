/** How much of one repository is looked at. What is beyond a limit is told as something that was not checked. */

/** go.mod files and further modfiles of one repository. */
export const MAX_MODULES = 10_000;

/** go.work files of one repository. */
export const MAX_WORKSPACES = 1_000;

/** Folders within one another, from the root to a go.mod or go.work. */
export const MAX_FOLDER_DEPTH = 200;

/** Bytes of all files together that one run reads of a repository. */
export const MAX_TREE_BYTES: number = 1 << 30;

/** Files of one repository that may set Go's variables. */
export const MAX_SETTING_FILES = 20_000;

/** Groups of settings in one file that act together: those of a command, a job, a stage; each new value of a variable begins another. */
export const MAX_SETTING_GROUPS = 500;
