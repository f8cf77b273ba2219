/** How much of one file is read. Go has no such limits, and no file that people or tools write comes near them. */

/** Characters of one word or string of go.mod and go.work. Comments may be longer. */
export const MAX_TOKEN_LENGTH = 1_000_000;

/** Characters of one line of vendor/modules.txt. */
export const MAX_LINE_LENGTH = 1_000_000;

/** Lines of a go.sum or go.work.sum. */
export const MAX_SUM_LINES = 1_000_000;

/** Lines of a vendor/modules.txt. */
export const MAX_VENDOR_LINES = 1_000_000;

/** Bytes of a captured `go env` or of a file that `go env -w` writes. */
export const MAX_ENV_BYTES: number = 1 << 20;

/** Entries of one list in a Go setting: GOPROXY, GOPRIVATE, GONOPROXY, GONOSUMDB, GOINSECURE. */
export const MAX_SETTING_ENTRIES = 20_000;

/** Entries with wildcards in one list of module patterns: each is compared with each module, while plain paths are looked up. */
export const MAX_SETTING_WILDCARDS = 2_000;
