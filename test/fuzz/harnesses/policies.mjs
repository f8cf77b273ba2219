// What people write for modwarden.
import { rules } from '../../../dist/lib/rules/index.js';
import { readBaseline } from '../../../dist/lib/src/policy/baseline/read.js';
import { loadPolicy } from '../../../dist/lib/src/policy/layers/load.js';
import { fileGlobFault, modulePatternFault } from '../../../dist/lib/src/policy/patterns/patterns.js';
import { rangeFault } from '../../../dist/lib/src/policy/patterns/range.js';
import { readPolicyTest } from '../../../dist/lib/src/policy/testing/read.js';
import { decode } from '../../../dist/lib/src/text/bytes.js';
import { source } from '../../../dist/lib/src/text/source.js';
import { assert } from './checks.mjs';

const IDS = rules.map((rule) => rule.id);
const YAML = [
  'extends: [recommended]\nprivate: ["git.corp.example"]\nrules:\n  graph/max-depth: { level: error, max: 5 }\n  license/policy: { allow: [MIT, permissive], deny: [GPL-3.0-only] }\n  replace/local-path: off\noverrides:\n  - files: ["tools/**"]\n    rules: { graph/max-depth: off }\nwaivers:\n  - rule: license/policy\n    module: github.com/hashicorp/*\n    reason: |\n      legal\n    until: 2027-03-31\ngaps: { sum: fail }\n',
  'rules: &r\n  graph/banned:\n    modules:\n      - { module: example.com/a, versions: "<v1.2.3", reason: x }\noverrides: [{ files: ["{a,b}/**"], rules: *r }]\n',
  'extends: ["./base.yaml"]\n? a\n: !!binary x\n<<: *y\n',
];
const JSON_TEXT = [
  '{"extends":["strict"],"rules":{"freshness/stale":{"max-age":"2y"}},"waivers":[{"rule":"a/b","reason":"x","until":"2027-01-01"}],"locked":["rules"]}',
];

const policy = (path, seeds) => ({
  seeds: () => seeds,
  words: [
    ...IDS,
    'level',
    'error',
    'warning',
    'note',
    'off',
    'module',
    'modules',
    'until',
    'owner',
    'when',
    'scope',
    '*a',
    '&a',
    '!!str',
    '<<',
    '|',
    '>-',
    '---',
  ],
  prepare: async () => async (input) => {
    const text = decode(input);
    const { problems } = await loadPolicy({ source: source(path, text), rules, readFile: async () => undefined });
    for (const { message, place } of problems) {
      assert(message.length > 0 && message.length < 5000, 'a message without an end');
      if (place?.path === path) assert(place.start.line >= 1 && place.start.column >= 1, 'a place outside the text');
    }
  },
});

export const policies = {
  'policy-yaml': policy('.modwarden.yaml', YAML),
  'policy-json': policy('.modwarden.json', JSON_TEXT),
  baseline: {
    seeds: () => [
      '{"version":1,"findings":[{"id":"mw1:00000000000000000000000000000000","since":"2026-01-01","rule":"a/b","subject":"s","path":"go.mod"}]}',
    ],
    prepare: async () => (input) => readBaseline(source('.modwarden.baseline.json', decode(input))),
  },
  'policy-test': {
    seeds: () => [
      'policy: .modwarden.yaml\ncases:\n  - name: a\n    files:\n      go.mod: |\n        module m\n    expect:\n      - { rule: graph/banned, line: 3 }\n',
    ],
    words: IDS,
    prepare: async () => (input) => readPolicyTest(source('x.policy-test.yaml', decode(input)), IDS),
  },
  'version-range': {
    seeds: () => ['>=v1.2.3 <v2.0.0 || =v3.0.0-rc.1', '^1.2', 'v1.*'],
    prepare: async () => (input) => {
      rangeFault(decode(input));
      modulePatternFault(decode(input));
      fileGlobFault(decode(input));
    },
  },
};
