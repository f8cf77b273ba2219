/** Where a rule's page is, for formats that link to it. */
import type { RuleInfo } from '../model/report.ts';

export const HOME = 'https://github.com/modwarden/modwarden';

/** undefined for a rule of a plug-in: where its page is, only its authors know. */
export function rulePage({ id, plugin }: Pick<RuleInfo, 'id' | 'plugin'>): string | undefined {
  return plugin === undefined ? `${HOME}/blob/main/rules/${id}/README.md` : undefined;
}
