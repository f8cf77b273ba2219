/** What a fleet run checks: a list of targets, one a line. */
import { createHash } from 'node:crypto';
import { compareText } from '../go/std/order.ts';
import { isPlainObject } from './json-line.ts';

/** A folder, an archive, or a bare repository; with `rev` one of its revisions. */
export interface Target {
  /** 32 hex digits, from the path and the revision as they are written: the same on every machine. */
  readonly id: string;
  /** Relative to the current directory, or absolute. */
  readonly path: string;
  readonly rev?: string;
  /** What people call it; `path` or `path@rev` where the list gives no name. */
  readonly name: string;
}

/** What is wrong with a line of the list. */
export interface TargetProblem {
  readonly line: number;
  readonly message: string;
}

export interface TargetList {
  /** Sorted by ID, each once. */
  readonly targets: readonly Target[];
  /** Lines that name a target for a second time. */
  readonly repeated: number;
  readonly problems: readonly TargetProblem[];
}

const KEYS: ReadonlySet<string> = new Set(['path', 'rev', 'name']);

/** A line is a path, a JSON string, or a JSON object with `path`, and if wanted `rev` and `name`. Empty lines and `#` lines are skipped. */
export function parseTargets(text: string): TargetList {
  const byId = new Map<string, Target>();
  const problems: TargetProblem[] = [];
  let repeated = 0;
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const target = parseLine(line);
    if (typeof target === 'string') problems.push({ line: i + 1, message: target });
    else if (byId.has(target.id)) repeated++;
    else byId.set(target.id, target);
  }
  const targets = [...byId.values()].sort((a, b) => compareText(a.id, b.id));
  return { targets, repeated, problems };
}

/** The object that `parseTargets` reads as this target again. */
export function targetJson({ path, rev, name }: Target): object {
  return { path, ...(rev !== undefined && { rev }), name };
}

/** Gives the reason where it is not a target. */
function parseLine(line: string): Target | string {
  if (!line.startsWith('{') && !line.startsWith('"')) return targetOf(line);
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return 'expected a path, or JSON such as {"path": "repo.git", "rev": "main"}';
  }
  if (typeof json === 'string') return json === '' ? 'expected a path, got an empty text' : targetOf(json);
  if (!isPlainObject(json)) return 'expected a path, or a JSON object';
  const unknown = Object.keys(json).find((key) => !KEYS.has(key));
  if (unknown !== undefined) return `unknown key ${JSON.stringify(unknown)}: expected path, rev or name`;
  const { path, rev, name } = json;
  if (!isText(path)) return '"path" must be a text that is not empty';
  if (rev !== undefined && (!isText(rev) || rev.startsWith('-'))) return '"rev" must name a git revision';
  if (name !== undefined && !isText(name)) return '"name" must be a text that is not empty';
  return targetOf(path, rev, name);
}

function targetOf(path: string, rev?: string, name?: string): Target {
  const id = createHash('sha256')
    .update(`${path}\0${rev ?? ''}`)
    .digest('hex')
    .slice(0, 32);
  const shown = name ?? (rev === undefined ? path : `${path}@${rev}`);
  return { id, path, ...(rev !== undefined && { rev }), name: shown };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}
