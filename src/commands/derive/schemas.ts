/** The JSON Schemas that are published. */
import type { Rule } from '../../model/rule.ts';

export async function schemaFiles(_rules: readonly Rule[]): Promise<[path: string, text: string][]> {
  return [];
}
