import { defineRule, firstLine, lineSpan } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'work/committed',
  title: 'Committed go.work',
  why: "A go.work changes what every go command below it builds. Users of a module then get other versions than the repository's own tests use. Go's documentation recommends not to commit go.work, unless the modules are always developed and released together.",
  since: '0.1.0',
  level: 'note',
  precision: 'high',
  reach: 'files',
  presets: ['strict'],
  *check(repo) {
    for (const { work, source } of repo.workspaces) {
      const line = work.go?.line;
      yield {
        at: line ? lineSpan(work.syntax, line) : firstLine(source),
        subject: 'go.work',
        message: `go.work is committed: go commands below it build ${work.use.length} module${work.use.length === 1 ? '' : 's'} as one workspace`,
        hint: 'run "git rm --cached go.work" and add it to .gitignore, or also test each module in CI with GOWORK=off',
        data: { kind: 'committed', members: work.use.length },
      };
    }
  },
});
