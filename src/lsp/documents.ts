/** The documents that are open in the editor, with every edit made to them. */
import type {
  DidChangeTextDocumentParams,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';

export interface OpenDocument {
  readonly uri: string;
  /** Absolute. */
  readonly path: string;
  readonly version: number;
  /** As the file would be saved, with the byte order mark that it has on disk and editors do not show. */
  readonly text: string;
}

export interface OpenDocuments {
  all(): readonly OpenDocument[];
  get(uri: string): OpenDocument | undefined;
  /** `bom`: the file on disk begins with a byte order mark. */
  open(item: TextDocumentItem, path: string, bom: boolean): void;
  /** Whether the document is open. */
  change(params: DidChangeTextDocumentParams): boolean;
  close(uri: string): OpenDocument | undefined;
}

interface Entry {
  readonly path: string;
  readonly bom: boolean;
  readonly document: TextDocument;
}

export function openDocuments(): OpenDocuments {
  const entries = new Map<string, Entry>();
  const shown = (entry: Entry): OpenDocument => {
    const { uri, version } = entry.document;
    const text = entry.document.getText();
    return { uri, path: entry.path, version, text: entry.bom && !text.startsWith('\ufeff') ? `\ufeff${text}` : text };
  };
  return {
    all: () => [...entries.values()].map(shown),
    get: (uri) => {
      const entry = entries.get(uri);
      return entry && shown(entry);
    },
    open: ({ uri, languageId, version, text }, path, bom) =>
      void entries.set(uri, { path, bom, document: TextDocument.create(uri, languageId, version, text) }),
    change: ({ textDocument, contentChanges }) => {
      const entry = entries.get(textDocument.uri);
      if (entry === undefined) return false;
      TextDocument.update(entry.document, contentChanges as TextDocumentContentChangeEvent[], textDocument.version);
      return true;
    },
    close: (uri) => {
      const entry = entries.get(uri);
      entries.delete(uri);
      return entry && shown(entry);
    },
  };
}
