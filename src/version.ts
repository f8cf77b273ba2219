/** The version of modwarden; `npm version` and a test keep it in step with package.json. */
export const VERSION = '0.1.0';
