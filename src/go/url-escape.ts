/** Percent escapes as net/url has them: what must be escaped depends on the part of the URL. Texts are strings of bytes. */

import { textOf } from './bytestring.ts';
import type { Result } from './result.ts';
import { quote } from './strconv.ts';

export type UrlPart = 'path' | 'host' | 'zone' | 'userinfo' | 'fragment';

export function percentEncode(bytes: string, part: UrlPart): string {
  let out = '';
  for (const char of bytes) {
    const code = char.charCodeAt(0);
    out += shouldEscape(char, part) ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : char;
  }
  return out;
}

export function percentDecode(bytes: string, part: UrlPart): Result<string> {
  let out = '';
  for (let i = 0; i < bytes.length; i++) {
    const char = bytes[i]!;
    if (char === '%') {
      const escaped = bytes.slice(i, i + 3);
      if (!/^%[0-9A-Fa-f]{2}$/.test(escaped) || !mayBeEscaped(escaped, part)) {
        return { error: `invalid URL escape ${quote(textOf(escaped))}` };
      }
      out += String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
      i += 2;
    } else {
      if ((part === 'host' || part === 'zone') && char < '\x80' && shouldEscape(char, part)) {
        return { error: `invalid character ${quote(char)} in host name` };
      }
      out += char;
    }
  }
  return { value: out };
}

/** Whether Go takes the text for a path as it would escape it itself, or nearly so, and prints it unchanged. */
export function isValidEncoded(bytes: string): boolean {
  for (const char of bytes) {
    if (!"!$&'()*+,;=:@[]%".includes(char) && shouldEscape(char, 'path')) return false;
  }
  return true;
}

/** RFC 3986, with net/url's own leniencies. */
function shouldEscape(char: string, part: UrlPart): boolean {
  if (/[A-Za-z0-9\-_.~]/.test(char)) return false;
  switch (part) {
    case 'host':
    case 'zone':
      return !`!$&'()*+,;=:[]<>"`.includes(char);
    case 'path':
      return !'$&+,/:;=@'.includes(char);
    case 'userinfo':
      return !'$&+,;='.includes(char);
    case 'fragment':
      return !'$&+,/:;=?@!()*'.includes(char);
  }
}

/** In a host only bytes beyond ASCII may be escaped, and the % of an IPv6 zone; in a zone what could stand there unescaped too, and space. */
function mayBeEscaped(escaped: string, part: UrlPart): boolean {
  if (escaped === '%25') return true;
  const value = Number.parseInt(escaped.slice(1), 16);
  if (part === 'host') return value >= 0x80;
  if (part === 'zone') return value === 0x20 || !shouldEscape(String.fromCharCode(value), 'host');
  return true;
}
