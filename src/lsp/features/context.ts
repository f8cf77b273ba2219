/** What requests about a document are answered from. */
import type { CancellationToken, Position } from 'vscode-languageserver-protocol';
import type { Finding } from '../../model/report.ts';
import type { Checked, Repository } from '../checks/repository.ts';
import type { OpenDocuments } from '../documents.ts';
import { onLine, type PlacedText } from '../positions.ts';
import type { Repositories } from '../repositories.ts';
import type { Settings } from '../settings.ts';
import type { Markup } from './markup.ts';

export interface Context {
  readonly documents: OpenDocuments;
  readonly repositories: Repositories;
  readonly settings: () => Settings;
  /** How the client shows hovers. */
  readonly markup: () => Markup;
  /** Which edits the client can make. */
  readonly canEdit: () => { readonly documentChanges: boolean; readonly create: boolean };
}

/** One open document with the last result of its repository. */
export interface Subject {
  readonly repository: Repository;
  /** From the repository's root. */
  readonly path: string;
  readonly checked: Checked;
  readonly text: PlacedText;
}

/**
 * undefined where the document is not open or was never checked, and once the request is canceled. `settled`: waits until the text as it
 * is was checked with facts.
 */
export async function subjectOf(
  uri: string,
  { repositories }: Context,
  token: CancellationToken,
  settled = false,
): Promise<Subject | undefined> {
  const found = repositories.of(uri);
  if (found === undefined) return undefined;
  const latest = found.repository.latest();
  const checked = settled || latest === undefined ? await unlessCanceled(found.repository.settled(), token) : latest;
  const text = await checked?.textOf(found.path);
  return checked && text && !token.isCancellationRequested ? { ...found, checked, text } : undefined;
}

/** The result of what takes its time; undefined as soon as the client no longer wants it. */
export function unlessCanceled<T>(work: Promise<T>, token: CancellationToken): Promise<T | undefined> {
  if (token.isCancellationRequested) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const listening = token.onCancellationRequested(() => {
      listening.dispose();
      resolve(undefined);
    });
    work.then(resolve, reject).finally(() => listening.dispose());
  });
}

/** Findings on the line of a position, in the order of the report: the version is rarely what is pointed at. */
export function findingsAt({ checked, path, text }: Subject, position: Position): readonly Finding[] {
  return checked.findings.filter(
    ({ state, place }) => state !== 'baseline' && place.path === path && onLine(position, text.rangeOf(place)),
  );
}
