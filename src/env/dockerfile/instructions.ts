/** The instructions of a Dockerfile, with continued lines put together and comments between them left out. */
import { type MappedText, MappedTextBuilder, slice } from '../mapped-text.ts';

export interface Instruction {
  /** In capitals: `ENV`. For a target of an Earthfile, `TARGET`. */
  readonly name: string;
  /** What follows the name, with line continuations in it, and the here-documents behind it. */
  readonly rest: MappedText;
  /** The bodies of the here-documents. */
  readonly documents: readonly MappedText[];
}

const HERE = /<<-?[ \t]*(["']?)([A-Za-z_][A-Za-z0-9_]*)\1/g;

/** `text`: a whole Dockerfile, Containerfile or Earthfile. */
export function* instructions(text: string): Generator<Instruction> {
  const escapes = /^#[ \t]*escape[ \t]*=[ \t]*(`)/im.exec(text.slice(0, 500))?.[1] ?? '\\';
  const identity = (index: number) => index;
  let from = 0;
  const nextLine = () => {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline + 1;
    const line = { start: from, end, text: text.slice(from, end) };
    from = end;
    return line;
  };
  while (from < text.length) {
    const first = nextLine();
    const isEmpty = /^\s*(?:#|$)/.test(first.text);
    if (isEmpty) continue;
    const built = new MappedTextBuilder();
    built.add(first.text, first.start);
    let last = first.text;
    const continues = () => new RegExp(`\\${escapes}[ \\t]*\\r?\\n?$`).test(last);
    while (continues() && from < text.length) {
      const line = nextLine();
      // Comments and empty lines do not end an instruction.
      if (/^\s*(?:#|$)/.test(line.text)) continue;
      built.add(line.text, line.start);
      last = line.text;
    }
    const head = built.build(identity, from);
    const m = /^[ \t]*(?:ONBUILD[ \t]+)?([A-Za-z]+)(?=[ \t\r\n]|$)/i.exec(head.text);
    const target = /^([a-z][\w-]*):[ \t]*\r?\n?$/.exec(head.text);
    const name = target ? 'TARGET' : (m?.[1]?.toUpperCase() ?? '');
    const documents: MappedText[] = [];
    if (name === 'RUN' || name === 'COPY' || name === 'ADD') {
      for (const [opening, , delimiter] of head.text.replace(/<<</g, '   ').matchAll(HERE)) {
        const start = from;
        let end = start;
        while (from < text.length) {
          const line = nextLine();
          const shown = opening.startsWith('<<-') ? line.text.replace(/^\t+/, '') : line.text;
          if (shown.replace(/\r?\n$/, '') === delimiter) break;
          end = line.end;
        }
        documents.push({ text: text.slice(start, end), offsetAt: (index) => start + index });
        built.add(text.slice(start, from), start);
      }
    }
    const all = documents.length > 0 ? built.build(identity, from) : head;
    yield { name, rest: target ? slice(head, 0, target[1]!.length) : slice(all, m?.[0].length ?? 0), documents };
  }
}
