/** Where a rule's page is, for formats that link to it. */

export const HOME = 'https://github.com/modwarden/modwarden';

export function rulePage(id: string): string {
  return `${HOME}/blob/main/rules/${id}/README.md`;
}
