import {
  argumentSpan,
  type Draft,
  defineRule,
  firstLine,
  goversion,
  inFolder,
  type Member,
  membersOf,
  type Repo,
  type Workspace,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'work/outside',
  title: 'Invalid workspace member',
  why: 'Every go command in a workspace fails if Go cannot load one of the members. A folder outside the repository exists only on one machine. A member without a go.mod cannot be loaded anywhere. A member may also require a newer Go than go.work does.',
  since: '0.1.0',
  level: 'error',
  precision: 'high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const workspace of repo.workspaces) {
      for (const member of workspace.members) {
        const verdict = judge(member, repo);
        if (verdict) yield { at: member.at, subject: member.text, ...verdict };
      }
      const members = membersOf(repo, workspace);
      yield* twice(members);
      yield* newerGo(workspace, members);
    }
  },
});

type Verdict = Pick<Draft, 'message' | 'hint' | 'confidence' | 'data'>;

function judge({ dir, text }: Workspace['members'][number], repo: Repo): Verdict | undefined {
  const is = `go.work uses ${text}`;
  const remove = `run "go work edit -dropuse=${text}"`;
  if (/^(?:[/\\]|[A-Za-z]:)/.test(text)) {
    return {
      message: `${is}, an absolute path`,
      hint: `use a folder of this repository, or ${remove}`,
      data: { kind: 'absolute' },
    };
  }
  if (dir === undefined) {
    return {
      message: `${is}, which is outside the repository`,
      hint: `${remove}, and use your own go.work file (set GOWORK)`,
      data: { kind: 'outside' },
    };
  }
  if (dir.split('/').includes('vendor')) {
    return {
      message: `${is}, which lies in a vendor folder: Go finds its packages twice ("ambiguous import")`,
      hint: `${remove}: the vendored module is built without it`,
      data: { kind: 'vendor' },
    };
  }
  if (repo.hasFile(inFolder(dir, 'go.mod'))) return undefined;
  const missing = dir === '' || repo.hasFolder(dir) ? 'has no go.mod' : 'is not in the repository';
  return {
    message: `${is}, which ${missing}`,
    hint: text.includes('\\')
      ? `write / in place of \\, which Go takes on Windows too: ${text.replaceAll('\\', '/')}`
      : `correct the path, or ${remove}`,
    // A submodule's files are not in the repository's own tree.
    ...(repo.hasFile('.gitmodules') && { confidence: 'low' as const }),
    data: { kind: 'missing' },
  };
}

/** modload.makeMainModules: a path names one module of a workspace. */
function* twice(members: readonly Member[]): Generator<Draft> {
  const first = new Map<string, Member>();
  for (const member of members) {
    const { module, at, text } = member;
    if (module === undefined || module.path === '') continue;
    const before = first.get(module.path);
    if (before === undefined) first.set(module.path, member);
    // The same folder twice is another error.
    else if (before.module !== module) {
      yield {
        at,
        subject: module.path,
        message: `module ${module.path} appears multiple times in workspace: in ${before.text} and in ${text}`,
        hint: 'remove one of the two lines, or change one module path',
        related: [{ at: before.at, message: 'first member' }],
        data: { kind: 'twice' },
      };
    }
  }
}

/** modload.loadModFile: go.work must ask for at least the Go of every member, from Go 1.21 on. One finding, for the newest. */
function* newerGo({ work, source }: Workspace, members: readonly Member[]): Generator<Draft> {
  const least = work.go?.version ?? '1.18';
  const newer = members.flatMap(({ module, text, at }) => {
    const version = module?.mod.go?.version ?? '';
    const counts = goversion.compare(version, least) > 0 && goversion.compare(version, '1.21') >= 0;
    return counts ? [{ version, text, at }] : [];
  });
  const [newest, ...others] = newer.sort((a, b) => goversion.compare(b.version, a.version));
  if (newest === undefined) return;
  const lists = work.go ? `lists go ${least}` : 'implicitly requires go 1.18';
  yield {
    at: work.go ? argumentSpan(work.syntax, work.go.line, 0) : firstLine(source),
    subject: 'go',
    message: `module ${newest.text} listed in go.work file requires go >= ${newest.version}, but go.work ${lists}`,
    hint: 'run "go work use" to update it',
    related: [newest, ...others].map(({ version, text, at }) => ({ at, message: `${text} requires go ${version}` })),
    data: { kind: 'go', needed: newest.version },
  };
}
