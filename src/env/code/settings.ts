/** Settings in code: `NAME = "value"`, `"NAME": "value"`, `withEnv(["NAME=value"])`, and scripts in strings. */
import type { Source } from '../../text/source.ts';
import { Collector } from '../collector.ts';
import { environmentWords } from '../environment-words.ts';
import { goVersion } from '../go-image.ts';
import { type MappedText, slice } from '../mapped-text.ts';
import { variableOf } from '../mentions.ts';
import { type Reach, reach, type SettingsRead } from '../setting.ts';
import { nameAndValue } from '../shell/assignment.ts';
import { readEmbedded, type ScriptPlace, type Shell } from '../tree/scripts.ts';
import { type Language, type Token, tokens } from './tokens.ts';

export interface CodeDialect extends Language {
  readonly root: Reach;
}

/** Names before strings that a shell runs. */
const SCRIPTS: readonly (readonly [name: RegExp, shell: Shell | undefined])[] = [
  [/^(?:bat)$/, 'batch'],
  [/^(?:powershell|pwsh)$/, 'powershell'],
  [
    /^(?:sh|script|inline|SHELL|cmd|command|commands)$|(?:^(?:pre|post)[A-Z]\w*|Phase|Hook|Command|_script|_data|_command)$/,
    undefined,
  ],
];

/** Names around lists of `NAME=value`. */
const ENVIRONMENT = /env/i;

export function readCode(source: Source, dialect: CodeDialect): SettingsRead {
  const into = new Collector(source);
  const all = [...tokens(source.text, dialect)];
  /** Names before the brackets around. */
  const around: string[] = [];
  let lastName = '';
  let pair: { name?: MappedText; value?: Token } = {};
  for (const [i, token] of all.entries()) {
    if (token.kind === 'sign') {
      if ('{[('.includes(token.text)) {
        around.push(lastName);
        if (token.text === '{') pair = {};
      } else if ('}])'.includes(token.text)) {
        lastName = around.pop() ?? '';
        if (token.text === '}') pair = {};
      }
      continue;
    }
    if (token.kind === 'line') continue;
    const after = assigned(all, i);
    if (after !== undefined && variableOf(token.text) !== undefined) {
      into.variable(token, after, { by: 'environment', reach: dialect.root, literal: after.literal });
      continue;
    }
    if (after !== undefined && (token.text === 'name' || token.text === 'value')) {
      pair = { ...pair, ...(token.text === 'name' ? { name: after } : { value: after }) };
      const { name, value } = pair;
      if (name && value && variableOf(name.text) !== undefined) {
        into.variable(name, value, { by: 'environment', reach: dialect.root, literal: value.literal });
        pair = {};
      }
    }
    if (after !== undefined && token.text === 'go' && around.length === 0 && dialect.literalSingle)
      goVersion(into, token, after, dialect.root);
    if (token.kind === 'word') {
      lastName = token.text;
      continue;
    }
    const script = SCRIPTS.find(([name]) => name.test(lastName));
    const place: ScriptPlace = {
      into,
      reach: reach('script', into.lineAt(token.start), dialect.root),
      lasting: dialect.root,
      certainty: 'certain',
      shell: script?.[1],
    };
    if (script !== undefined || /^\s*#!.*sh\b/.test(token.text.slice(0, 200))) readEmbedded(token, place);
    else if (lastName === 'args')
      for (const { word, literal } of environmentWords(token))
        environmentItem(into, { ...token, ...word, literal }, dialect.root);
    else if (ENVIRONMENT.test(lastName) || around.some((name) => ENVIRONMENT.test(name)))
      environmentItem(into, token, dialect.root);
  }
  return into.finish();
}

/** The string behind `NAME =`, `"NAME":`, `NAME =>`, `ENV['NAME'] =`; undefined for anything else. */
function assigned(all: readonly Token[], i: number): Token | undefined {
  let n = i + 1;
  if (all[n]?.text === ']' && all[i]!.kind === 'string') n++;
  if (all[n]?.kind !== 'sign' || !/[=:]/.test(all[n]!.text)) return undefined;
  n++;
  // `==` compares; `:=` and `=>` assign.
  if (all[n]?.kind === 'sign' && (all[n]!.text === '=' || all[n]!.text === '>')) {
    if (all[n - 1]!.text === '=' && all[n]!.text === '=') return undefined;
    n++;
  }
  // A list of one, as Nix has them.
  const isList = all[n]?.text === '[' && all[n + 2]?.text === ']';
  const value = all[isList ? n + 1 : n];
  if (value?.kind !== 'string') return undefined;
  // Something is appended, so that this is not the whole value.
  return all[n + 1]?.kind === 'sign' && all[n + 1]!.text === '+' ? undefined : value;
}

function environmentItem(into: Collector, token: Token, where: Reach): void {
  const option = /^--?[\w-]+=(?=[A-Z]\w*=)/.exec(token.text)?.[0].length ?? 0;
  const pair = nameAndValue(slice(token, option));
  if (pair) into.variable(pair.name, pair.value, { by: 'environment', reach: where, literal: token.literal });
}
