/** What the readers of shell commands know about the place of a script. */
import type { Collector, Manner } from '../collector.ts';
import type { MappedText } from '../mapped-text.ts';
import { type Certainty, type Reach, reach, type SetBy } from '../setting.ts';

export interface ShellContext {
  readonly into: Collector;
  /** The script: what it exports. */
  readonly script: Reach;
  /** What outlives it: `go env -w`, `git config --global`, lines appended to `$GITHUB_ENV` or a profile. */
  readonly lasting: Reach;
  /** `likely` in conditions, and for scripts that are only quoted here. */
  readonly certainty: Certainty;
  /** How many scripts are around it: `sh -c "sh -c …"`. */
  readonly level: number;
}

/** The context of a script that stands by itself in a file. */
export function scriptContext(
  into: Collector,
  script: Reach,
  lasting: Reach,
  certainty: Certainty = 'certain',
): ShellContext {
  return { into, script, lasting, certainty, level: 0 };
}

export function manner(context: ShellContext, by: SetBy, where: Reach = context.script): Manner {
  return { by, reach: where, certainty: context.certainty };
}

/** The reach of one command, told by the offset of its first word. */
export function commandReach(context: ShellContext, at: MappedText): Reach {
  return reach('command', context.into.lineAt(at.offsetAt(0)), context.script);
}
