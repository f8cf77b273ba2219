/** Hover in a policy: what a key means, as its JSON Schema says it. */
import type { Position } from 'vscode-languageserver-protocol';
import { rules } from '../../../rules/index.ts';
import { rulePage } from '../../report/rule-page.ts';
import { type Printable, safe } from '../../text/printable.ts';
import type { Context } from '../features/context.ts';
import { isYamlPolicy } from './policy-document.ts';
import { describedAt, policySchema } from './schema.ts';
import { yamlKeyAt } from './yaml-path.ts';

const IDS: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** undefined where the document is no policy, or nothing is known about what stands there. */
export async function policyHover(
  uri: string,
  { line, character }: Position,
  context: Context,
): Promise<readonly Printable[] | undefined> {
  if (!isYamlPolicy(uri, context)) return undefined;
  const key = yamlKeyAt(context.documents.get(uri)!.text.replace(/^\ufeff/, ''), line, character);
  const described = key && describedAt(policySchema(), key.path);
  if (described === undefined) return undefined;
  const markup = context.markup();
  const name = key!.path.at(-1)!;
  const title = IDS.has(name) ? markup.link(name, rulePage({ id: name })) : markup.code(name);
  const lines = described.description.split('\n').filter((one) => one !== '');
  return [
    described.title === undefined ? title : safe`${markup.bold(described.title)} ${title}`,
    ...lines.map((one) => markup.text(one)),
  ];
}
