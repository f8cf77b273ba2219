/** What is said where the user gave no vulnerability database. */
import type { Answer, Ask, FactKind, FactSource, FactTypes } from '../../model/facts/facts.ts';

export const noDatabase: FactSource = {
  name: 'vulnerability database',
  network: false,
  answer: async <K extends FactKind>({ kind }: Ask<K>): Promise<Answer<FactTypes[K]> | undefined> =>
    kind === 'vulndb' || kind === 'vulns'
      ? {
          known: false,
          why: 'missing',
          detail: 'no vulnerability database was given',
          hint: 'bring one (modwarden vulndb fetch URL -o vulndb.zip) and name it: --vulndb vulndb.zip, or GOVULNDB',
        }
      : undefined,
};
