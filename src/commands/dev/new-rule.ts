/** `new-rule GROUP/NAME`: a rule that works, with a page whose examples pass, to be changed from there. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePageFile } from '../plugin/templates.ts';
import { emptyPart } from './derive/markers.ts';
import { generate } from './generate.ts';

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const USAGE = 'usage: new-rule GROUP/NAME, such as graph/max-depth: lower-case words with dashes\n';

/** Exit code: 0 written, 2 a name that is none, or that is taken. */
export async function runNewRule(
  args: readonly string[],
  root: string,
  print: (text: string) => void,
): Promise<number> {
  const [id = '', ...rest] = args;
  if (!ID.test(id) || rest.length > 0) {
    print(USAGE);
    return 2;
  }
  const folder = `rules/${id}`;
  if (existsSync(join(root, folder))) {
    print(`${folder} already exists\n`);
    return 2;
  }
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'rule.ts'), definition(id));
  writeFileSync(join(root, folder, 'README.md'), `${emptyPart('head')}\n${rulePageFile()}`);
  print(`wrote ${folder}/rule.ts and ${folder}/README.md\n`);
  for (const { path } of await generate(root, 'write')) print(`wrote ${path}\n`);
  print(
    `next: write the examples of ${folder}/README.md, then the rule; run them with "npx vitest run test/rules.test.ts -t ${id}"\n`,
  );
  print(
    '(with UPDATE=1 to write the findings into the page), and run "npm run generate" when the definition changes\n',
  );
  return 0;
}

function definition(id: string): string {
  return `import { defineRule, modulePatterns, modulesInUse, prefixMatcher } from '../../../src/rule.ts';

interface Options {
  readonly modules: readonly string[];
}

export const rule = defineRule<Options>({
  id: '${id}',
  title: 'Unwanted module',
  why: 'Explain here in one to three sentences why it matters.',
  since: '0.1.0',
  level: 'warning',
  reach: 'files',
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      modules: v.optional(v.pipe(modulePatterns(v), v.description('Unwanted modules')), [
        'example.com/unwanted',
      ]),
    }),
  *check(repo, { options }) {
    const unwanted = prefixMatcher(options.modules.join(','));
    for (const { use, found } of modulesInUse(repo, 'direct')) {
      if (!unwanted(use.path)) continue;
      yield {
        ...found,
        message: \`\${use.path} \${use.version} is unwanted\`,
        hint: 'remove it with "go get MODULE@none"',
        data: { kind: 'unwanted' },
      };
    }
  },
});
`;
}
