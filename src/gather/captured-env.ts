/** Captured `go env` output: read whole and understood, or refused. A setting that is skipped would pass for one that is not there. */
import { resolve } from 'node:path';
import { parseEnvFile } from '../go/env/captured.ts';
import type { EnvFile } from '../go/env/captured-types.ts';
import { maskEnvFile } from '../go/env/mask.ts';
import { settingOverLimit } from '../go/env/setting-limits.ts';
import { MAX_ENV_BYTES } from '../go/std/limits.ts';
import { readableText } from '../license/tokens/utf16.ts';
import { isUnder } from '../model/discover.ts';
import { ModwardenError } from '../model/error.ts';
import type { CapturedEnv } from '../model/repo.ts';
import { decode } from '../text/bytes.ts';
import { quoted } from '../text/quoted.ts';
import { lineText, pointAt, type Span, source } from '../text/source.ts';
import { readBounded } from './read-file.ts';

/** `root`: of the repository; `dir`: the folder whose policy judges it. Throws ModwardenError. */
export function capturedEnv(name: string, cwd: string, root: string, dir: string): CapturedEnv {
  const path = resolve(cwd, name);
  const bytes = readBounded(path, MAX_ENV_BYTES);
  if ('problem' in bytes) throw refused(`${quoted(name)} ${bytes.problem}`);
  const inside = isUnder(path, root) ? path.slice(root.length + 1) : name;
  const parsed = parseCaptured(inside, decode(bytes));
  if ('problem' in parsed) throw refused(`${quoted(name)}${parsed.problem}`);
  return { ...parsed, dir };
}

/** Gives the reason where it is not understood as a whole. */
export function parseCaptured(
  path: string,
  written: string,
): Pick<CapturedEnv, 'source' | 'file'> | { readonly problem: string } {
  const text = maskEnvFile(source(path, readableText(written)));
  const file = parseEnvFile(text);
  const problem = problemOf(file);
  if (problem !== undefined) return { problem: `: ${problem}` };
  const over = settingOverLimit(file);
  if (over !== undefined) {
    const { line, column } = pointAt(text, over.at.start);
    return { problem: `, line ${line}, column ${column}: ${over.message}` };
  }
  return { source: text, file };
}

function refused(message: string): ModwardenError {
  return new ModwardenError('unreadable-go-env', message);
}

const EXPECTED = 'expected the output of "go env" or "go env -json", or a file that "go env -w" writes';

function problemOf({ source: text, settings, cut, unread, understood }: EnvFile): string | undefined {
  if (cut !== undefined) return `line ${lineOf(cut)}: the file ends inside a value or object; capture it again`;
  const [first] = unread;
  if (first !== undefined) return `line ${lineOf(first)}: ${EXPECTED}, got ${shown(first)}`;
  if (understood) return undefined;
  if (text.text.trim() === '') return `the file is empty; ${EXPECTED}`;
  return settings.size > 0 ? `found no Go variable; ${EXPECTED}` : `found no line with a Go variable; ${EXPECTED}`;
}

function lineOf({ file, start }: Span): number {
  return pointAt(file, start).line;
}

/** The name alone: a value may hold a secret. */
function shown(at: Span): string {
  const line = lineText(at.file, lineOf(at)) ?? '';
  return quoted(`${line.slice(0, line.search(/[=:]/) + 1).trim()}…`);
}
