import {
  count,
  defineRule,
  firstLine,
  lineSpan,
  type MainModule,
  modulesInUse,
  type Scope,
  scopeOption,
} from '../../../src/rule.ts';

interface Options {
  readonly max: number;
  readonly scope: Scope;
}

export const rule = defineRule<Options>({
  id: 'graph/max-modules',
  title: 'More modules than allowed',
  why: 'Every module is code to trust, to update and to license. A budget makes the commit that adds one more the moment to look for one that can go.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'graph',
  declared: true,
  presets: [],
  options: (v) =>
    v.strictObject({
      max: v.pipe(count(v), v.description('The greatest number of modules that is allowed, the main module aside')),
      scope: scopeOption(v, 'all'),
    }),
  *check(repo, { options: { max, scope } }) {
    const numbers = new Map<MainModule, number>();
    for (const { module } of modulesInUse(repo, scope)) numbers.set(module, (numbers.get(module) ?? 0) + 1);
    for (const [module, modules] of numbers) {
      if (modules <= max) continue;
      const line = module.mod.module?.line;
      yield {
        at: line ? lineSpan(module.mod.syntax, line) : firstLine(module.source),
        subject: module.path,
        message: `${what(module, scope)} ${modules} modules, and ${max} are allowed`,
        hint: 'see which can go: "modwarden list modules" names them, "modwarden why MODULE" tells what brings one in',
        module,
        data: { kind: 'count', modules, max, scope },
      };
    }
  },
});

function what({ path, graph }: MainModule, scope: Scope): string {
  if (scope === 'direct') return `${path} requires directly`;
  return scope === 'required' || graph.state !== 'loaded' ? `${path} requires` : `the build list of ${path} has`;
}
