/** A repository that somebody made to break, mislead or take over the tool that checks it, and what must happen. */
import type { Box } from '../support/box.ts';

export interface EvilRepository {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  /** What files alone cannot say: links, pipes, archives, bytes. */
  readonly make?: (box: Box) => void;
  /** `check --offline` where it is left out. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** 0 or 1: checked. 2: refused with a message. 3: something was not checked. */
  readonly code: number;
  /** In what is printed, on either stream. */
  readonly says: readonly (string | RegExp)[];
  readonly never?: readonly (string | RegExp)[];
}

export const SOUND = 'module example.com/m\n\ngo 1.25.0\n';
