/** Questions that come with modwarden, as SQL over the tables of database.ts. */
import { isValid } from '../../go/version/semver.ts';
import { versionKey } from './version-key.ts';

export interface Question {
  readonly sql: string;
  readonly values: readonly string[];
}

interface Known {
  /** For the help and for messages. */
  readonly usage: string;
  readonly needsBefore?: true;
  /** undefined where the words do not fit; a text says why. */
  readonly ask: (words: readonly string[]) => Question | string | undefined;
}

/** The repository's root is shown as `.`. */
const SHOWN_DIR = "if(modules.dir = '', '.', modules.dir) AS dir";

const QUESTIONS: Readonly<Record<string, Known>> = {
  'depends-on': {
    usage: 'depends-on MODULE [below VERSION]',
    ask: ([path, below, version, ...rest]) => {
      const isBelow = below === 'below' && version !== undefined && rest.length === 0;
      if (path === undefined || (below !== undefined && !isBelow)) return undefined;
      if (isBelow && !isValid(version)) return notAVersion(version);
      const limit = (key: string) => (isBelow ? ` AND ${key} < $2` : '');
      const isWanted = `(path = $1${limit('version_key')}) OR (replaced_path = $1${limit('replaced_key')})`;
      return {
        sql: `SELECT target, ${SHOWN_DIR}, version, replaced_by, direct, through FROM modules WHERE ${isWanted} ORDER BY target, modules.dir, version_key`,
        values: isBelow ? [path, versionKey(version)] : [path],
      };
    },
  },
  'sumdb-off': {
    usage: 'sumdb-off',
    ask: ([...words]) =>
      words.length > 0
        ? undefined
        : {
            sql: `SELECT target, path, line, reach FROM settings WHERE variable = 'GOSUMDB' AND lower(value) = 'off' AND reach IN ('image', 'stage') ORDER BY target, path, line`,
            values: [],
          },
  },
  'new-findings': {
    usage: 'new-findings --before RUN',
    needsBefore: true,
    ask: ([...words]) =>
      words.length > 0
        ? undefined
        : {
            sql: `SELECT target, rule, level, path, line, message FROM now.findings f WHERE state = 'new' AND NOT EXISTS (SELECT 1 FROM before.findings b WHERE b.id = f.id AND b.finding = f.finding AND b.state = 'new') ORDER BY target, path, line, finding`,
            values: [],
          },
  },
};

function notAVersion(version: string): string {
  const said = JSON.stringify(version);
  return isValid(`v${version}`)
    ? `expected a version as Go writes it: v${version}, got ${said}`
    : `${said} is not a valid version (use v1.2.3)`;
}

export const USAGES: readonly string[] = Object.values(QUESTIONS).map(({ usage }) => usage);

/** A known question, or SQL. A text says what is wrong. */
export function questionOf(words: readonly string[], hasBefore: boolean): Question | string {
  const [first, ...rest] = words;
  if (first === undefined) return `missing question: ${USAGES.join(', ')}, or SQL`;
  if (Object.hasOwn(QUESTIONS, first)) {
    const { usage, needsBefore, ask } = QUESTIONS[first]!;
    if (needsBefore && !hasBefore) return `${first} needs --before RUN`;
    return ask(rest) ?? `expected ${usage}`;
  }
  if (rest.length === 0 && /^\s*(?:select|with|from|describe|show|summarize)\b/i.test(first))
    return { sql: first, values: [] };
  return `expected ${USAGES.join(', ')}, or one SQL text that begins with SELECT or WITH`;
}
