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
  id: 'sum/vendor',
  title: 'vendor/modules.txt that contradicts go.mod or go.work',
  why: 'Where there is a vendor folder, Go builds from it and stops ("inconsistent vendoring") when it was not made from this go.mod. Until then reviewers read one version in go.mod and the repository holds another.',
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
        hint: `bring the vendor folder into step with "go ${workspace ? 'work' : 'mod'} vendor" and commit it`,
        ...(record && { related: [{ at: record, message: 'what modules.txt says' }] }),
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
        hint: 'write it with "go mod vendor" and commit it',
        ...(module && { module }),
        data: { kind: 'unreadable', file: vendor.source.path },
      };
    }
    for (const module of repo.modules) {
      if (!isTakenForVendored(repo, module)) continue;
      yield {
        at: lineSpan(module.mod.syntax, module.mod.go!.line),
        subject: 'vendor',
        message:
          'the folder vendor has no modules.txt: Go takes it for vendored modules all the same, and stops since none is in it',
        hint: 'write it with "go mod vendor", or give the folder another name',
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
