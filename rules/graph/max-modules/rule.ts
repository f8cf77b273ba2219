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
  title: 'Too many modules',
  why: 'You must trust, update and license every module. With a budget, the commit that adds one more module must also remove one, or raise the budget.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'graph',
  declared: true,
  presets: [],
  options: (v) =>
    v.strictObject({
      max: v.pipe(count(v), v.description('Maximum number of modules, without the main module')),
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
        message: `${what(module, scope)} ${modules} modules, the maximum is ${max}`,
        hint: 'remove some: "modwarden list modules" lists them, "modwarden why MODULE" shows what requires one',
        module,
        data: { kind: 'count', modules, max, scope },
      };
    }
  },
});

function what({ path, graph }: MainModule, scope: Scope): string {
  if (scope === 'direct') return `${path} directly requires`;
  return scope === 'required' || graph.state !== 'loaded' ? `${path} requires` : `the build list of ${path} has`;
}
