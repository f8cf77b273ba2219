/** Which go command runs in the end, and where it comes from when it is not the installed one (cmd/go/internal/toolchain). */
import type { Result } from '../std/result.ts';
import { GOLANG } from './goproxy.ts';
import { parseToolchain, selectToolchain, type ToolchainContext } from './gotoolchain.ts';
import { type EnvLayers, effective } from './layers.ts';
import { type Posture, posture } from './posture.ts';

export interface ToolchainRun {
  /** `go1.26.8`. */
  readonly name: string;
  /** `installed`: the command itself · `path`: only what PATH has under this name · `download`: PATH first, then the module of toolchains. */
  readonly from: 'installed' | 'path' | 'download';
  /** How it is downloaded; there with `download`. Its `sumdb` is `refused` where the checksum database is off: Go downloads it and stops. */
  readonly download?: Posture;
}

/** The error is Go's. `inModule`: there is a go.mod, which GO111MODULE=auto needs. */
export function toolchainRun(
  env: EnvLayers,
  context: ToolchainContext & { readonly inModule: boolean },
): Result<ToolchainRun> {
  const installed: ToolchainRun = { name: context.local, from: 'installed' };
  if (!usesModules(effective(env, 'GO111MODULE').value, context.inModule)) return { value: installed };
  const setting = parseToolchain(effective(env, 'GOTOOLCHAIN').value);
  if (setting.error !== undefined) return setting;
  const { value: name, error } = selectToolchain(setting.value, context);
  if (error !== undefined) return { error };
  if (name === context.local) return { value: installed };
  if (setting.value.mode === 'path') return { value: { name, from: 'path' } };
  return { value: { name, from: 'download', download: posture(`${GOLANG}/toolchain`, env) } };
}

/** Go takes any other word for `off` here, and complains about it later. */
function usesModules(value: string, inModule: boolean): boolean {
  return value === '' || value === 'on' || (value === 'auto' && inModule);
}
