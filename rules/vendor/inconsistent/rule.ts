import {
  type Draft,
  defineRule,
  firstLine,
  goversion,
  inFolder,
  lineSpan,
  type MainModule,
  type Repo,
  replacedFromVendor,
  targetSpan,
  toolsNotVendored,
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
    yield* unvendorable(repo);
    yield* toolsMissing(repo);
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
    repo.hasFolder(inFolder(dir, 'vendor')) &&
    // Then a vendor.mod has it.
    !repo.hasFile(inFolder(dir, 'vendor/modules.txt'))
  );
}

function* unvendorable(repo: Repo): Generator<Draft> {
  for (const { file, line } of replacedFromVendor(repo)) {
    yield {
      at: targetSpan(file.syntax, line),
      subject: line.old.path,
      message: `replacement path ${line.new.path} inside vendor directory: "go ${file.module ? 'mod' : 'work'} vendor" stops here`,
      hint: 'move the folder out of vendor, or require a published version',
      ...(file.module && { module: file.module }),
      data: { kind: 'into-vendor', file: inFolder(file.dir, 'vendor/modules.txt') },
    };
  }
}

function* toolsMissing(repo: Repo): Generator<Draft> {
  for (const { module, tool } of toolsNotVendored(repo)) {
    yield {
      at: lineSpan(module.mod.syntax, tool.line),
      subject: tool.path,
      message: `the tool ${tool.path} is not in vendor/modules.txt: "go tool" cannot build it`,
      hint: 'run "go mod vendor" and commit the vendor folder',
      module,
      data: { kind: 'tool', file: inFolder(module.dir, 'vendor/modules.txt') },
    };
  }
}
