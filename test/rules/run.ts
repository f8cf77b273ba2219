/** Runs a built-in rule over an example that a test makes up; what it gives is as in the block "findings" of a rule's page. */
import { rules } from '../../rules/index.ts';
import { findingsOf } from '../support/run-example.ts';

/** Lines of findings and gaps. `blocks`: files by their paths, `options` and `facts` as YAML. */
export async function linesOf(id: string, blocks: Readonly<Record<string, string>>): Promise<string[]> {
  const rule = rules.find((known) => known.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  const made = Object.entries(blocks).map(([info, text]) => ({ info, text, line: 1, from: 1, to: 1 }));
  const text = await findingsOf(rule, { title: id, line: 1, blocks: made });
  return text.split('\n').slice(0, -1);
}

/** A go.mod of Go 1.25 that requires `path version` of each line. */
export function goMod(...required: readonly string[]): string {
  const lines = required.map((line) => `require example.com/${line}\n`);
  return `module example.com/shop\n\ngo 1.25\n\n${lines.join('\n')}`;
}
