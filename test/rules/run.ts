/** Runs a built-in rule over an example that a test makes up; what it gives is as in the block "findings" of a rule's page. */
import { rules } from '../../rules/index.ts';
import type { Finding } from '../../src/model/report.ts';
import { findingsOf, lintExample } from '../support/run-example.ts';

type Blocks = Readonly<Record<string, string>>;

/** Lines of findings and gaps. `blocks`: files by their paths, `options` and `facts` as YAML. */
export async function linesOf(id: string, blocks: Blocks): Promise<string[]> {
  const text = await findingsOf(ruleOf(id), exampleOf(id, blocks));
  return text.split('\n').slice(0, -1);
}

/** The findings themselves, of the rule alone. */
export async function findingsIn(id: string, blocks: Blocks): Promise<readonly Finding[]> {
  const { findings } = await lintExample(ruleOf(id), exampleOf(id, blocks));
  return findings.filter(({ rule }) => rule === id);
}

function ruleOf(id: string) {
  const rule = rules.find((known) => known.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return rule;
}

function exampleOf(title: string, blocks: Blocks) {
  return {
    title,
    line: 1,
    blocks: Object.entries(blocks).map(([info, text]) => ({ info, text, line: 1, from: 1, to: 1 })),
  };
}

/** A go.mod of Go 1.25 that requires `path version` of each line. */
export function goMod(...required: readonly string[]): string {
  const lines = required.map((line) => `require example.com/${line}\n`);
  return `module example.com/shop\n\ngo 1.25\n\n${lines.join('\n')}`;
}
