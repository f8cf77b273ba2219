/**
 * The checks of one repository. Each edit is checked twice: at once by the files alone, and when the typing pauses with what the caches
 * know. The result of an older text never replaces that of a newer one, and a check with facts ends early when a newer text comes.
 */
import { rules } from '../../../rules/index.ts';
import { diskTree } from '../../gather/tree/disk.ts';
import type { Repo } from '../../model/repo.ts';
import type { Finding, Report } from '../../model/report.ts';
import type { Tree } from '../../model/tree.ts';
import { decode } from '../../text/bytes.ts';
import { type PlacedText, placedText } from '../positions.ts';
import { carryOver } from './carry-over.ts';
import { type Check, type CheckInput, check } from './check.ts';
import { documentTree } from './document-tree.ts';
import { giveWay, Superseded } from './give-way.ts';

/** What a client is shown, and what it asks about. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly report: Report;
  readonly repo: Repo;
  readonly run: Check['run'];
  /** Counts the changes that were checked. */
  readonly generation: number;
  readonly depth: CheckInput['depth'];
  /** The texts of documents that were open. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of every file in which a place lies; others cannot be read. */
  textOf(path: string): Promise<PlacedText | undefined>;
}

export interface RepositoryInput {
  /** Absolute. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Texts of the documents that are open in it, by path from the root. */
  readonly texts: () => ReadonlyMap<string, string>;
  /** Milliseconds without an edit until the check with facts. */
  readonly pause: () => number;
  readonly publish: (checked: Checked | undefined) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

export interface Repository {
  readonly root: string;
  /** A document changed: its texts are checked by files almost at once, with facts after a pause. */
  changed(): void;
  /** Files on disk changed, or a document was opened: everything is read anew, at once. */
  reload(): void;
  /** Asks the servers for what the caches do not know, then checks again. */
  refresh(progress: (settled: number, asked: number) => void): Promise<void>;
  /** The result of the last check, of whichever text. */
  latest(): Checked | undefined;
  /** The result with facts of the text as it is. */
  settled(): Promise<Checked | undefined>;
  /** The report with these texts in place of those of files, by path. */
  checkWith(texts: ReadonlyMap<string, string>): Promise<Report>;
  close(): void;
}

/** Milliseconds in which several edits count as one. */
const BURST = 30;

const DECLARED = new Set(rules.flatMap(({ id, declared }) => (declared ? [id] : [])));

export function openRepository(input: RepositoryInput): Repository {
  const { root, env, now, publish } = input;
  let disk: Tree = diskTree(root);
  let generation = 0;
  let shown: Checked | undefined;
  let full: Checked | undefined;
  let closed = false;
  const timers = new Map<'files' | 'facts', ReturnType<typeof setTimeout>>();
  /** Checks with facts, one after another. */
  let queue: Promise<void> = Promise.resolve();
  let wanted = -1;

  const run = async (depth: CheckInput['depth'], progress?: CheckInput['progress']): Promise<void> => {
    const mine = generation;
    const texts = input.texts();
    const tree: Tree = { ...documentTree(disk, texts), name: 'files' };
    const breaks = depth === 'facts' && { giveWay: giveWay(() => !closed && mine === generation) };
    const result = await check({ tree, depth, env, now: now(), ...breaks, ...(progress && { progress }) });
    if (closed || mine !== generation || (depth === 'files' && full?.generation === mine)) return;
    const checked = result && resultOf(result, { generation: mine, depth, texts, tree });
    if (depth !== 'files') full = checked;
    shown = depth === 'files' && checked && full ? { ...checked, findings: mergedOf(full, checked) } : checked;
    await publish(shown);
  };
  const attempt = (depth: CheckInput['depth'], progress?: CheckInput['progress']) =>
    run(depth, progress).catch((error: unknown) => {
      if (!closed && !(error instanceof Superseded)) input.failed(error);
    });
  const later = (depth: 'files' | 'facts', milliseconds: number, action: () => void) => {
    clearTimeout(timers.get(depth));
    timers.set(depth, setTimeout(action, milliseconds));
  };
  const inFull = (): Promise<void> => {
    clearTimeout(timers.get('facts'));
    if (wanted === generation) return queue;
    wanted = generation;
    queue = queue.then(async () => {
      // The listing of the folder is read anew: a file may have come without anybody saying so.
      disk = diskTree(root);
      if (!closed) await attempt('facts');
    });
    return queue;
  };
  return {
    root,
    changed: () => {
      generation++;
      later('files', BURST, () => void attempt('files'));
      later('facts', input.pause(), () => void inFull());
    },
    reload: () => {
      generation++;
      disk = diskTree(root);
      clearTimeout(timers.get('files'));
      void attempt('files').then(() => {
        if (!closed) later('facts', 0, () => void inFull());
      });
    },
    refresh: async (progress) => {
      await attempt('online', progress);
      generation++;
      await inFull();
    },
    latest: () => shown,
    settled: async () => {
      // An edit while it waits begins another wait.
      while (!closed && full?.generation !== generation) {
        const before = generation;
        await inFull();
        if (before === generation) break;
      }
      return full?.generation === generation ? full : undefined;
    },
    checkWith: async (changed) => {
      const tree: Tree = { ...documentTree(disk, new Map([...input.texts(), ...changed])), name: 'files' };
      const result = await check({ tree, depth: 'facts', env, now: now() });
      if (result === undefined) throw new Error('the repository has no Go module any more');
      return result.report;
    },
    close: () => {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

function mergedOf(full: Checked, quick: Checked): readonly Finding[] {
  return carryOver(full, quick, (rule) => DECLARED.has(rule));
}

function resultOf(
  { report, repo, run }: Check,
  { generation, depth, texts, tree }: Pick<Checked, 'generation' | 'depth' | 'texts'> & { readonly tree: Tree },
): Checked {
  const placed = new Map<string, Promise<PlacedText | undefined>>();
  const read = async (path: string) => {
    const bytes = await tree.read(path).catch(() => undefined);
    return bytes && placedText(path, decode(bytes));
  };
  return {
    findings: report.findings,
    report,
    repo,
    run,
    generation,
    depth,
    texts,
    textOf: (path) => {
      const known = placed.get(path) ?? read(path);
      placed.set(path, known);
      return known;
    },
  };
}
