// Changes to an input, each at random places.

/** Mulberry32: small, and the same everywhere. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Texts that readers trip over, whatever they read. */
const ODD = [
  ...[
    '',
    '\0',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '"',
    "'",
    '`',
    '\\',
    '//',
    '/*',
    '#',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '<',
    '>',
    '$',
    '%',
    '&',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'true',
    '0',
    '-1',
    '00',
    '1e999',
    '9007199254740993',
    '18446744073709551616',
  ],
  ...[
    '\u{feff}',
    '\u{2028}',
    '\u{202e}',
    '\u{1f600}',
    '\u{e9}',
    '\u{301}',
    '../',
    '/',
    '..',
    '.',
    '@',
    '=>',
    ':',
    ';',
    ',',
    '|',
    '=',
    '*',
    '?',
  ],
].map((text) => Buffer.from(text));
const BYTES = [0, 1, 9, 10, 13, 32, 34, 39, 47, 92, 127, 128, 191, 192, 237, 239, 240, 254, 255];

/** Words and signs of the seeds, and those that are given. */
export function dictionaryOf(seeds, words) {
  const found = new Set(words);
  for (const seed of seeds)
    for (const word of seed.toString('latin1').match(/[\w.-]+|[^\w\s]+/g) ?? []) if (word.length < 40) found.add(word);
  return [...[...found].map((word) => Buffer.from(word, 'latin1')), ...ODD];
}

/** One to eight changes to one of the inputs, which stays as it is. */
export function changedInput(pool, words, random, most) {
  const below = (n) => Math.floor(random() * n);
  // Mostly small: long inputs take long, and most faults do not need them.
  const limit = random() < 0.002 ? most : random() < 0.05 ? 64 << 10 : 4 << 10;
  let input = pool[below(pool.length)];
  if (input.length > limit) input = input.subarray(0, limit);
  for (let n = 1 + below(random() < 0.5 ? 2 : 8); n > 0; n--)
    input = change(input, pool, words, random, below).subarray(0, limit);
  return input;
}

const CHANGES = [
  flip,
  setByte,
  remove,
  repeat,
  insertWord,
  insertWord,
  replaceWord,
  splice,
  move,
  number,
  insertBytes,
  nest,
];

function change(input, pool, words, random, below) {
  return CHANGES[below(CHANGES.length)](Buffer.from(input), { pool, words, random, below });
}

function flip(input, { below }) {
  if (input.length > 0) input[below(input.length)] ^= 1 << below(8);
  return input;
}

function setByte(input, { below }) {
  if (input.length > 0) input[below(input.length)] = BYTES[below(BYTES.length)];
  return input;
}

function part(input, below) {
  const start = below(input.length + 1);
  return [start, Math.min(input.length, start + 1 + below(below(8) === 0 ? input.length + 1 : 16))];
}

function remove(input, { below }) {
  const [start, end] = part(input, below);
  return Buffer.concat([input.subarray(0, start), input.subarray(end)]);
}

function repeat(input, { below, random }) {
  const [start, end] = part(input, below);
  const times = random() < 0.02 ? 2000 : 1 + below(4);
  return Buffer.concat([input.subarray(0, end), ...Array(times).fill(input.subarray(start, end)), input.subarray(end)]);
}

function insertWord(input, { words, below }) {
  const at = below(input.length + 1);
  return Buffer.concat([input.subarray(0, at), words[below(words.length)], input.subarray(at)]);
}

function replaceWord(input, { words, below }) {
  const [start, end] = part(input, below);
  return Buffer.concat([input.subarray(0, start), words[below(words.length)], input.subarray(end)]);
}

function splice(input, { pool, below }) {
  const other = pool[below(pool.length)];
  return Buffer.concat([input.subarray(0, below(input.length + 1)), other.subarray(below(other.length + 1))]);
}

function move(input, { below }) {
  const [start, end] = part(input, below);
  const piece = input.subarray(start, end);
  const rest = Buffer.concat([input.subarray(0, start), input.subarray(end)]);
  const at = below(rest.length + 1);
  return Buffer.concat([rest.subarray(0, at), piece, rest.subarray(at)]);
}

/** Another number in place of one. */
function number(input, { below }) {
  const found = [...input.toString('latin1').matchAll(/\d+/g)];
  if (found.length === 0) return input;
  const { 0: digits, index } = found[below(found.length)];
  const value = [
    '0',
    '1',
    '4294967296',
    '99999999999999999999',
    `0${digits}`,
    String(Number(digits) + 1),
    `${digits}${digits}`,
  ][below(7)];
  return Buffer.concat([input.subarray(0, index), Buffer.from(value), input.subarray(index + digits.length)]);
}

function insertBytes(input, { below }) {
  const bytes = Buffer.from(Array.from({ length: 1 + below(8) }, () => below(256)));
  const at = below(input.length + 1);
  return Buffer.concat([input.subarray(0, at), bytes, input.subarray(at)]);
}

/** Something that opens, many times. */
function nest(input, { below, random }) {
  if (random() < 0.8) return input;
  const opening = ['(', '[', '{', '- ', '"', '<', '$(', '${', '`', '"a":{', '[['][below(11)];
  const at = below(input.length + 1);
  return Buffer.concat([input.subarray(0, at), Buffer.from(opening.repeat(1 + below(3000))), input.subarray(at)]);
}
