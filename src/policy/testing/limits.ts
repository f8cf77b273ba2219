/** How much policy tests may hold. */

/** Cases of one file. */
export const MAX_CASES = 1_000;

/** Expected findings of one case. */
export const MAX_EXPECTED = 500;

/** Characters of the files of all cases of one test file: aliases repeat them. */
export const MAX_CASE_TEXT: number = 16 << 20;

/** Modules and versions with facts in one case, and entries of one list of a fact. */
export const MAX_FACTS = 1_000;

/** Test files of one run. */
export const MAX_TEST_FILES = 1_000;
