/** The output of `go env -json`: one object of strings, found wherever it begins a line. */
import { type Source, span } from '../../text/source.ts';
import type { CapturedSetting, EnvReading } from './captured-types.ts';

/** undefined where the text holds no such object. */
export function parseEnvJson(source: Source): EnvReading | undefined {
  const { text } = source;
  const open = /^[\ufeff \t]*\{[ \t\r\n]*(?=["}])/m.exec(text);
  if (!open || SHELL_FORM.test(text.slice(0, open.index))) return undefined;
  const settings = new Map<string, CapturedSetting>();
  let at = open.index + open[0].length;
  while (text[at] === '"') {
    const name = stringAt(text, at);
    const colon = name && skipSpace(text, name.end);
    const valueStart = colon !== undefined && text[colon] === ':' ? skipSpace(text, colon + 1) : text.length;
    const value = stringAt(text, valueStart);
    if (!name || !value) return { form: 'json', settings, cut: span(source, at, text.length), read: [] };
    settings.set(name.value, {
      value: value.value,
      nameAt: span(source, at + 1, name.end - 1),
      at: span(source, valueStart + 1, value.end - 1),
    });
    at = skipSpace(text, value.end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return { form: 'json', settings, cut: text[at] === '}' ? undefined : span(source, at, text.length), read: [] };
}

/** What Unix and Windows print: a value of theirs may well hold a line that looks like an object. */
const SHELL_FORM = /^[\ufeff \t]*(?:set [A-Z_][A-Z0-9_]*=|[A-Z_][A-Z0-9_]*=['"(])/m;

/** The string that begins with the quote at `start`; `end` is after the closing one. */
function stringAt(text: string, start: number): { readonly value: string; readonly end: number } | undefined {
  if (text[start] !== '"') return undefined;
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  try {
    return { value: JSON.parse(text.slice(start, end + 1)) as string, end: end + 1 };
  } catch {
    return undefined;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
  return at;
}
