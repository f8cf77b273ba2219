import {
  defineRule,
  firstLine,
  goversion,
  inFolder,
  lineSpan,
  type MainModule,
  type Repo,
  vendorContradictions,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'vendor/inconsistent',
  title: 'Inconsistent vendor folder',
  why: 'If there is a vendor folder, Go builds from it. Go fails with "inconsistent vendoring" if vendor/modules.txt does not match go.mod. Reviewers see one version in go.mod while the repository contains another.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const { subject, text, at, record, vendor, module, workspace } of vendorContradictions(repo)) {
      const name = subject.version === '' ? subject.path : `${subject.path}@${subject.version}`;
      yield {
        at,
        subject: subject.path,
        ...(subject.version !== '' && { version: subject.version }),
        message: `${name}: ${text}`,
        hint: `run "go ${workspace ? 'work' : 'mod'} vendor" and commit the vendor folder`,
        ...(record && { related: [{ at: record, message: 'entry in modules.txt' }] }),
        ...(module && { module }),
        data: { kind: 'inconsistent', file: vendor.source.path },
      };
    }
    for (const { vendor, module } of vendorFiles(repo)) {
      if (vendor.unreadable === undefined) continue;
      yield {
        at: firstLine(vendor.source),
        subject: 'vendor',
        message: `vendor/modules.txt cannot be read: ${vendor.unreadable}`,
        hint: 'run "go mod vendor" and commit the vendor folder',
        ...(module && { module }),
        data: { kind: 'unreadable', file: vendor.source.path },
      };
    }
    for (const module of repo.modules) {
      if (!isTakenForVendored(repo, module)) continue;
      yield {
        at: lineSpan(module.mod.syntax, module.mod.go!.line),
        subject: 'vendor',
        message: 'the vendor folder has no modules.txt: go commands fail',
        hint: 'run "go mod vendor", or rename the folder',
        module,
        data: { kind: 'no-list', file: inFolder(module.dir, 'vendor/modules.txt') },
      };
    }
  },
});

function* vendorFiles(
  repo: Repo,
): Generator<{ readonly vendor: NonNullable<MainModule['vendor']>; readonly module: MainModule | undefined }> {
  for (const module of repo.modules) if (module.vendor) yield { vendor: module.vendor, module };
  const own = new Set(repo.modules.map((m) => m.vendor?.source.path));
  for (const { vendor } of repo.workspaces)
    if (vendor && !own.has(vendor.source.path)) yield { vendor, module: undefined };
}

/** modload.setDefaultBuildMod looks for the folder only, and reads a missing modules.txt as an empty one. Not so in a workspace. */
function isTakenForVendored(repo: Repo, { kind, dir, mod, vendor, errors, workspace }: MainModule): boolean {
  return (
    kind === 'module' &&
    vendor === undefined &&
    workspace === undefined &&
    errors.length === 0 &&
    mod.require.length > 0 &&
    mod.go !== undefined &&
    goversion.compare(mod.go.version, '1.14') >= 0 &&
    repo.hasFolder(inFolder(dir, 'vendor'))
  );
}
