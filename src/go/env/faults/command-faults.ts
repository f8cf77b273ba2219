/** Settings that change what the go command builds, runs or downloads: GOFLAGS, GOVCS, GOTOOLCHAIN, GOAUTH, GODEBUG, CGO_…_ALLOW. */
import { SECRET_NAME, secretsIn } from '../../../text/secrets.ts';
import { parseGoauth } from '../goauth.ts';
import { godebugAdmits } from '../godebug.ts';
import { parseGoFlags } from '../goflags.ts';
import { parseToolchain } from '../gotoolchain.ts';
import { parseGovcs } from '../govcs.ts';
import { expansionsIn, filledIn, overlaps } from './expansions.ts';
import { publicCoverage } from './pattern-coverage.ts';
import type { FaultContext, FaultKind, SettingFault } from './types.ts';

const FLAG_KINDS: Readonly<Record<string, FaultKind>> = {
  insecure: 'goflags-insecure',
  toolexec: 'goflags-toolexec',
  modcacherw: 'goflags-modcacherw',
};

export function* flagFaults(value: string, { literal }: FaultContext): Generator<SettingFault> {
  const unknown = literal ? [] : expansionsIn(value);
  const { flags, error } = parseGoFlags(filledIn(value, unknown));
  if (error !== undefined && unknown.length === 0)
    yield { kind: 'goflags-invalid', start: error.start, end: error.end, text: error.text, error: error.message };
  for (const { name, value: of, start, end } of flags) {
    if (overlaps(unknown, start, end) && name !== 'toolexec') continue;
    const at = { start, end, text: value.slice(start, end) };
    const kind =
      name === 'mod' && of === 'mod'
        ? 'goflags-mod-mod'
        : Object.hasOwn(FLAG_KINDS, name)
          ? FLAG_KINDS[name]
          : undefined;
    if (kind !== undefined && !/^(?:false|0|f)$/i.test(of ?? '')) yield { ...at, kind };
  }
}

export function* vcsFaults(value: string, { literal }: FaultContext): Generator<SettingFault> {
  if (!literal && expansionsIn(value).length > 0) return;
  const at = { start: 0, end: value.length, text: value };
  const { value: rules, error } = parseGovcs(value);
  if (error !== undefined) yield { ...at, kind: 'govcs-invalid', error };
  for (const { pattern, allowed } of rules ?? [])
    if (allowed.includes('all') && (pattern === 'public' || publicCoverage(pattern) === 'all'))
      yield { ...at, kind: 'govcs-all' };
}

export function* toolchainFaults(value: string, { literal }: FaultContext): Generator<SettingFault> {
  if (value === '' || (!literal && expansionsIn(value).length > 0)) return;
  const at = { start: 0, end: value.length, text: value };
  const { value: setting, error } = parseToolchain(value);
  if (error !== undefined) yield { ...at, kind: 'toolchain-invalid', error };
  else if (setting.min !== 'local' && !/^go1|-go1/.test(setting.min))
    yield { ...at, kind: 'toolchain-invalid', error: `invalid GOTOOLCHAIN "${value}"` };
  else if (setting.min !== 'local' && setting.mode !== 'auto') yield { ...at, kind: 'toolchain-pin' };
}

export function* authFaults(value: string, { literal }: FaultContext): Generator<SettingFault> {
  if (value === '') return;
  const unknown = literal ? [] : expansionsIn(value);
  const { value: commands, error } = parseGoauth(filledIn(value, unknown));
  if (error !== undefined && unknown.length === 0)
    yield { kind: 'auth-invalid', start: 0, end: value.length, text: value, error };
  for (const { kind, text } of commands ?? []) {
    const start = filledIn(value, unknown).indexOf(text);
    const end = start + text.length;
    const secrets = secretArguments(value.slice(start, end)).map((s) => ({
      start: start + s.start,
      end: start + s.end,
    }));
    if (kind === 'command' && secrets.some((s) => !overlaps(unknown, s.start, s.end)))
      yield { kind: 'auth-credentials', start, end, text: value.slice(start, end) };
  }
}

/** A secret that stands in the command itself: of a URL, of a name that says so, of a header, after a flag that says so. */
function secretArguments(command: string): { start: number; end: number }[] {
  const found = secretsIn(command).filter(({ start, end }) => end > start);
  const add = ({ index, 0: { length } }: RegExpExecArray, secret: string) =>
    found.push({ start: index + length - secret.length, end: index + length });
  for (const m of command.matchAll(/\b(?:Bearer|Basic)[ \t]+([A-Za-z0-9+/=._~-]{4,})/g)) add(m, m[1]!);
  for (const m of command.matchAll(/--?([A-Za-z][\w-]{0,60})[ \t]+['"]?([^\s'"-][^\s'"]*)/g))
    if (SECRET_NAME.test(m[1]!) && !/[/\\.]/.test(m[2]!)) add(m, m[2]!);
  return found;
}

/** Of two entries for one name the last counts. */
export function* debugFaults(value: string): Generator<SettingFault> {
  const entries = new Map<string, { start: number; text: string; value: string }>();
  let start = 0;
  for (const text of value.split(',')) {
    const [, name = '', of = ''] = /^\s*([^=]*)=(.*?)\s*$/.exec(text) ?? [];
    entries.set(name, { start, text, value: of });
    start += text.length + 1;
  }
  for (const [name, entry] of entries) {
    const admits =
      godebugAdmits(name, entry.value) ??
      (Object.hasOwn(REMOVED, name) && entry.value === '1' ? REMOVED[name] : undefined);
    if (admits !== undefined)
      yield {
        kind: 'godebug-weak',
        start: entry.start,
        end: entry.start + entry.text.length,
        text: entry.text,
        reason: admits,
      };
  }
}

/** Older releases still read them. */
const REMOVED: Readonly<Record<string, string>> = { x509sha1: 'certificates that are signed with SHA-1' };

export function* cgoFaults(value: string): Generator<SettingFault> {
  if (/^\^?\(?\.[*+]\)?\$?$/.test(value)) yield { kind: 'cgo-allow-all', start: 0, end: value.length, text: value };
}
