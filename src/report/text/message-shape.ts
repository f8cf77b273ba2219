/** What messages of one kind have in common: the sentence without the names, versions, dates and numbers in it. */

/** Equal for messages that say the same of different subjects. */
export function messageShape(message: string, subject: string): string {
  const prose = message.replace(QUOTED, HOLE).replace(DURATION, HOLE);
  const words = prose.split(' ').map((word) => (word.includes(HOLE) || isName(word, subject) ? HOLE : word));
  return words.filter((word, i) => word !== HOLE || words[i - 1] !== HOLE).join(' ');
}

const HOLE = '·';

/** What an author wrote. */
const QUOTED = /"[^"]*"/g;

const DURATION = /(?<!\d)\d{1,9} (?:year|month|week|day|hour)s?(?: and \d{1,9} (?:year|month|week|day|hour)s?)?/g;

/** A path, a host, a version, a date, a number, or the subject itself. */
function isName(word: string, subject: string): boolean {
  return /[\d/@]|\w\.\w/.test(word) || word === subject || word.replace(/[,:;.]$/, '') === subject;
}
