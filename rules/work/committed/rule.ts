import { defineRule, firstLine, lineSpan } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'work/committed',
  title: 'go.work in the repository',
  why: "A go.work changes what every go command below it builds, from members and replacements that no go.mod names: those who use a module of the repository get other versions than its own tests ran with. Go's advice is to keep it out of the repository, unless its modules are always developed and released together.",
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
        message: `go.work is part of the repository: all go commands below it build ${work.use.length} module${work.use.length === 1 ? '' : 's'} as one workspace`,
        hint: 'take it out (git rm --cached go.work, and a line in .gitignore), or let CI test each module with GOWORK=off as well',
        data: { kind: 'committed', members: work.use.length },
      };
    }
  },
});
