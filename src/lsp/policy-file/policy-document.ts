/** Which documents are policies, and how they are written. */
import { basename } from 'node:path';
import { PACKAGE_FILE, PACKAGE_KEY, POLICY_FILES } from '../../policy/file-names.ts';
import type { Context } from '../features/context.ts';
import { jsonKeyAt, jsonPlace } from './json-path.ts';
import type { PolicyPlace } from './policy-place.ts';
import { yamlKeyAt, yamlPlace } from './yaml-path.ts';

/** A document with a policy. Lines and columns from 0. */
export interface PolicyDocument {
  readonly format: 'yaml' | 'json';
  /** undefined where no key or value of a policy can stand. */
  placeAt(line: number, character: number): PolicyPlace | undefined;
  /** The path of the key that a position is in; undefined where it is in none. */
  keyAt(line: number, character: number): readonly string[] | undefined;
}

/** By its name, or because the last check read it as a policy; undefined for other documents. */
export function policyDocument(uri: string, context: Context): PolicyDocument | undefined {
  const document = context.documents.get(uri);
  if (document === undefined || !isPolicy(document.path, uri, context)) return undefined;
  const text = document.text.replace(/^\ufeff/, '');
  if (!document.path.endsWith('.json'))
    return {
      format: 'yaml',
      placeAt: (line, character) => yamlPlace(text, line, character),
      keyAt: (line, character) => yamlKeyAt(text, line, character)?.path,
    };
  const inPackage = basename(document.path) === PACKAGE_FILE;
  return {
    format: 'json',
    placeAt: (line, character) => {
      const place = jsonPlace(text, line, character);
      if (place === undefined || !inPackage) return place;
      return place.path[0] === PACKAGE_KEY ? { ...place, path: place.path.slice(1) } : undefined;
    },
    keyAt: (line, character) => {
      const path = jsonKeyAt(text, line, character)?.path;
      if (path === undefined || !inPackage) return path;
      return path[0] === PACKAGE_KEY && path.length > 1 ? path.slice(1) : undefined;
    },
  };
}

function isPolicy(file: string, uri: string, { repositories }: Context): boolean {
  if (!/\.(?:ya?ml|json)$/.test(file)) return false;
  const name = basename(file);
  if (name !== PACKAGE_FILE && POLICY_FILES.includes(name)) return true;
  const found = repositories.of(uri);
  const checked = found?.repository.latest();
  return (
    checked?.report.policies.some(
      ({ path, extends: layers }) => path === found!.path || layers.includes(found!.path),
    ) ?? false
  );
}
