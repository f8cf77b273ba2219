import { defineRule } from '../../../src/rule.ts';
import { importFindings } from './imports.ts';
import { lineFindings, rootFindings } from './requirements.ts';

export const rule = defineRule({
  id: 'graph/untidy',
  title: 'Requirements that "go mod tidy" would change',
  why: 'A go.mod that Go would have to write anew is read in one way and built in another: the version that counts stands in no file here, and CI, which may not write go.mod, stops with "updates to go.mod needed". A wrong `// indirect` hides what the code really uses.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'graph',
  declared: true,
  imports: true,
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
