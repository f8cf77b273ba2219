/** Makefiles: variables, exported or not, and the commands of recipes. */
import type { Source } from '../../text/source.ts';
import { Collector } from '../collector.ts';
import { environmentWords } from '../environment-words.ts';
import { type MappedText, MappedTextBuilder, plainText, slice } from '../mapped-text.ts';
import { variableOf } from '../mentions.ts';
import { type Certainty, type Reach, reach, type SettingsRead } from '../setting.ts';
import { nameAndValue } from '../shell/assignment.ts';
import { scriptContext } from '../shell/context.ts';
import { readScript } from '../shell/script.ts';

/** `[target:] [export|override|private] NAME op value`. */
const ASSIGNMENT =
  /^[ ]*(?:([^\s#=][^#=\n]*?):[ \t]*(?![:=]))?((?:(?:export|override|private|unexport)[ \t]+)*)([A-Za-z_]\w*)[ \t]*(::?:?=|\?=|\+=|!=|=)[ \t]*/;

export function readMakefile(source: Source): SettingsRead {
  const into = new Collector(source);
  const file = reach('file', source.path);
  const { text } = source;
  const exported = exportedNames(text);
  let isInRecipe = false;
  let isInDefine = false;
  let conditions = 0;
  for (const { start, end } of logicalLines(text)) {
    const line = text.slice(start, end);
    if (/^[ ]*endef\b/.test(line)) isInDefine = false;
    else if (/^[ ]*define\b/.test(line)) isInDefine = true;
    const isRecipe = line[0] === '\t' && (isInRecipe || isInDefine);
    if (isRecipe || isInDefine) {
      readRecipe(into, recipeText(text, start, end), file, start);
      continue;
    }
    if (/^[ \t]*(?:#|$)/.test(line)) continue;
    isInRecipe = false;
    if (/^[ \t]*(?:ifdef|ifndef|ifeq|ifneq)\b/.test(line)) conditions++;
    else if (/^[ \t]*endif\b/.test(line)) conditions = Math.max(0, conditions - 1);
    const m = ASSIGNMENT.exec(line.slice(0, 2000).replace(/^\t+/, (tabs) => ' '.repeat(tabs.length)));
    if (m) {
      const certainty: Certainty = conditions > 0 ? 'likely' : m[4] === '?=' ? 'overridable' : 'certain';
      readVariable(into, line, start, m, { file, exported, certainty });
      embeddedShell(into, plainText(line, start), file);
      prefixes(into, slice(plainText(line, start), m[0].length), file);
      continue;
    }
    // A rule: its recipe may begin on the same line.
    const rule = /^[^\t#][^#=]*?:(?!=)/.exec(line.slice(0, 5000));
    isInRecipe = rule !== null || /^(?:if|else|endif|include|-include|sinclude|export)\b/.test(line.trimStart());
    const semicolon = rule ? line.indexOf(';', rule[0].length) : -1;
    if (semicolon >= 0) readRecipe(into, recipeText(text, start + semicolon + 1, end), file, start);
  }
  return into.finish();
}

interface MakeContext {
  readonly file: Reach;
  /** Undefined where all is exported. */
  readonly exported: ReadonlySet<string> | undefined;
  readonly certainty: Certainty;
}

function readVariable(into: Collector, line: string, start: number, m: RegExpExecArray, context: MakeContext): void {
  const [all, target, modifiers = '', name = '', operator] = m;
  const { file, exported, certainty } = context;
  if (variableOf(name) === undefined || operator === '!=') return;
  const at = all.lastIndexOf(name, all.length - operator!.length);
  const raw = line.slice(all.length);
  const comment = /(?:^|[ \t])#/.exec(raw);
  const value = (comment ? raw.slice(0, comment.index) : raw).trimEnd();
  const isExported = /\bexport\b/.test(modifiers) || exported === undefined || exported.has(name);
  const where = target === undefined ? file : reach('job', `target ${target.trim()}`, file);
  // Make does not unquote; the shell that expands `$(NAME)` would, but programs see the quotes of an exported variable.
  into.variable(plainText(name, start + at), isElsewhere(value) ? undefined : plainText(value, start + all.length), {
    by: isExported ? 'export' : 'assignment',
    reach: where,
    certainty: isExported ? certainty : 'likely',
    literal: false,
  });
}

/** `$(X)`, `$X` and calls of functions. */
function isElsewhere(value: string): boolean {
  return /^\$(?:\w|\([^()]*(?:\([^()]*\)[^()]*)*\)|\{[^{}]*\})$/.test(value.slice(0, 2000)) && value.length < 2000;
}

/** Names in `export NAME …`; undefined where `export` or `.EXPORT_ALL_VARIABLES:` stands alone. */
function exportedNames(text: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const [, list = ''] of text.matchAll(/^[ ]*export((?:[ \t]+[\w$(){}-]+)*)[ \t]*(?:#[^\n]*)?\r?$/gm)) {
    if (list.trim() === '') return undefined;
    for (const name of list.trim().split(/[ \t]+/)) names.add(name);
  }
  return /^\.EXPORT_ALL_VARIABLES[ \t]*:/m.test(text) ? undefined : names;
}

/** Lines with those that continue them; `end` is before the line end. */
function* logicalLines(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    while (end >= 0 && (text[end - 1] === '\\' || text.startsWith('\\\r', end - 2))) end = text.indexOf('\n', end + 1);
    const stop = end < 0 ? text.length : end;
    yield { start, end: stop };
    start = stop + 1;
  }
}

/** What make hands to the shell: without `@`, `-` and `+`, and with `$` for `$$`. */
function recipeText(text: string, start: number, end: number): MappedText {
  const from = start + /^[ \t@+-]*/.exec(text.slice(start, Math.min(end, start + 1000)))![0].length;
  const line = text.slice(from, end);
  if (!line.includes('$$')) return plainText(line, from);
  const built = new MappedTextBuilder();
  let run = 0;
  for (let i = line.indexOf('$$'); i >= 0; i = line.indexOf('$$', i + 2)) {
    built.add(line.slice(run, i + 1), run);
    run = i + 2;
  }
  built.add(line.slice(run), run);
  return built.build((index) => from + index, line.length);
}

function readRecipe(into: Collector, script: MappedText, file: Reach, start: number): void {
  if (script.text === '' || script.text[0] === '#') return;
  readScript(script, scriptContext(into, reach('script', into.lineAt(start), file), file));
}

/** `ENV := GOSUMDB=off GOPROXY=direct`, for use before commands. */
function prefixes(into: Collector, value: MappedText, file: Reach): void {
  if (!/^[A-Za-z_]\w*=/.test(value.text)) return;
  for (const { word, literal } of environmentWords(value)) {
    const pair = nameAndValue(word);
    if (pair === undefined) return;
    into.variable(pair.name, pair.value, { by: 'command', reach: file, certainty: 'likely', literal });
  }
}

/** `$(shell …)` in the value of a variable. */
function embeddedShell(into: Collector, line: MappedText, file: Reach): void {
  const at = line.text.search(/\$[({]shell[ \t]/);
  if (at < 0) return;
  const from = at + 8;
  readScript(slice(line, from), scriptContext(into, reach('script', into.lineAt(line.offsetAt(from)), file), file));
}
