/** Completion in a policy: keys and values that its JSON Schema allows there, and the modules of the repository. */
import {
  type CancellationToken,
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
} from 'vscode-languageserver-protocol';
import { isToolchain } from '../../go/version/module-version.ts';
import { shown } from '../diagnostics.ts';
import type { Context } from '../features/context.ts';
import { policyDocument } from './policy-document.ts';
import type { PolicyPlace } from './policy-place.ts';
import { describedAt, type JsonSchema, policySchema, schemasAt } from './schema.ts';

/** Modules that are offered. */
const MAX_MODULES = 2000;

interface Offer {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
}

const KEY = CompletionItemKind.Property;

export async function policyCompletion(
  { textDocument, position }: CompletionParams,
  context: Context,
  token: CancellationToken,
): Promise<CompletionItem[] | null> {
  const policy = policyDocument(textDocument.uri, context);
  const place = policy?.placeAt(position.line, position.character);
  if (policy === undefined || place === undefined || token.isCancellationRequested) return null;
  const schema = policySchema();
  const offers =
    place.at === 'key'
      ? [
          ...keysAt(schema, place),
          ...(policy.format === 'yaml' ? scalarsInList(schema, place, textDocument.uri, context) : []),
        ]
      : valuesAt(schema, place, textDocument.uri, context);
  const { line } = position;
  const end = { line, character: place.end ?? position.character };
  const range = { start: { line, character: place.start }, end };
  const written = policy.format === 'yaml' ? inYaml : inJson;
  return offers.map(({ label, kind, detail, documentation }) => ({
    label: shown(label),
    kind,
    ...(detail !== undefined && { detail: shown(detail) }),
    ...(documentation !== undefined && { documentation }),
    // In JSON what is typed begins with the quote.
    filterText: policy.format === 'yaml' ? label : written(label, kind),
    textEdit: { range, newText: `${written(label, kind)}${place.at === 'key' && kind === KEY ? ': ' : ''}` },
  }));
}

function keysAt(schema: JsonSchema, { path, siblings }: PolicyPlace): readonly Offer[] {
  const found = new Map<string, Offer>();
  for (const { properties = {} } of schemasAt(schema, path))
    for (const key of Object.keys(properties)) {
      if (siblings.has(key) || found.has(key)) continue;
      const described = describedAt(schema, [...path, key]);
      found.set(key, {
        label: key,
        kind: KEY,
        detail: described?.title,
        documentation: described?.description,
      });
    }
  return [...found.values()];
}

/** In a list, what is typed may become a key or the item itself. */
function scalarsInList(schema: JsonSchema, place: PolicyPlace, uri: string, context: Context): readonly Offer[] {
  return place.path.at(-1) === '[]' ? valuesAt(schema, place, uri, context) : [];
}

function valuesAt(schema: JsonSchema, { path }: PolicyPlace, uri: string, context: Context): readonly Offer[] {
  const found = new Map<string, Offer>();
  const offer = (value: string, kind: CompletionItemKind, detail?: string) => {
    if (!found.has(value)) found.set(value, { label: value, kind, detail });
  };
  for (const { enum: values = [], const: only, type } of schemasAt(schema, path)) {
    for (const value of [...values, ...(only === undefined ? [] : [only])])
      if (typeof value === 'string')
        offer(value, CompletionItemKind.EnumMember, describedAt(schema, ['rules', value])?.title);
    if (type === 'boolean') for (const value of ['true', 'false']) offer(value, CompletionItemKind.Value);
  }
  if (takesModules(path)) for (const name of modulesOf(uri, context)) offer(name, CompletionItemKind.Module);
  return [...found.values()];
}

/** Keys whose values are patterns of module paths. */
function takesModules(path: readonly string[]): boolean {
  const key = path.at(-1) === '[]' ? path.at(-2) : path.at(-1);
  return key === 'module' || key === 'modules' || key === 'private' || key === 'path';
}

function modulesOf(uri: string, { repositories }: Context): readonly string[] {
  const modules = repositories.of(uri)?.repository.latest()?.repo.modules ?? [];
  const names = modules.flatMap(({ uses }) => uses.map(({ path }) => path)).filter((path) => !isToolchain(path));
  return [...new Set(names)].slice(0, MAX_MODULES);
}

/** Quoted where YAML would take it for something else. */
function inYaml(label: string): string {
  return /^[\w.$/-][\w./~+-]*$/.test(label) && !/^(?:null|[\d.]+)$/i.test(label) ? label : JSON.stringify(label);
}

function inJson(label: string, kind: CompletionItemKind): string {
  return kind === CompletionItemKind.Value ? label : JSON.stringify(label);
}
