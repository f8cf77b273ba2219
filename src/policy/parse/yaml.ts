/**
 * YAML 1.2 to policy nodes. Of YAML's wilder parts only anchors are let in, and those within limits: no tags, no merge keys, no second
 * document, no keys that are not text. The first fault of the syntax ends the reading, for what follows it is guesswork.
 */
import type { Alias, Document, Node, Pair, YAMLError } from 'yaml';
import { type Source, type Span, span } from '../../text/source.ts';
import { tooDeepAt } from '../../text/yaml-depth.ts';
import type { PatternFault } from '../patterns/patterns.ts';
import { mapEntries } from './map-entries.ts';
import {
  kindOf,
  listNode,
  mapNode,
  NODE_LIMITS,
  type NodeLimits,
  type PolicyNode,
  scalarNode,
  tooDeep,
  tooMany,
} from './node.ts';
import type { Problems } from './problems.ts';
import { explain } from './yaml-errors.ts';

type Yaml = typeof import('yaml');

/** undefined where the text is not YAML that we take, with the one problem that says so. */
export async function parseYaml(
  source: Source,
  problems: Problems,
  limits: NodeLimits = NODE_LIMITS,
): Promise<PolicyNode | undefined> {
  const yaml = await import('yaml');
  const deep = tooDeepAt(source.text, yaml, limits.maxDepth);
  if (deep !== undefined) {
    const { message, hint } = tooDeep(limits);
    problems.add(span(source, deep, deep + 1), message, hint);
    return undefined;
  }
  // uniqueKeys compares each key with each other; we keep a table instead.
  const options = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;
  const composer = new yaml.Composer(options);
  const documents = composer.compose(new yaml.Parser().parse(source.text), true, source.text.length);
  const [first, second] = [...documents];
  const fault = first!.errors[0] ?? directiveFault(first!) ?? (second && secondDocument(second));
  if (fault) {
    const { at, message, hint } = explain(source, fault);
    problems.add(at, message, hint);
    return undefined;
  }
  return convert(source, first!, yaml, problems, limits);
}

type SyntaxFault = Pick<YAMLError, 'code' | 'message' | 'pos'>;

/** `%YAML 1.1` would make `off` mean false. */
function directiveFault({ directives }: Document.Parsed): SyntaxFault | undefined {
  const { explicit, version } = directives.yaml;
  return explicit && version !== '1.2' ? { code: 'BAD_DIRECTIVE', message: `YAML ${version}`, pos: [0, 0] } : undefined;
}

function secondDocument({ range }: Document.Parsed): SyntaxFault {
  return { code: 'MULTIPLE_DOCS', message: '', pos: [range[0], range[0] + 1] };
}

const A_TAG: PatternFault = {
  message: 'YAML tags are not supported',
  hint: 'remove the tag; put a value that starts with ! in quotes',
};

/** Thrown to leave the walk; never leaves this file. */
class GaveUp extends Error {}

interface Walk {
  readonly source: Source;
  readonly yaml: Yaml;
  readonly problems: Problems;
  readonly limits: NodeLimits;
  /** What an anchor stands for at this point of the file; undefined while it is being read. */
  readonly anchors: Map<string, PolicyNode | undefined>;
  nodes: number;
}

function convert(
  source: Source,
  document: Document.Parsed,
  yaml: Yaml,
  problems: Problems,
  limits: NodeLimits,
): PolicyNode | undefined {
  const walk: Walk = { source, yaml, problems, limits, anchors: new Map(), nodes: 0 };
  try {
    return read(walk, document.contents, span(source, 0, 0), 0);
  } catch (error) {
    if (error instanceof GaveUp) return undefined;
    throw error;
  }
}

function giveUp(walk: Walk, at: Span, { message, hint }: PatternFault): never {
  walk.problems.add(at, message, hint);
  throw new GaveUp();
}

/** `around` is the place of what holds the node, for nodes that have no text. */
function read(walk: Walk, node: Node | null, around: Span, depth: number): PolicyNode {
  const { source, yaml, limits } = walk;
  const at = node?.range ? trimmed(source, node.range[0], node.range[1]) : around;
  if (node === null) return scalarNode(null, at);
  if (depth > limits.maxDepth) giveUp(walk, at, tooDeep(limits));
  if (yaml.isAlias(node)) return readAlias(walk, node.source, at);
  if (node.tag !== undefined) {
    giveUp(walk, tagSpan(source, at), A_TAG);
  }
  count(walk, 1, at);
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, undefined);
  const value = readContent(walk, node, at, depth + 1);
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, value);
  return value;
}

function readContent(walk: Walk, node: Exclude<Node, Alias>, at: Span, depth: number): PolicyNode {
  const { yaml } = walk;
  if (yaml.isMap(node)) return readMap(walk, node.items as Pair<Node, Node | null>[], at, depth);
  if (yaml.isSeq(node))
    return listNode(
      (node.items as Node[]).map((item) => read(walk, item, at, depth)),
      at,
    );
  const value: unknown = yaml.isScalar(node) ? node.value : null;
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  return scalarNode(plain, at);
}

/** A block's range goes on to the next token; its text ends before the white space. */
function trimmed(source: Source, start: number, end: number): Span {
  return span(source, start, start + source.text.slice(start, end).trimEnd().length);
}

/** Counts what an alias stands for each time, so that few lines cannot become millions of values. */
function count(walk: Walk, nodes: number, at: Span): void {
  walk.nodes += nodes;
  if (walk.nodes <= walk.limits.maxNodes) return;
  giveUp(walk, at, tooMany(walk.limits));
}

function readAlias(walk: Walk, name: string, at: Span): PolicyNode {
  const target = walk.anchors.get(name);
  if (target === undefined) {
    const why = walk.anchors.has(name) ? 'which contains the alias itself' : 'which is not defined before it';
    giveUp(walk, at, {
      message: `*${name} is a YAML alias for &${name}, ${why}`,
      hint: 'put a value that starts with * in quotes',
    });
  }
  count(walk, target.size, at);
  return target;
}

function readMap(walk: Walk, pairs: readonly Pair<Node, Node | null>[], at: Span, depth: number): PolicyNode {
  const { problems } = walk;
  const entries = mapEntries(problems);
  for (const pair of pairs) {
    const key = read(walk, pair.key, at, depth);
    const value = read(walk, pair.value, key.at, depth);
    if (key.kind !== 'scalar' || key.value === null) {
      problems.add(
        key.at,
        `expected text as key, got ${kindOf(key)}`,
        'put a key with : or other special characters in quotes',
      );
      continue;
    }
    const name = typeof key.value === 'string' ? key.value : walk.source.text.slice(key.at.start, key.at.end);
    if (name === '<<')
      problems.add(key.at, 'YAML merge keys (<<) are not supported', 'use extends, or an alias for the whole value');
    else entries.add({ key: name, keyAt: key.at, value });
  }
  return mapNode(entries.list(), at);
}

/** The tag stands before the value that the node's range begins with. */
function tagSpan(source: Source, at: Span): Span {
  const { text } = source;
  let start = text[at.start] === '!' ? at.start : Math.max(text.lastIndexOf('!', at.start), 0);
  while (text[start - 1] === '!') start--;
  let end = start;
  while (end < text.length && !/[\s,\]}]/.test(text[end]!)) end++;
  return span(source, start, end);
}
