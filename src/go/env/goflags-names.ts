/** The flags that some command of go 1.26 has: what GOFLAGS may name. Commands pass over those of others. */
const NAMES = `
C a artifacts asan asmflags bench benchmem benchtime blockprofile blockprofilerate buildmode buildvcs c cache changed compat
compiled compiler count cover covermode coverpkg coverprofile cpu cpuprofile d debug-actiongraph debug-runtime-trace
debug-trace deps diff dropexclude dropgodebug dropignore dropreplace droprequire dropretract droptool dropuse e exclude exec
export f failfast find fix fmt fullpath fuzz fuzzcache fuzzminimizetime fuzztime gccgoflags gcflags go godebug i ignore
insecure installsuffix json ldflags linkshared list m memprofile memprofilerate mod modcache modcacherw modfile module msan
mutexprofile mutexprofilefraction n o outputdir overlay p parallel pgo pkgdir print r race replace require retract retracted
reuse run short shuffle skip t tags test testcache timeout tool toolchain toolexec trace trimpath u use v vendor versions
vet w work x
`;

/** Flags of test binaries, which `go test` also takes with `test.` in front. */
const TEST_NAMES = `
artifacts bench benchmem benchtime blockprofile blockprofilerate count coverprofile cpu cpuprofile failfast fullpath fuzz
fuzzminimizetime fuzztime list memprofile memprofilerate mutexprofile mutexprofilefraction outputdir parallel run short shuffle skip
timeout trace v
`;

let known: Set<string> | undefined;

export function isGoFlag(name: string): boolean {
  known ??= new Set([...words(NAMES), ...words(TEST_NAMES).map((test) => `test.${test}`)]);
  return known.has(name);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
