/** What is said where the user gave no module index. */
import type { Answer, Ask, FactKind, FactSource, FactTypes } from '../../model/facts/facts.ts';

export const noIndex: FactSource = {
  name: 'module index',
  network: false,
  answer: async <K extends FactKind>({ kind }: Ask<K>): Promise<Answer<FactTypes[K]> | undefined> =>
    kind === 'seen'
      ? {
          known: false,
          why: 'missing',
          detail: 'no module index was given',
          hint: 'name the index of your module mirror, or a copy of it: --index URL or FILE, or MODWARDEN_INDEX',
        }
      : undefined,
};
