/**
 * Workflow commands of GitHub Actions, `::error file=go.mod,line=3::message`: the one place where our output is meant to be obeyed by
 * the runner. Text from outside can form neither a property nor a command of its own.
 */
import { type Printable, printable } from './printable.ts';

export interface WorkflowCommand {
  readonly name: 'error' | 'warning' | 'notice';
  /** In the order in which they are written. */
  readonly properties: Readonly<Record<string, string | number>>;
  /** Each is a line of the annotation. */
  readonly message: readonly string[];
}

/** Lines for a log, commands and printable text, each ended by a line end. */
export function workflowLog(lines: readonly (WorkflowCommand | Printable)[]): Printable {
  return lines.map((line) => `${typeof line === 'string' ? line : command(line)}\n`).join('') as Printable;
}

function command({ name, properties, message }: WorkflowCommand): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${pairs.join(',')}::${message.map(data).join('%0A')}`;
}

/** Control characters are spelled out first, so a percent sign is all that is left to escape. */
function data(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
