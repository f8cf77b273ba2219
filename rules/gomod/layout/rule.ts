import { defineRule, layoutEdits, trimmedLine } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'gomod/layout',
  title: 'Untidy layout of go.mod',
  why: 'The next go command that writes go.mod lays it out in its own way, and a small change becomes a large diff. Direct and indirect requirements in one block hide which dependencies are chosen.',
  since: '0.1.0',
  level: 'note',
  precision: 'very-high',
  reach: 'files',
  fixes: ['safe'],
  presets: [],
  *check(repo) {
    for (const module of repo.modules) {
      const { mod, errors } = module;
      const layout = errors.length === 0 ? layoutEdits(mod.syntax.source) : undefined;
      const [first] = layout?.edits ?? [];
      if (layout === undefined || first === undefined) continue;
      yield {
        at: trimmedLine(mod.syntax.source, first.at.start),
        subject: 'layout',
        message: layout.splits
          ? 'direct and indirect requirements share a block'
          : 'go.mod is not laid out as go mod tidy writes it',
        hint: layout.splits ? 'run "go mod tidy"' : 'run "go mod edit -fmt"',
        module,
        fix: { what: 'lay out as go mod tidy does', safe: true, edits: layout.edits },
        data: { kind: layout.splits ? 'mixed' : 'format' },
      };
    }
  },
});
