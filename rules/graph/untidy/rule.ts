import { defineRule } from '../../../src/rule.ts';
import { importFindings } from './imports.ts';
import { lineFindings, rootFindings } from './requirements.ts';

export const rule = defineRule({
  id: 'graph/untidy',
  title: 'Untidy go.mod',
  why: 'If go.mod is not tidy, Go builds other versions than the file lists. CI, which must not write go.mod, then fails with "updates to go.mod needed". A wrong `// indirect` comment hides what the code really imports.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'graph',
  declared: true,
  imports: true,
  fixes: ['safe'],
  presets: ['strict'],
  *check(repo) {
    const own = new Set(repo.modules.map((m) => m.path));
    for (const module of repo.modules) {
      if (module.errors.length > 0) continue;
      yield* lineFindings(module);
      yield* rootFindings(module);
      if (module.kind === 'module') yield* importFindings(module, own);
    }
  },
});
