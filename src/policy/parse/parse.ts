/** The text of a policy file to nodes, by its name. What cannot be read as a map is one problem. */
import { isEscapedByte } from '../../text/bytes.ts';
import { type Source, type Span, span } from '../../text/source.ts';
import { PACKAGE_FILE, PACKAGE_KEY } from '../file-names.ts';
import { parseJson } from './json.ts';
import { entryOf, kindOf, type MapNode, NODE_LIMITS, type NodeLimits, type PolicyNode } from './node.ts';
import type { Problems } from './problems.ts';
import { parseYaml } from './yaml.ts';

/**
 * JSON where the name ends in `.json` (of a package.json its `modwarden` key), YAML otherwise. undefined: there is nothing to be read,
 * and `problems` says why.
 */
export async function parsePolicy(
  source: Source,
  problems: Problems,
  limits: NodeLimits = NODE_LIMITS,
): Promise<MapNode | undefined> {
  const { path, text } = source;
  const notUtf8 = escapedByte(text);
  if (notUtf8 >= 0) {
    problems.add(span(source, notUtf8, notUtf8 + 1), 'the file is not UTF-8', 'save the file as UTF-8');
    return undefined;
  }
  if (text.length > limits.maxBytes) {
    problems.add(
      startOf(source),
      `the file is larger than ${limits.maxBytes} bytes`,
      'split it into several files, and use extends',
    );
    return undefined;
  }
  if (text.trim() === '') return empty(source, problems);
  const key = isPackageFile(path) ? PACKAGE_KEY : undefined;
  const isJson = path.endsWith('.json');
  const root = isJson ? parseJson(source, problems, limits, key) : await parseYaml(source, problems, limits);
  const node = root && key !== undefined ? packageKey(root, problems) : root;
  if (node === undefined || node.kind === 'map') return node;
  if (node.kind === 'scalar' && node.value === null) return empty(source, problems, node);
  problems.add(node.at, `expected a map, got ${kindOf(node)}`, 'start with a key such as extends: or rules:');
  return undefined;
}

export function isPackageFile(path: string): boolean {
  return path === PACKAGE_FILE || path.endsWith(`/${PACKAGE_FILE}`);
}

function packageKey(root: PolicyNode, problems: Problems): PolicyNode | undefined {
  const entry = root.kind === 'map' ? entryOf(root, PACKAGE_KEY) : undefined;
  if (!entry) problems.add(startOf(root.at.file), `the key "${PACKAGE_KEY}" is missing`);
  return entry?.value;
}

/** An emptied file is more likely an accident than the wish for the defaults. */
function empty(source: Source, problems: Problems, node?: PolicyNode): undefined {
  const hint = 'add extends: [recommended], or remove the policy';
  problems.add(node && node.at.end > node.at.start ? node.at : startOf(source), 'the policy is empty', hint);
}

/** The first byte that is not UTF-8, -1 for none. */
function escapedByte(text: string): number {
  if (text.isWellFormed()) return -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!;
    if (isEscapedByte(code)) return i;
    if (code > 0xffff) i++;
  }
  return -1;
}

function startOf(source: Source): Span {
  return span(source, 0, 0);
}
