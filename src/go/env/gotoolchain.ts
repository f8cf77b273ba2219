/** GOTOOLCHAIN: which go command runs in the end (cmd/go/internal/toolchain). */

import type { Result } from '../std/result.ts';
import { quote } from '../std/strconv.ts';
import * as goversion from '../version/go-version.ts';

/** A parsed GOTOOLCHAIN value. */
export interface ToolchainSetting {
  /** The least that runs: the installed one (`local`) or one by name, `go1.21.3`, which may be older. */
  readonly min: string;
  /** Whether go.mod may ask for a newer one, and from where: PATH, then download (`auto`), or PATH alone. '' is never. */
  readonly mode: '' | 'auto' | 'path';
}

/** How Go reads a value of GOTOOLCHAIN that is not defaulted any more; the error is Go's. */
export function parseToolchain(value: string): Result<ToolchainSetting> {
  // An empty value, in a patched go.env, turns switching off.
  if (value === '') return { value: { min: 'local', mode: '' } };
  if (value === 'auto' || value === 'path') return { value: { min: 'local', mode: value } };
  const [, min = '', mode] = /^([^+]*)(?:\+(.*))?$/s.exec(value) ?? [];
  if (min !== 'local' && goversion.fromToolchain(min) === '') {
    const reason = mode === undefined ? '' : `: invalid minimum toolchain ${quote(min)}`;
    return { error: `invalid GOTOOLCHAIN ${quote(value)}${reason}` };
  }
  if (mode !== undefined && mode !== 'auto' && mode !== 'path') {
    return { error: `invalid GOTOOLCHAIN ${quote(value)}: only version suffixes are +auto and +path` };
  }
  return { value: { min, mode: mode ?? '' } };
}

/** What decides beside the setting: the installed toolchain's name, and the lines of go.mod or go.work ('' for none). */
export interface ToolchainContext {
  readonly local: string;
  readonly goLine: string;
  readonly toolchainLine: string;
}

/** The name of the toolchain that runs: the installed one or another, looked up in PATH and, but in mode `path`, downloaded. */
export function selectToolchain(setting: ToolchainSetting, context: ToolchainContext): Result<string> {
  const { value, error } = wantedToolchain(setting, context);
  if (error !== undefined) return { error };
  // `go2` is a version to Go, but no toolchain that it would run.
  const runnable = value === context.local || value.startsWith('go1') || value.includes('-go1');
  return runnable ? { value } : { error: `invalid GOTOOLCHAIN ${quote(value)}` };
}

function wantedToolchain(setting: ToolchainSetting, context: ToolchainContext): Result<string> {
  const min = setting.min === 'local' ? context.local : setting.min;
  const { goLine, toolchainLine } = context;
  if (setting.mode === '' || toolchainLine === 'default') return { value: min };
  let selected = min;
  let version = goversion.fromToolchain(min);
  if (toolchainLine !== '') {
    const wanted = goversion.fromToolchain(toolchainLine);
    if (wanted === '') return { error: `invalid toolchain ${quote(toolchainLine)}` };
    if (goversion.compare(wanted, version) > 0) {
      selected = toolchainLine;
      version = wanted;
    }
  }
  if (goversion.compare(goLine, version) > 0) {
    // No release is named 1.22: its first is 1.22.0 (go.dev/issue/62278).
    selected = `go${goLine}${goversion.isLang(goLine) ? '.0' : ''}`;
  }
  return { value: selected };
}
