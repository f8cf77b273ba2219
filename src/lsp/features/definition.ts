/** Go to definition: from a finding to the line of the policy that decided, and to the waiver that covers it. */
import { join } from 'node:path';
import type { CancellationToken, DefinitionParams, Location } from 'vscode-languageserver-protocol';
import type { Place } from '../../text/source.ts';
import { uriOfPath } from '../file-uri.ts';
import { type Context, findingsAt, subjectOf } from './context.ts';

export async function definition(
  { textDocument, position }: DefinitionParams,
  context: Context,
  token: CancellationToken,
): Promise<Location[] | null> {
  const subject = await subjectOf(textDocument.uri, context, token);
  if (subject === undefined) return null;
  const places = new Map<string, Place>();
  for (const { policy, waiver } of findingsAt(subject, position))
    for (const place of [waiver?.place, policy?.place]) if (place) places.set(JSON.stringify(place), place);
  const locations = [...places.values()].map(async (place): Promise<Location[]> => {
    const text = await subject.checked.textOf(place.path);
    return text ? [{ uri: uriOfPath(join(subject.repository.root, place.path)), range: text.rangeOf(place) }] : [];
  });
  const found = (await Promise.all(locations)).flat();
  return found.length === 0 ? null : found;
}
