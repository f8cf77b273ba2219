/** The examples of a rule's page: under each `### ` heading fenced blocks that are files, and one named `findings`. */
export interface Block {
  /** What follows the fence's backticks: a path, or `options`, `env`, `facts`, `findings`. */
  readonly info: string;
  readonly text: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
  /** Index of the first and past the last line of the text. */
  readonly from: number;
  readonly to: number;
}

export interface Example {
  readonly title: string;
  readonly line: number;
  readonly blocks: readonly Block[];
}

/** Throws where a fence is not closed or a block comes twice. */
export function examplesOf(markdown: string): Example[] {
  const examples: { title: string; line: number; blocks: Block[] }[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const heading = /^(#{1,6}) (.*)/.exec(lines[i]!);
    if (heading?.[1] === '###') examples.push({ title: heading[2]!, line: i + 1, blocks: [] });
    const fence = /^(`{3,})(.*)$/.exec(lines[i]!);
    if (!fence) continue;
    const to = lines.indexOf(fence[1]!, i + 1);
    if (to < 0) throw new Error(`line ${i + 1}: the block is not closed`);
    const info = fence[2]!.trim();
    const example = examples.at(-1);
    if (example && info !== '') {
      if (example.blocks.some((b) => b.info === info)) throw new Error(`line ${i + 1}: a second block "${info}"`);
      const text = lines.slice(i + 1, to).map((line) => `${line}\n`);
      example.blocks.push({ info, text: text.join(''), line: i + 1, from: i + 1, to });
    }
    i = to;
  }
  return examples.filter((e) => e.blocks.length > 0);
}

/** The page with the text of one block replaced. */
export function withBlock(markdown: string, { from, to }: Block, text: string): string {
  const lines = markdown.split('\n');
  return [...lines.slice(0, from), ...text.split('\n').slice(0, -1), ...lines.slice(to)].join('\n');
}
