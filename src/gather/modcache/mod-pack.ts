/**
 * What go.mod files of a module cache say, in one file: text and numbers as they are in memory, so that a graph of 1,000 modules parses
 * nothing. Behind a checksum; what is not whole is none.
 */
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { FIELDS, type FileState } from '../repeat/file-states.ts';
import { sha256 } from '../repeat/run-pack.ts';

/** What there is to know of one go.mod. */
export interface PackedMod {
  readonly module: ModuleVersion;
  /** Of the file, as it was when it was read. */
  readonly state: FileState;
  /** `h1:…` */
  readonly hash: string;
  readonly characters: number;
  readonly modulePath: string;
  readonly goVersion: string;
  readonly pruned: boolean;
  readonly require: readonly ModuleVersion[];
}

export interface ModPack {
  /** Number of a version's go.mod; undefined where there is none of it. */
  find(module: ModuleVersion): number | undefined;
  readonly size: number;
  hash(number: number): string;
  /** All states, FIELDS numbers each. */
  readonly states: Float64Array;
  mod(number: number): PackedMod;
}

/** Whether a pack can hold it: words of visible ASCII, as nearly all are. */
export function isPackable({ module, hash, modulePath, goVersion, require }: PackedMod): boolean {
  const words = [hash, ...[module, ...require].flatMap(({ path, version }) => [path, version])];
  return words.every((word) => WORD.test(word)) && [modulePath, goVersion].every((word) => WORD_OR_NONE.test(word));
}

const WORD = /^[!-~]+$/;
const WORD_OR_NONE = /^[!-~]*$/;

/** Hex digits of the checksum, and a line feed. */
const MARK = 65;
const LINE_FEED = 0x0a;

/** Numbers of each go.mod besides its state: characters, whether it is pruned, and where its requirements end. */
const NUMBERS = 3;

const lineOf = ({ path, version }: ModuleVersion) => `${path} ${version}`;

/** The checksum, a line of JSON, the words line by line, the states, and the numbers. All are packable. */
export function encodeMods(mods: readonly PackedMod[]): Buffer {
  const modules = new Map<string, number>();
  const numberOf = (module: ModuleVersion) => {
    const line = lineOf(module);
    const number = modules.get(line) ?? modules.size;
    modules.set(line, number);
    return number;
  };
  for (const { module } of mods) numberOf(module);
  const required = mods.flatMap(({ require }) => require.map(numberOf));
  const numbers = new Int32Array(mods.length * NUMBERS + required.length);
  const states = new Float64Array(mods.length * FIELDS);
  let end = 0;
  for (const [i, { state, characters, pruned, require }] of mods.entries()) {
    end += require.length;
    states.set(state, i * FIELDS);
    numbers.set([characters, pruned ? 1 : 0, end], i * NUMBERS);
  }
  numbers.set(required, mods.length * NUMBERS);
  const own = mods.flatMap(({ hash, modulePath, goVersion }) => [hash, modulePath, goVersion]);
  const words = Buffer.from([...modules.keys(), ...own].join('\n'), 'latin1');
  const head = JSON.stringify({
    mods: mods.length,
    modules: modules.size,
    words: words.length,
    required: required.length,
  });
  const content = Buffer.concat([Buffer.from(`${head}\n`), words, bytesOf(states), bytesOf(numbers)]);
  return Buffer.concat([Buffer.from(`${sha256(content)}\n`), content]);
}

/** undefined for what is not whole. */
export function decodeMods(bytes: Buffer | undefined): ModPack | undefined {
  if (bytes === undefined || bytes.length <= MARK || bytes[MARK - 1] !== LINE_FEED) return undefined;
  const content = bytes.subarray(MARK);
  if (bytes.toString('latin1', 0, MARK - 1) !== sha256(content)) return undefined;
  const from = content.indexOf(LINE_FEED) + 1;
  const { mods, modules, words, required } = JSON.parse(content.toString('latin1', 0, from));
  const lines = content.toString('latin1', from, from + words).split('\n');
  const states = new Float64Array(mods * FIELDS);
  content.copy(bytesOf(states), 0, from + words);
  const numbers = new Int32Array(mods * NUMBERS + required);
  content.copy(bytesOf(numbers), 0, from + words + states.byteLength);
  const byLine = new Map<string, number>();
  for (let i = 0; i < mods; i++) byLine.set(lines[i]!, i);
  const moduleAt = (number: number): ModuleVersion => {
    const line = lines[number]!;
    const blank = line.indexOf(' ');
    return { path: line.slice(0, blank), version: line.slice(blank + 1) };
  };
  const word = (number: number, which: number) => lines[modules + 3 * number + which]!;
  return {
    find: (module) => byLine.get(lineOf(module)),
    size: mods,
    hash: (number) => word(number, 0),
    states,
    mod: (number) => {
      const at = number * NUMBERS;
      const start = number === 0 ? 0 : numbers[at - 1]!;
      const required = numbers.subarray(mods * NUMBERS + start, mods * NUMBERS + numbers[at + 2]!);
      return {
        module: moduleAt(number),
        state: states.subarray(number * FIELDS, (number + 1) * FIELDS),
        hash: word(number, 0),
        characters: numbers[at]!,
        pruned: numbers[at + 1] === 1,
        modulePath: word(number, 1),
        goVersion: word(number, 2),
        require: Array.from(required, moduleAt),
      };
    },
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Int32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);
