/** An alert stays the same alert: through a whole run, from go.mod to SARIF. */
import fc from 'fast-check';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { renderSarif } from '../../../src/report/sarif/sarif.ts';
import { judgeFiles } from '../../support/judge-files.ts';

interface Requirement {
  readonly name: string;
  readonly patch: number;
  readonly isIndirect: boolean;
  readonly isReplaced: boolean;
  /** In a block, or on a line of its own. */
  readonly isAlone: boolean;
}

const requirement: fc.Arbitrary<Requirement> = fc.record({
  name: fc.stringMatching(/^[a-d]{1,2}$/),
  patch: fc.nat(8),
  isIndirect: fc.boolean(),
  isReplaced: fc.boolean(),
  isAlone: fc.boolean(),
});
const requirements = fc.uniqueArray(requirement, { selector: ({ name }) => name, minLength: 2, maxLength: 7 });

function modFile(all: readonly Requirement[], comment = ''): string {
  const line = ({ name, patch, isIndirect }: Requirement) =>
    `example.com/${name} v1.0.${patch}${isIndirect ? ' // indirect' : ''}`;
  const block = all.filter(({ isAlone }) => !isAlone).map((r) => `\t${line(r)}\n`);
  return [
    `${comment}module example.com/app\n\ngo 1.25.0\n`,
    ...all.filter(({ isAlone }) => isAlone).map((r) => `require ${line(r)}\n`),
    ...(block.length > 0 ? [`require (\n${block.join('')})\n`] : []),
    ...all.filter((r) => r.isReplaced).map(({ name }) => `replace example.com/${name} => ../${name}\n`),
  ].join('\n');
}

async function alerts(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { runs } = JSON.parse(renderSarif(await judgeFiles({ files }))) as Log;
  return runs[0]!
    .results!.map(({ ruleId, partialFingerprints }) => `${ruleId} ${partialFingerprints!.primaryLocationLineHash}`)
    .sort();
}

/** What an author does to a go.mod that changes no finding. */
const edits: fc.Arbitrary<(all: readonly Requirement[], shuffled: readonly Requirement[]) => string> = fc.constantFrom(
  (_, shuffled) => modFile(shuffled),
  (all) => modFile(all.map((r) => ({ ...r, isAlone: !r.isAlone }))),
  (all) => modFile(all.map((r, i) => ({ ...r, isAlone: i === 0 ? !r.isAlone : r.isAlone }))),
  (all) => modFile(all.map((r) => ({ ...r, patch: r.patch + 1 }))),
  (all) => modFile(all, '// A comment that moves all lines.\n\n'),
);

test('it is the same after lines are shuffled, a requirement is moved, or a version is updated', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(
      requirements.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), edits),
      ),
      async ([all, shuffled, edit]) => {
        const before = await alerts({ 'go.mod': modFile(all) });
        seen += before.length;
        expect(await alerts({ 'go.mod': edit(all, shuffled) })).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
  expect(seen).toBeGreaterThan(40);
});

test('no two share an identity, in one module or in several that look alike', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(requirements, requirements, async (one, other) => {
      const all = await alerts({ 'go.mod': modFile(one), 'b/go.mod': modFile(one), 'c/go.mod': modFile(other) });
      const ids = all.map((alert) => alert.split(' ')[1]);
      seen += ids.length;
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 25 },
  );
  expect(seen).toBeGreaterThan(40);
});
