import {
  defineRule,
  type FileSetting,
  folderOf,
  goversion,
  isUnder,
  lineSpan,
  type MainModule,
  type Repo,
  type SettingFile,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'env/toolchain-mismatch',
  title: 'Go older than the module needs',
  why: 'A job or image whose Go is older than the go line of its module cannot build with that Go. It downloads a newer one that nobody chose. With GOTOOLCHAIN=local, as in the official images, it fails.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'files',
  settings: true,
  presets: ['recommended'],
  *check(repo) {
    for (const file of repo.settingFiles) {
      const module = moduleFor(file, repo);
      const needed = module?.mod.go?.version;
      if (module === undefined || needed === undefined) continue;
      for (const setting of newestOfEach(file)) {
        if (!isTooOld(setting.value!, needed)) continue;
        yield {
          at: setting.valueAt,
          subject: 'go-version',
          message: `Go ${setting.value} is older than ${module.path || module.source.path} needs: go ${needed}`,
          hint: `install Go ${needed} or newer here, or take the version from go.mod (go-version-file: go.mod)`,
          related: [{ at: lineSpan(module.mod.syntax, module.mod.go!.line), message: 'the go line' }],
          data: { kind: 'mismatch', installed: setting.value!, needed, reach: setting.reach.kind },
        };
      }
    }
  },
});

/** The module that the file's folder belongs to; for files that stand beside modules the only one of the repository. */
function moduleFor({ source }: SettingFile, { modules }: Repo): MainModule | undefined {
  const own = modules.filter(({ kind }) => kind === 'module');
  const around = own.filter(({ dir }) => isUnder(folderOf(source.path), dir));
  const nearest = around.sort((a, b) => b.dir.length - a.dir.length)[0];
  return nearest ?? (own.length === 1 ? own[0] : undefined);
}

/** Where a job runs with several, as in a matrix, older ones are there on purpose. */
function newestOfEach({ source, read }: SettingFile): FileSetting[] {
  const newest = new Map<string, FileSetting>();
  for (const setting of read?.settings ?? []) {
    const { variable, value, reach, valueAt } = setting;
    // `^1.22` and `>=1.22` take newer ones.
    if (
      variable !== 'go-version' ||
      value === undefined ||
      /[\^~>]=?\s*$/.test(source.text.slice(0, valueAt.start).slice(-4))
    )
      continue;
    const known = newest.get(reach.id);
    if (known === undefined || goversion.compare(value, known.value!) > 0) newest.set(reach.id, setting);
  }
  return [...newest.values()];
}

/** `1.26` is the newest release of Go 1.26. */
function isTooOld(installed: string, needed: string): boolean {
  return goversion.isLang(installed)
    ? goversion.compare(installed, goversion.lang(needed)) < 0
    : goversion.compare(installed, needed) < 0;
}
