/** YAML files, and templates of such: all documents of a file as trees. */
import type * as Yaml from 'yaml';
import type { Source } from '../../text/source.ts';
import { tooDeepAt } from '../../text/yaml-depth.ts';
import type { Collector } from '../collector.ts';
import { MAX_YAML_DEPTH, MAX_YAML_LENGTH } from '../limits.ts';
import { type MappedText, plainText } from '../mapped-text.ts';
import { NOTHING, type TreeNode } from './node.ts';
import { relevantBlocks } from './relevant-blocks.ts';
import { type ScalarStyle, scalarText } from './scalar-text.ts';

/** Trees of the documents; what cannot be read becomes a gap of the collector. */
export function parseYamlTrees(source: Source, yaml: typeof Yaml, into: Collector): TreeNode[] {
  if (source.text.length > MAX_YAML_LENGTH) {
    into.gap(`the file is over the limit of ${MAX_YAML_LENGTH.toLocaleString('en-US')} characters of YAML`);
    return [];
  }
  const text = withoutTemplates(relevantBlocks(source.text));
  const deep = mayBeDeep(text) ? tooDeepAt(text, yaml, MAX_YAML_DEPTH) : undefined;
  if (deep !== undefined) {
    into.gap(`YAML is nested more than ${MAX_YAML_DEPTH} levels deep`, { start: deep, end: deep + 1 });
    return [];
  }
  // Scalars stay text (`off`, `1.20`), and aliases are not followed.
  const options = {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    schema: 'failsafe',
    strict: false,
  } as const;
  const composer = new yaml.Composer(options);
  const trees: TreeNode[] = [];
  for (const document of composer.compose(new yaml.Parser().parse(text), true, text.length)) {
    const [error] = document.errors;
    if (error) {
      const start = Math.min(error.pos[0], Math.max(0, text.length - 1));
      into.gap('the YAML is not valid from here on', {
        start,
        end: Math.max(start + 1, Math.min(error.pos[1], text.length)),
      });
    }
    trees.push(convert(document.contents, yaml, text, source.text));
  }
  return trees;
}

/** Whether looking closer is worth it: without any of these a file has few levels. */
function mayBeDeep(text: string): boolean {
  let brackets = 0;
  for (const c of ['[', '{'])
    for (let i = text.indexOf(c); i >= 0 && brackets <= MAX_YAML_DEPTH; i = text.indexOf(c, i + 1)) brackets++;
  return brackets > MAX_YAML_DEPTH || /^ {100}/m.test(text) || /(?:[-?:][ \t]+){20}/.test(text);
}

function convert(node: unknown, yaml: typeof Yaml, text: string, original: string): TreeNode {
  if (yaml.isMap(node)) {
    const entries = node.items.flatMap(({ key, value }) =>
      yaml.isScalar(key) ? [{ key: textOf(key, text, original), value: convert(value, yaml, text, original) }] : [],
    );
    return { kind: 'map', entries };
  }
  if (yaml.isSeq(node)) return { kind: 'list', items: node.items.map((item) => convert(item, yaml, text, original)) };
  // `NAME:` alone sets nothing, and hands a variable through where it is set already.
  if (yaml.isScalar(node) && node.range && node.range[1] > node.range[0])
    return { kind: 'scalar', value: textOf(node, text, original) };
  return NOTHING;
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

function textOf(scalar: Yaml.Scalar, text: string, original: string): MappedText {
  const value = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? '');
  const [start, end] = scalar.range ?? [0, 0];
  if (value.includes(TEMPLATE)) {
    const quote = text[start] === '"' || text[start] === "'" ? 1 : 0;
    if (!value.includes('\n')) return plainText(original.slice(start + quote, end - quote), start + quote);
  }
  return scalarText(value, text, start, end, STYLES[scalar.type ?? ''] ?? 'plain');
}

/** Stands for a character of a template expression while YAML is read. */
const TEMPLATE = '\ue000';

/**
 * Expressions of templates (`{{ … }}`, as in Helm charts) are no YAML: alone on a line they become blanks, elsewhere a word as long. Those
 * of GitHub (`${{ … }}`) stay.
 */
function withoutTemplates(text: string): string {
  if (!/(?:^|[^$])\{\{/.test(text)) return text;
  return text
    .replace(/^([ \t]*)((?:\{\{[^\n]*?\}\}[ \t]*)+)(?=\r?$)/gm, (all) => ' '.repeat(all.length))
    .replace(
      /(^|[^$])(\{\{(?:(?!\}\})[^\n])*\}\})/g,
      (_, before: string, expression: string) => before + TEMPLATE.repeat(expression.length),
    );
}
