/** Scripts of release/, which are JavaScript: Node runs them as they are. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export async function releaseScript<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(resolve('release', name)).href)) as T;
}
