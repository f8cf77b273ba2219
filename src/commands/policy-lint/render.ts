/** What lint finds in policies, as text. */
import type { LintFinding } from '../../policy/lint/types.ts';
import { outsideProse } from '../../report/outside-text.ts';
import { type Block, position, renderBlock } from '../../report/text/block.ts';
import { paint } from '../../report/text/paint.ts';
import { joined, type Printable, printable, safe } from '../../text/printable.ts';

const WIDTH = 120;

/** `policies`: the files that were looked at. */
export function renderLint(policies: readonly string[], findings: readonly LintFinding[]): Printable {
  const files = policies.length === 0 ? safe`no policy file` : safe`${printable(policies.join(', '))}`;
  const count = findings.length;
  const verdict =
    count === 0
      ? safe`pass: every entry has an effect (${files})\n`
      : safe`fail: ${count} ${count === 1 ? safe`entry` : safe`entries`} without effect or in contradiction (${files})\n`;
  return joined([
    ...findings.map((finding) => safe`${renderBlock(blockOf(finding), WIDTH, paint(false))}\n\n`),
    verdict,
  ]);
}

function blockOf({ kind, at, message, hint, other }: LintFinding): Block {
  return {
    label: printable(kind),
    style: 'warning',
    message: outsideProse(message),
    at: { place: at.place, snippet: at.snippet },
    notes: [
      ...(other ? [{ label: 'see', text: position(other.place) } as const] : []),
      { label: 'help', text: outsideProse(hint) },
    ],
  };
}
