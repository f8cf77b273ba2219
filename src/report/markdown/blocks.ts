/** Markdown as the rules' pages use it, read into blocks: headings, paragraphs, lists, tables and fenced code. */

export type MarkdownBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'item'; readonly indent: number; readonly marker: string; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  /** `info`: what stands behind the fence, such as a file's name. */
  | { readonly kind: 'code'; readonly info: string; readonly lines: readonly string[] };

/** Texts are as written, with their inline markup. Comments are left out. Never fails: what is nothing else is a paragraph. */
export function markdownBlocks(markdown: string): readonly MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  const lines = markdown.split('\n');
  let open = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const continues = open;
    open = false;
    const fence = /^(`{3,})(.*)$/.exec(line);
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    const item = /^( *)([-*]|\d+\.) (.*)$/.exec(line);
    if (fence) {
      const end = lines.indexOf(fence[1]!, i + 1);
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', info: fence[2]!.trim(), lines: lines.slice(i + 1, last) });
      i = last;
    } else if (heading) blocks.push({ kind: 'heading', level: heading[1]!.length, text: heading[2]!.trim() });
    else if (line.startsWith('|')) {
      const rows = [];
      for (; lines[i]?.startsWith('|'); i++) if (!/^[|\s:-]+$/.test(lines[i]!)) rows.push(cells(lines[i]!));
      i--;
      blocks.push({ kind: 'table', rows });
    } else if (item) {
      blocks.push({ kind: 'item', indent: item[1]!.length, marker: item[2]!, text: item[3]!.trim() });
      open = true;
    } else if (line.trim() !== '' && !line.startsWith('<!--')) {
      if (continues) blocks.push(continued(blocks.pop()!, line.trim()));
      else blocks.push({ kind: 'paragraph', text: line.trim() });
      open = true;
    }
  }
  return blocks;
}

function continued(block: MarkdownBlock, text: string): MarkdownBlock {
  return block.kind === 'paragraph' || block.kind === 'item' ? { ...block, text: `${block.text} ${text}` } : block;
}

/** A bar with a backslash before it belongs to the cell. */
function cells(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** Inline markup taken away: emphasis, code, links and escapes. */
export function plainText(markdown: string): string {
  return markdown
    .split(/(`[^`]*`)/)
    .map((part) => (part.length > 1 && part.startsWith('`') ? part.slice(1, -1).replaceAll('\\|', '|') : prose(part)))
    .join('');
}

function prose(text: string): string {
  return text
    .replace(/\[([^[\]]*)\]\([^()\s]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(?<![\w*\\])\*([^*\s][^*]*)\*(?![\w*])/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|<>-])/g, '$1');
}
