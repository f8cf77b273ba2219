/** Which documents are policies in YAML. */
import { basename } from 'node:path';
import type { Context } from '../features/context.ts';

/** By its name, or because the last check read it as one. */
export function isYamlPolicy(uri: string, { documents, repositories }: Context): boolean {
  const document = documents.get(uri);
  if (document === undefined || !/\.ya?ml$/.test(document.path)) return false;
  if (/^\.modwarden\.ya?ml$/.test(basename(document.path))) return true;
  const found = repositories.of(uri);
  const checked = found?.repository.latest();
  return (
    checked?.report.policies.some(
      ({ path, extends: layers }) => path === found!.path || layers.includes(found!.path),
    ) ?? false
  );
}
