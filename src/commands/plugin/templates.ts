/** The files of a new package of rules. */

export function packageFile(name: string, version: string): string {
  const manifest = {
    name,
    version: '1.0.0',
    type: 'module',
    exports: './index.js',
    files: ['index.js', 'rules'],
    scripts: { test: 'node --test' },
    peerDependencies: { modwarden: `>=${version}` },
    devDependencies: { modwarden: `>=${version}` },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

export function indexFile(id: string): string {
  return `// The rules of this plug-in. modwarden reads the export "rules".
import { rule as first } from './rules/${id}/rule.js';

export const rules = [first];
`;
}

export function testFile(): string {
  return `// Runs the examples of every rule's page. UPDATE=1 npm test writes what they give into the pages.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { ruleFault, runExamples, withFindings } from 'modwarden/rule-test';
import { rules } from '../index.js';

for (const rule of rules) {
  test(rule.id, async (t) => {
    assert.equal(await ruleFault(rule), undefined);
    const file = new URL(\`../rules/\${rule.id}/README.md\`, import.meta.url);
    const page = readFileSync(file, 'utf8');
    const results = await runExamples(rule, page);
    assert.notEqual(results.length, 0, 'the page has no examples');
    if (process.env.UPDATE === '1') writeFileSync(file, withFindings(page, results));
    else for (const { title, expected, found } of results) await t.test(title, () => assert.equal(found, expected));
  });
}
`;
}

export function readmeFile(group: string, id: string): string {
  return `# Rules of ${group}

Rules for [modwarden](https://github.com/modwarden/modwarden), a linter for Go modules.

\`\`\`sh
npm install
npm test                                  # the examples of every rule's page
modwarden check --plugin ./path/to/this   # from the repository to check
modwarden explain ${id} --plugin ./path/to/this
\`\`\`

Each rule is a folder \`rules/GROUP/NAME\`: \`rule.js\` is its definition, \`README.md\` its page with the examples that are its tests.
`;
}

export function ruleFile(id: string): string {
  return `import { defineRule, modulePatterns, modulesInUse, prefixMatcher } from 'modwarden/rule';

export const rule = defineRule({
  id: '${id}',
  title: 'Unwanted module',
  why: 'Explain here in one to three sentences why it matters.',
  since: '1.0.0',
  level: 'warning',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      modules: v.optional(v.pipe(modulePatterns(v), v.description('Unwanted modules')), ['example.com/unwanted']),
    }),
  *check(repo, { options }) {
    const unwanted = prefixMatcher(options.modules.join(','));
    for (const { use, found } of modulesInUse(repo, 'direct')) {
      if (!unwanted(use.path)) continue;
      yield {
        ...found,
        message: \`\${use.path} \${use.version} is unwanted\`,
        hint: 'remove it with "go get MODULE@none"',
      };
    }
  },
});
`;
}

export function rulePageFile(): string {
  return `Say what the rule looks at, what its options mean, and what it does not find.

### It is there

\`\`\`go.mod
module example.com/shop

go 1.25

require (
	example.com/a v1.2.0
	example.com/unwanted v1.0.0
)
\`\`\`

\`\`\`findings
go.mod:7:23-7:29 warning example.com/unwanted v1.0.0 is unwanted
  help: remove it with "go get MODULE@none"
\`\`\`

### It is not there

\`\`\`options
modules: [example.com/other]
\`\`\`

\`\`\`go.mod
module example.com/shop

go 1.25

require example.com/unwanted v1.0.0
\`\`\`

\`\`\`findings
\`\`\`
`;
}
