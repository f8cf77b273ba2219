/**
 * Secrets in the values of settings. Beyond what text/secrets.ts finds in any text: URLs without a scheme, as GOPROXY takes them, and
 * all that stands in a place for secrets.
 */
import { endOfUser, hasBrokenPort, maskedAt, SECRET_NAME, type Stretch, secretsIn } from '../../text/secrets.ts';

/**
 * The value with every secret masked by as many UTF-16 code units. Separators, quotes and what Go would refuse stay, so that the
 * masked value is read as the value itself, with the same faults.
 */
export function maskSetting(name: string, value: string): string {
  return maskedAt(value, settingSecrets(name, value));
}

/** `value`: as Go takes it, or as a shell or JSON writes it, without the quotes around it. */
export function settingSecrets(name: string, value: string): Stretch[] {
  const upper = name.toUpperCase();
  if (upper === 'GOAUTH') return commandSecrets(value);
  if (URLS.has(upper) || (upper.endsWith('_PROXY') && upper !== 'NO_PROXY')) return listSecrets(value);
  if (SECRET_NAME.test(name)) return [{ start: 0, end: value.length }];
  return upper.endsWith('FLAGS') ? [...linkerSecrets(value), ...secretsIn(value)] : secretsIn(value);
}

/** Settings that are lists of URLs, hosts or patterns of hosts. */
const URLS: ReadonlySet<string> = new Set(['GOPROXY', 'GOSUMDB', 'GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE']);

/** All arguments of the programs that GOAUTH runs, but for names of flags and words that say what the next one is. */
function commandSecrets(value: string): Stretch[] {
  return [...value.matchAll(/[^;]+/g)].flatMap(({ 0: command, index }) => {
    const program = /^\s*\S+/.exec(command)?.[0] ?? '';
    if (/^[\s"']*git$/.test(program)) return [];
    const from = index + program.length;
    return [...command.slice(program.length).matchAll(/\S+/g)].flatMap(({ 0: word, index: at }) => {
      if (NO_SECRET.test(word) || (/^-[a-z-]{2,40}$/i.test(word) && SECRET_NAME.test(word))) return [];
      const flag = /^--?[A-Za-z][A-Za-z-]{0,40}=/.exec(word)?.[0].length ?? 0;
      return [{ start: from + at + flag, end: from + at + word.length }];
    });
  });
}

/** A secret may follow one letter at once (`-ps3cret`), so that of longer names only two dashes make a flag. */
const NO_SECRET = /^(?:-[A-Za-z]|--[a-z][a-z-]{0,40}|Bearer|Basic|["']?Authorization:)$/;

/** `-X importpath.name=value` of -ldflags: the value. */
function linkerSecrets(value: string): Stretch[] {
  return [...value.matchAll(/-X[=\s'"]{0,4}[^\s='"]{1,200}=((?:[^\s'"]|[ \t](?!-))*)/g)].map(
    ({ 0: all, 1: set = '', index }) => {
      const end = index + all.length;
      return { start: end - set.length, end };
    },
  );
}

interface Entry {
  readonly start: number;
  readonly end: number;
}

function listSecrets(value: string): Stretch[] {
  const entries: Entry[] = [...value.matchAll(/[^,|\n]+/g)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  const found: Stretch[] = [];
  for (const [i, { start, end }] of entries.entries()) {
    const text = value.slice(start, end);
    const own = [...entrySecrets(text), ...secretsIn(text)];
    found.push(...own.map((s) => ({ start: start + s.start, end: start + s.end })));
    // Of a password with a comma the end stands in the next entry.
    const next = entries[i + 1];
    const split =
      next && !text.includes('@') && hasBrokenPort(authorityOf(text)) ? value.slice(next.start, next.end) : '';
    if (split.includes('@') && !split.includes('://'))
      found.push({ start: start + schemeOf(text).length, end: next!.start + split.lastIndexOf('@') });
  }
  return found;
}

/** Of one URL, with or without a scheme; GOSUMDB has a key and a blank before it. */
function entrySecrets(text: string): Stretch[] {
  const from = schemeOf(text).length;
  const rest = text.slice(from);
  const authority = authorityOf(text);
  const at = endOfUser(authority, [rest]);
  const found: Stretch[] = [{ start: from, end: from + Math.max(at, 0) }];
  // Nobody can tell a mistyped port from a password whose host is missing.
  if (at < 0 && hasBrokenPort(authority))
    found.push({ start: from + authority.indexOf(':') + 1, end: from + authority.length });
  const behind = rest.slice(at + 1);
  const mark = behind.search(/[?#]/);
  if (mark >= 0) found.push({ start: from + at + 1 + mark + 1, end: text.length });
  return found;
}

function authorityOf(text: string): string {
  const rest = text.slice(schemeOf(text).length);
  const end = rest.search(/[/?#]/);
  return end < 0 ? rest : rest.slice(0, end);
}

/** With its slashes, and what stands before it. */
function schemeOf(text: string): string {
  return /^[^@]*?:(?:\\?\/){1,2}/s.exec(text)?.[0] ?? '';
}
