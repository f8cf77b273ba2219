/** Errors about what a caller asked for. The command line reports them with exit code 2, the library throws them. */

/** What is wrong; a contract once released. */
export type ErrorCode =
  | 'no-such-folder'
  | 'no-go-mod'
  | 'unreadable-archive'
  | 'unknown-revision'
  | 'unknown-base'
  | 'git-failed'
  | 'nothing-staged'
  | 'unknown-preset'
  | 'unreadable-policy'
  | 'unreadable-policy-base'
  | 'invalid-policy'
  | 'invalid-rule'
  | 'unreadable-plugin'
  | 'unreadable-go-env'
  | 'unreadable-facts'
  | 'unreadable-baseline'
  | 'unreadable-report'
  | 'invalid-date'
  | 'invalid-timeout'
  | 'unknown-option'
  | 'conflicting-options';

/**
 * An error that the caller can fix: a folder that does not exist, an unknown preset, an invalid date. `message` is one plain English
 * sentence, without control characters. `code` tells the kinds apart.
 */
export class ModwardenError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'ModwardenError';
    this.code = code;
  }
}
