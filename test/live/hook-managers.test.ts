/** Every hook manager in every situation of test/support/hooks. It takes minutes. */
import { describe, expect, it } from 'vitest';
import { isHere, outcome, SITUATIONS } from '../support/hooks/table.ts';
import { WAYS } from '../support/hooks/ways.ts';

for (const way of WAYS.filter(({ program }) => program !== undefined)) {
  const isThere = isHere(way);
  if (!isThere) console.log(`under ${way.name}: skipped, it is not on the PATH`);
  describe.skipIf(!isThere)(`under ${way.name}`, () => {
    it.each(SITUATIONS.filter(({ name }) => way.cannot[name] === undefined))('$name: $ends', (situation) => {
      const { ends, said } = outcome(way, situation);
      expect([ends, said]).toEqual([situation.ends, expect.anything()]);
      if (ends === 'passes') expect(said).not.toContain('modwarden: ');
    });
  });
}
