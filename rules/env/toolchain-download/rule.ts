import {
  type Draft,
  defineRule,
  type Environment,
  environments,
  faultFinding,
  goversion,
  type MainModule,
  type Repo,
} from '../../../src/rule.ts';

interface Options {
  readonly downloads: 'allow' | 'report';
}

export const rule = defineRule<Options>({
  id: 'env/toolchain-download',
  title: 'Go toolchain that is invalid, too old or downloaded',
  why: 'GOTOOLCHAIN decides which go command runs. An invalid value makes every command fail. A fixed version ignores what go.mod needs. With auto, Go downloads and runs another toolchain, which only the checksum database verifies.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  strict: { downloads: 'report' },
  options: (v) =>
    v.strictObject({
      downloads: v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description('What to do where a captured environment would download a newer Go for a module'),
        ),
        'allow',
      ),
    }),
  *check(repo, { options }) {
    for (const env of environments(repo)) {
      for (const fault of env.faults('toolchain-invalid')) {
        yield {
          ...faultFinding(fault, env),
          message: `${fault.error}: every go command stops`,
          hint: 'write auto, local, or a release such as go1.26.0+auto',
        };
      }
      for (const fault of env.faults('toolchain-pin')) {
        const pinned = fault.text.replace(/\+.*$/, '');
        const module = repo.modules.find((m) => isTooOld(pinned, m));
        if (module === undefined) continue;
        yield {
          ...faultFinding(fault, env),
          atMost: 'warning',
          message: `GOTOOLCHAIN=${fault.text} runs an older Go than ${nameOf(module)} needs (go ${module.mod.go!.version})`,
          hint: `write ${pinned}+auto: then go.mod may ask for a newer one`,
        };
      }
      if (options.downloads === 'report') yield* downloads(repo, env);
    }
  },
});

function isTooOld(pinned: string, { mod }: MainModule): boolean {
  const needed = mod.go?.version;
  return needed !== undefined && goversion.compare(goversion.fromToolchain(pinned), needed) < 0;
}

function* downloads(repo: Repo, env: Environment): Generator<Draft> {
  const version = env.setting('GOVERSION');
  if (env.reach !== undefined || version === undefined) return;
  for (const module of repo.modules) {
    const lines = { goLine: module.mod.go?.version ?? '', toolchainLine: module.mod.toolchain?.name ?? '' };
    const { value: run } = env.toolchain(version.value, lines);
    if (run?.download === undefined) continue;
    const refused = run.download.sumdb === 'refused';
    const from = run.download.fetch[0];
    yield {
      at: version.at,
      subject: 'GOTOOLCHAIN',
      atMost: refused ? 'warning' : 'note',
      message: `for ${nameOf(module)} this Go (${version.value}) downloads ${run.name}${from === undefined ? ', and may not: GOPROXY=off' : refused ? ', and refuses it: the checksum database is off' : ` from ${from} and runs it`}`,
      hint: `install ${run.name}, or set GOTOOLCHAIN=local to stop instead`,
      data: { kind: 'download', toolchain: run.name },
    };
  }
}

function nameOf({ path, source }: MainModule): string {
  return path || source.path;
}
