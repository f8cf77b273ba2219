/** Hover in a policy: what a key means, as its JSON Schema says it. */
import type { Position } from 'vscode-languageserver-protocol';
import { rules } from '../../../rules/index.ts';
import { rulePage } from '../../report/rule-page.ts';
import { type Printable, safe } from '../../text/printable.ts';
import type { Context } from '../features/context.ts';
import { policyDocument } from './policy-document.ts';
import { describedAt, policySchema } from './schema.ts';

const IDS: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** undefined where the document is no policy, or nothing is known about what stands there. */
export async function policyHover(
  uri: string,
  { line, character }: Position,
  context: Context,
): Promise<readonly Printable[] | undefined> {
  const path = policyDocument(uri, context)?.keyAt(line, character);
  const described = path && describedAt(policySchema(), path);
  if (described === undefined) return undefined;
  const markup = context.markup();
  const name = path!.at(-1)!;
  const title = IDS.has(name) ? markup.link(name, rulePage({ id: name })) : markup.code(name);
  const lines = described.description.split('\n').filter((one) => one !== '');
  return [
    described.title === undefined ? title : safe`${markup.bold(described.title)} ${title}`,
    ...lines.map((one) => markup.text(one)),
  ];
}
