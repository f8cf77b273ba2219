/** User names and passwords in URLs, and URLs fit to be shown. */

/** The Basic credentials that a URL carries; undefined where it carries none. */
export function credentialsOf(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  return basic(unescaped(url.username), unescaped(url.password));
}

/** The value of an Authorization header. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** url.URL.Redacted: `xxxxx` in place of a password. */
export function redacted(url: URL): string {
  if (url.password === '') return url.href;
  const copy = new URL(url);
  copy.password = 'xxxxx';
  return copy.href;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
