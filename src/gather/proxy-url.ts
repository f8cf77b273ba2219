/** URLs of proxies as Go prints and sends them. */

/** url.URL.EscapedPath of a path that has no escapes: `!` becomes `%21`, `@` and `+` stay. */
export function urlPath(path: string): string {
  return encodeURI(path).replace(/[!'()*#?[\]]/g, (ch) => `%${ch.charCodeAt(0).toString(16).toUpperCase()}`);
}
