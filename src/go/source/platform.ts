/** Which files of a package are built for a platform: build tags and file names as go/build takes them. */
import { allOf } from './build-tags.ts';
import { evaluate } from './constraint.ts';

/** One way to build: `go build` with these GOOS, GOARCH, CGO_ENABLED and `-tags`. */
export interface BuildTarget {
  readonly os: string;
  readonly arch: string;
  readonly cgo: boolean;
  /** Of `-tags`. */
  readonly tags: ReadonlySet<string>;
  /** N of Go 1.N, which sets the tags go1.1 to go1.N. */
  readonly goMinor: number;
}

/** The newest Go whose tags are known here. */
export const NEWEST_GO_MINOR = 26;

function words(...texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.split(' ')));
}

// As in internal/syslist.
const UNIX_NAMES = 'aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris';
const UNIX = words(UNIX_NAMES);
const KNOWN_OS = words(UNIX_NAMES, 'js nacl plan9 wasip1 windows zos');
const KNOWN_ARCH = words(
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le',
  'ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm',
);

/** What `go tool dist list` prints for Go 1.26. */
const PORTS: ReadonlySet<string> = words(
  'aix/ppc64 android/386 android/amd64 android/arm android/arm64 darwin/amd64 darwin/arm64 dragonfly/amd64',
  'freebsd/386 freebsd/amd64 freebsd/arm freebsd/arm64 illumos/amd64 ios/amd64 ios/arm64 js/wasm linux/386',
  'linux/amd64 linux/arm linux/arm64 linux/loong64 linux/mips linux/mips64 linux/mips64le linux/mipsle',
  'linux/ppc64 linux/ppc64le linux/riscv64 linux/s390x netbsd/386 netbsd/amd64 netbsd/arm netbsd/arm64',
  'openbsd/386 openbsd/amd64 openbsd/arm openbsd/arm64 openbsd/ppc64 openbsd/riscv64 plan9/386 plan9/amd64',
  'plan9/arm solaris/amd64 wasip1/wasm windows/386 windows/amd64 windows/arm64',
);

/** Whether Go can build for `os/arch`. */
export function isPort(name: string): boolean {
  return PORTS.has(name);
}

/** All that Go can build for, as `os/arch`, sorted. */
export function ports(): readonly string[] {
  return [...PORTS];
}

/** The constraint that a file's name states (`x_linux_amd64.go`), as an expression; '' where it states none (go/build, goodOSArchFile). */
export function nameConstraint(file: string): string {
  const [name = ''] = file.split('.');
  const first = name.indexOf('_');
  if (first < 0) return '';
  const parts = name.slice(first).split('_');
  if (parts.at(-1) === 'test') parts.pop();
  const [before = '', last = ''] = [parts.at(-2), parts.at(-1)];
  if (KNOWN_OS.has(before) && KNOWN_ARCH.has(last)) return allOf([before, last]);
  return KNOWN_OS.has(last) || KNOWN_ARCH.has(last) ? last : '';
}

/** Whether a constraint holds on a target; '' always does. */
export function holdsOn(constraint: string, target: BuildTarget): boolean {
  if (constraint === '') return true;
  const truthOf = (tag: string) => {
    const yes = isSet(tag, target);
    return { yes, no: !yes };
  };
  return evaluate(constraint, truthOf, Number.POSITIVE_INFINITY)?.yes ?? false;
}

const IMPLIED: ReadonlyMap<string, string> = new Map([
  ['android', 'linux'],
  ['illumos', 'solaris'],
  ['ios', 'darwin'],
]);

function isSet(tag: string, { os, arch, cgo, tags, goMinor }: BuildTarget): boolean {
  if (tag === os || tag === arch || tag === 'gc' || tags.has(tag)) return true;
  if (tag === 'cgo') return cgo;
  if (tag === IMPLIED.get(os)) return true;
  if (tag === 'unix') return UNIX.has(os);
  const [, minor] = /^go1\.([1-9][0-9]{0,3})$/.exec(tag) ?? [];
  if (minor !== undefined) return Number(minor) <= goMinor;
  return (FEATURES.get(arch) ?? []).includes(tag) || isExperiment(tag, os, arch);
}

/** Tags of the least processor that Go builds for unless told otherwise (GOAMD64=v1 and so on). */
const FEATURES: ReadonlyMap<string, readonly string[]> = new Map([
  ['386', ['386.sse2']],
  ['amd64', ['amd64.v1']],
  ['arm', ['arm.5', 'arm.6', 'arm.7']],
  ['arm64', ['arm64.v8.0']],
  ['mips', ['mips.hardfloat']],
  ['mipsle', ['mipsle.hardfloat']],
  ['mips64', ['mips64.hardfloat']],
  ['mips64le', ['mips64le.hardfloat']],
  ['ppc64', ['ppc64.power8']],
  ['ppc64le', ['ppc64le.power8']],
  ['riscv64', ['riscv64.rva20u64']],
  ['wasm', ['wasm.satconv', 'wasm.signext']],
]);

const REGISTER_ABI = words('amd64 arm64 loong64 ppc64 ppc64le riscv64 s390x');

/** Experiments that Go 1.26 has on by default (internal/buildcfg). */
function isExperiment(tag: string, os: string, arch: string): boolean {
  const [, name] = /^goexperiment\.(.+)$/.exec(tag) ?? [];
  if (name === 'greenteagc' || name === 'randomizedheapbase64') return true;
  if (name === 'dwarf5') return !['darwin', 'ios', 'aix'].includes(os);
  return (name === 'regabiwrappers' || name === 'regabiargs') && REGISTER_ABI.has(arch);
}
