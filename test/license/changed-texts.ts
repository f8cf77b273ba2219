/** Ways in which people change the text of a license. */
import { textOf } from './index-fixture.ts';

/** MIT without its title and copyright line. */
export const body = textOf('MIT').slice(textOf('MIT').indexOf('Permission'));

/** Without `count` words from the one at `from` on. */
export function drop(text: string, from: number, count: number): string {
  return text
    .split(' ')
    .filter((_, i) => i < from || i >= from + count)
    .join(' ');
}

/** With `count` words that no license has before the one at `at`. */
export function insert(text: string, at: number, count: number): string {
  return text
    .split(' ')
    .flatMap((word, i) => (i === at ? [...Array<string>(count).fill('purple'), word] : [word]))
    .join(' ');
}

/** With another word in place of each that comes `every` so many words. */
export function change(text: string, every: number): string {
  return text
    .split(' ')
    .map((word, i) => (i % every === every - 1 ? 'purple' : word))
    .join(' ');
}

export function first(text: string, count: number): string {
  return text.split(' ').slice(0, count).join(' ');
}

export function last(text: string, count: number): string {
  return text.split(' ').slice(-count).join(' ');
}
