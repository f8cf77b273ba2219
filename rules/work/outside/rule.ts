import { type Draft, defineRule, inFolder, type Repo, type Workspace } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'work/outside',
  title: 'go.work that uses a folder which others do not have',
  why: 'Every go command in a workspace stops when one of its members cannot be read. A folder outside the repository exists on one machine; one without a go.mod exists on none.',
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
    }
  },
});

type Verdict = Pick<Draft, 'message' | 'hint' | 'confidence' | 'data'>;

function judge({ dir, text }: Workspace['members'][number], repo: Repo): Verdict | undefined {
  const is = `go.work uses ${text}`;
  const remove = `remove it ("go work edit -dropuse=${text}")`;
  if (/^(?:[/\\]|[A-Za-z]:)/.test(text)) {
    return {
      message: `${is}, an absolute path: it exists on one machine`,
      hint: `name a folder of this repository, or ${remove}`,
      data: { kind: 'absolute' },
    };
  }
  if (dir === undefined) {
    return {
      message: `${is}, which lies outside the repository: a clone does not have it`,
      hint: `${remove} and keep it in a go.work of your own, named by GOWORK`,
      data: { kind: 'outside' },
    };
  }
  if (repo.hasFile(inFolder(dir, 'go.mod'))) return undefined;
  const missing = dir === '' || repo.hasFolder(dir) ? 'has no go.mod' : 'is not in the repository';
  return {
    message: `${is}, which ${missing}: Go cannot load the workspace`,
    hint: `correct the path, or ${remove}`,
    // A submodule's files are not in the repository's own tree.
    ...(repo.hasFile('.gitmodules') && { confidence: 'low' as const }),
    data: { kind: 'missing' },
  };
}
