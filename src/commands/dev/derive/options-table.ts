/** The options of a rule as a Markdown table, from the JSON Schema that its valibot schema gives. */
import { NO_CHECKS, type Rule } from '../../../model/rule.ts';
import { cell } from './markers.ts';

/** The parts of JSON Schema that options use. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
}

/** '' for a rule without options. */
export async function optionsTable(rule: Rule): Promise<string> {
  if (rule.options === undefined) return '';
  const [v, { toJsonSchema }] = await Promise.all([import('valibot'), import('@valibot/to-json-schema')]);
  const schema = toJsonSchema(rule.options(v, NO_CHECKS), { typeMode: 'input', errorMode: 'ignore' }) as Schema;
  const rows = rowsOf(schema, '');
  return ['| option | value | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function rowsOf(schema: Schema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, option]) => {
    const map = option.items && mapOf(option.items);
    const [inner, joint] = map ? [map, '[].'] : [option, '.'];
    const cells = [
      `\`${prefix}${name}\``,
      kindOf(option),
      defaultOf(option, schema.required?.includes(name) ?? false),
      option.description ?? '',
    ];
    const row = `| ${cells.map(cell).join(' | ')} |`;
    return name === CONDITIONS ? [row] : [row, ...rowsOf(inner, `${prefix}${name}${joint}`)];
  });
}

/** Its keys are the same in all rules, and have a page of their own. */
const CONDITIONS = 'when';

/** A map, also one of several forms of an entry. */
function mapOf(schema: Schema): Schema | undefined {
  return schema.properties ? schema : schema.anyOf?.find(({ properties }) => properties !== undefined);
}

function kindOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.anyOf) return [...new Set(schema.anyOf.map(kindOf))].join(' or ');
  switch (schema.type) {
    case 'array':
      return `list of ${(schema.items?.anyOf ?? [schema.items ?? {}]).map((item) => `${kindOf(item)}s`).join(' or ')}`;
    case 'string':
      return /^An? ((?:module|file) pattern)/.exec(schema.description ?? '')?.[1] ?? 'text';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return '`true`, `false`';
    default:
      return 'map';
  }
}

function defaultOf({ default: value }: Schema, required: boolean): string {
  if (required) return 'required';
  return value === undefined || (Array.isArray(value) && value.length === 0)
    ? ''
    : `\`${JSON.stringify(value).replace(/"/g, '')}\``;
}
