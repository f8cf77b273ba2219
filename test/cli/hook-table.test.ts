/**
 * Git's own hooks in every situation, and hook managers in those where they have failed before; `npm run test:live` runs them in all.
 * Those that are not on the PATH are skipped by name; `.ci/run` installs them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { replacePart } from '../../src/commands/dev/derive/markers.ts';
import { isHere, outcome, SITUATIONS, tableOf } from '../support/hooks/table.ts';
import { WAYS } from '../support/hooks/ways.ts';

/** For hook managers, whose start is slow. */
const BRIEF: readonly string[] = [
  'a good commit',
  'a bad part staged, the work tree fixed',
  'a commit that only deletes the policy',
  'a push of several commits, one of them bad',
];

for (const way of WAYS) {
  const isThere = isHere(way);
  if (!isThere) console.log(`under ${way.name}: skipped, it is not on the PATH`);
  const situations = SITUATIONS.filter(({ name }) => way.program === undefined || BRIEF.includes(name));
  describe.skipIf(!isThere)(`under ${way.name}`, () => {
    it.each(situations.filter(({ name }) => way.cannot[name] === undefined))('$name: $ends', (situation) => {
      const { ends, said } = outcome(way, situation);
      expect([ends, said]).toEqual([situation.ends, expect.anything()]);
      if (ends === 'passes') expect(said).not.toContain('modwarden: ');
    });
  });
}

it('what is said to be beyond a way is a situation of the table', () => {
  const names = SITUATIONS.map(({ name }) => name);
  for (const { cannot } of WAYS) for (const name of Object.keys(cannot)) expect(names).toContain(name);
  for (const name of BRIEF) expect(names).toContain(name);
});

it('docs/hooks.md shows the table', () => {
  const page = readFileSync('docs/hooks.md', 'utf8');
  const wanted = replacePart(page, 'ways', tableOf());
  if (process.env.UPDATE === '1' && wanted !== undefined) writeFileSync('docs/hooks.md', wanted);
  else expect(page).toBe(wanted);
});
