/** Options that say what is built: for which platforms, with which tags, with cgo or not. */
import { isPort } from '../../go/source/platform.ts';
import { type BuildOptions, MAX_TARGETS } from '../../model/built/built-modules.ts';
import { type Arguments, type OptionTable, quoted, UsageError } from './args.ts';

/** The platforms of Go's own binary releases that most programs are built for. */
export const DEFAULT_PLATFORMS: readonly string[] = [
  'darwin/amd64',
  'darwin/arm64',
  'linux/amd64',
  'linux/arm64',
  'windows/amd64',
];

export const BUILDING = {
  platform: {
    value: 'OS/ARCH,…',
    help: `with --scope built: the platforms (default: ${DEFAULT_PLATFORMS.join(', ')})`,
  },
  tags: { value: 'TAG,…', help: 'with --scope built: build tags that are set' },
  cgo: { value: 'WHEN', help: 'with --scope built: on, off or both (default: both)' },
  tests: { help: "with --scope built: the tests of the main module's packages count too" },
} as const satisfies OptionTable;

const NAMES = Object.keys(BUILDING);

/** Throws UsageError. */
export function buildOptionsOf(args: Arguments): BuildOptions {
  const platforms = listed(args, 'platform') ?? DEFAULT_PLATFORMS;
  for (const platform of platforms)
    if (!isPort(platform))
      throw new UsageError(`--platform: expected OS/ARCH such as linux/amd64, got ${quoted(platform)}`);
  const tags = new Set(listed(args, 'tags') ?? []);
  const cgo = cgoOf(args.values.get('cgo') ?? 'both');
  const targets = [...new Set(platforms)].sort().flatMap((platform) => {
    const [os, arch] = platform.split('/') as [string, string];
    return cgo.map((on) => ({ os, arch, cgo: on, tags }));
  });
  if (targets.length > MAX_TARGETS)
    throw new UsageError(`--platform: ${targets.length} builds are more than ${MAX_TARGETS}; name fewer platforms`);
  return { targets, tests: args.flags.has('tests') };
}

/** Options that have no meaning beside the scope. Throws UsageError. */
export function refuseBuildOptions(args: Arguments): void {
  const given = NAMES.find((name) => args.values.has(name) || args.flags.has(name));
  if (given !== undefined) throw new UsageError(`--${given} needs --scope built`);
}

/** `linux/amd64 and windows/amd64, with and without cgo, without tests`. */
export function buildText({ targets, tests }: BuildOptions): string {
  const platforms = [...new Set(targets.map(({ os, arch }) => `${os}/${arch}`))];
  const cgo = new Set(targets.map((target) => target.cgo));
  const tags = [...(targets[0]?.tags ?? [])];
  return [
    inWords(platforms),
    ...(tags.length > 0 ? [`with the build tag${tags.length > 1 ? 's' : ''} ${inWords(tags)}`] : []),
    cgo.size > 1 ? 'with and without cgo' : cgo.has(true) ? 'with cgo' : 'without cgo',
    tests ? 'with tests' : 'without tests',
  ].join(', ');
}

function listed({ values }: Arguments, name: string): readonly string[] | undefined {
  const value = values.get(name);
  if (value === undefined) return undefined;
  const words = value.split(',').map((word) => word.trim());
  if (words.some((word) => !/^[\p{L}\p{Nd}_./]+$/u.test(word)))
    throw new UsageError(`--${name}: expected a list separated by commas, got ${quoted(value)}`);
  return words;
}

function cgoOf(value: string): readonly boolean[] {
  if (value === 'both') return [true, false];
  if (value === 'on' || value === 'off') return [value === 'on'];
  throw new UsageError(`--cgo: expected on, off or both, got ${quoted(value)}`);
}

function inWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
