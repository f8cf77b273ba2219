/** One report with a bit of everything, for the goldens: the whole of a small service that has several things wrong. */
import type { Finding, Gap, Report, RuleInfo } from '../../src/model/report.ts';
import type { Place } from '../../src/text/source.ts';

function place(path: string, line: number, column: number, length: number): Place {
  return { path, start: { line, column }, end: { line, column: column + length } };
}

function rule(
  id: string,
  level: RuleInfo['level'],
  title: string,
  why: string,
  more: Partial<RuleInfo> = {},
): RuleInfo {
  return { id, title, why, level, precision: 'very-high', since: '0.1.0', ran: true, ...more };
}

const rules: readonly RuleInfo[] = [
  rule(
    'env/sumdb-off',
    'error',
    'Checksum database disabled',
    'Without the checksum database nobody notices that a version was replaced.',
    {
      security: 8.1,
    },
  ),
  rule(
    'freshness/stale',
    'warning',
    'No release for a long time',
    'A module that nobody releases gets no fixes either.',
    { precision: 'high' },
  ),
  rule('graph/banned', 'error', 'Banned module', 'The policy bans this module, in go.mod or behind it.'),
  rule(
    'graph/duplicate-majors',
    'note',
    'Several majors of one module',
    'Two majors of one module are two modules to Go: both are built in.',
  ),
  rule(
    'license/policy',
    'error',
    'License not allowed',
    'The license of a dependency must be one that the policy allows.',
    { precision: 'high' },
  ),
  rule(
    'replace/local-path',
    'error',
    'Replacement by a local path',
    'A path that **only your machine** has breaks the build everywhere else.',
  ),
  rule(
    'sum/conflict',
    'error',
    'Two hashes for one version',
    'go.sum names two hashes for one version: one of them is not what was published.',
    {
      security: 7,
      ran: false,
    },
  ),
];

const module = 'services/payments';
const file = 'services/payments/go.mod';
const policy = { place: place('.modwarden.yaml', 9, 7, 30), snippet: '    - module: github.com/pkg/errors' };

const findings: readonly Finding[] = [
  {
    rule: 'env/sumdb-off',
    level: 'error',
    id: 'mw1:0a5f1e3b7c9d2468ace013579bdf0246',
    state: 'new',
    place: place('../captured/go-env.txt', 31, 1, 11),
    anchor: place('.modwarden.yaml', 4, 3, 13),
    snippet: "GOSUMDB='off'",
    subject: 'GOSUMDB',
    module: undefined,
    message: 'GOSUMDB=off: no module downloaded is checked against the checksum database',
    hint: 'remove the setting, or name private modules in GOPRIVATE',
    related: [],
    trail: [],
  },
  {
    rule: 'replace/local-path',
    level: 'error',
    id: 'mw1:77777777777777777777777777777777',
    state: 'waived',
    place: place('go.mod', 8, 40, 9),
    snippet: 'replace example.com/shop/sdk v1.2.0 => ../sdk',
    subject: 'example.com/shop/sdk',
    module: '',
    message: 'example.com/shop/sdk is replaced with ../sdk, outside the repository',
    related: [],
    trail: [],
    waiver: {
      reason: 'until the SDK is public',
      owner: 'platform',
      until: '2027-03-31',
      place: place('.modwarden.yaml', 20, 5, 24),
    },
  },
  {
    rule: 'graph/banned',
    level: 'error',
    id: 'mw1:1111111111111111aaaaaaaaaaaaaaaa',
    state: 'new',
    place: place(file, 6, 2, 28),
    snippet: '\tgithub.com/pkg/errors v0.9.1',
    subject: 'github.com/pkg/errors',
    module,
    message: 'github.com/pkg/errors is banned: archived, the standard library has it all',
    hint: 'use errors and fmt.Errorf with %w',
    version: 'v0.9.1',
    related: [],
    trail: [],
    policy,
  },
  {
    rule: 'license/policy',
    level: 'error',
    id: 'mw1:2222222222222222bbbbbbbbbbbbbbbb',
    state: 'new',
    place: place(file, 7, 2, 25),
    snippet: '\texample.com/ledger v1.4.0',
    subject: 'example.com/gpl-tools',
    module,
    message: 'example.com/gpl-tools v0.3.1 is under GPL-3.0-only, which the policy does not allow',
    version: 'v0.3.1',
    related: [],
    trail: [
      { path: 'example.com/ledger', version: 'v1.4.0' },
      { path: 'example.com/gpl-tools', version: 'v0.3.1' },
    ],
    data: { license: 'GPL-3.0-only', files: ['LICENSE'] },
  },
  {
    rule: 'license/policy',
    level: 'warning',
    id: 'mw1:3333333333333333cccccccccccccccc',
    state: 'new',
    place: place(file, 7, 2, 25),
    snippet: '\texample.com/ledger v1.4.0',
    subject: 'example.com/lgpl-math',
    module,
    message: 'example.com/lgpl-math v2.0.0+incompatible seems to be under LGPL-2.1-only',
    version: 'v2.0.0+incompatible',
    related: [],
    trail: [
      { path: 'example.com/ledger', version: 'v1.4.0' },
      { path: 'example.com/lgpl-math', version: 'v2.0.0+incompatible' },
    ],
    confidence: 'low',
  },
  {
    rule: 'graph/duplicate-majors',
    level: 'note',
    id: 'mw1:4444444444444444dddddddddddddddd',
    state: 'new',
    place: place(file, 8, 2, 28),
    snippet:
      '\tgithub.com/go-chi/chi v1.5.5 // keep until the 支付 gateway is rewritten, ask the payments team before you touch it',
    subject: 'github.com/go-chi/chi',
    module,
    message: 'github.com/go-chi/chi is required in 2 majors: v1, v5',
    related: [{ place: place(file, 9, 2, 32), message: 'v5 is required here' }],
    trail: [],
  },
  {
    rule: 'graph/duplicate-majors',
    level: 'note',
    id: 'mw1:5555555555555555eeeeeeeeeeeeeeee',
    state: 'baseline',
    place: place(file, 12, 2, 24),
    snippet: '\tgopkg.in/yaml.v2 v2.4.0',
    subject: 'gopkg.in/yaml',
    module,
    message: 'gopkg.in/yaml is required in 2 majors: v2, v3',
    related: [],
    trail: [],
  },
];

const offline = { why: 'offline', hint: 'run without --offline' } as const;
const gaps: readonly Gap[] = [
  ...['example.com/ledger', 'github.com/go-chi/chi', 'github.com/go-chi/chi/v5', 'github.com/pkg/errors'].map(
    (subject): Gap => ({
      ...offline,
      rule: 'freshness/stale',
      module,
      subject,
      detail: 'no fact source',
      fails: false,
    }),
  ),
  {
    rule: 'license/policy',
    module,
    subject: 'git.corp.example/pay@v1.0.0',
    why: 'private',
    detail: 'must not be asked of a public proxy',
    fails: true,
    hint: 'fill the module cache with go mod download',
  },
];

export const report: Report = {
  version: 1,
  tool: { name: 'modwarden', version: '0.1.0' },
  tree: 'shop',
  today: '2026-11-21',
  partial: undefined,
  policies: [
    { path: '.modwarden.yaml', extends: ['production'], modules: ['', 'services/payments'] },
    { path: undefined, extends: ['recommended'], modules: ['tools'] },
  ],
  problems: [
    {
      place: place('.modwarden.yaml', 12, 3, 11),
      snippet: '  graph/baned: error',
      message: 'unknown rule graph/baned',
      hint: 'did you mean graph/banned?',
    },
  ],
  rules,
  modules: [
    { dir: '', file: 'go.mod', path: 'example.com/shop', graph: 'loaded', modules: 14 },
    { dir: module, file, path: 'example.com/shop/services/payments', graph: 'loaded', modules: 41 },
    { dir: 'tools', file: 'tools/go.mod', path: 'example.com/shop/tools', graph: 'not-wanted', modules: 3 },
  ],
  findings,
  gaps,
  network: { requests: 3, cached: 40, bytes: 1234 },
  metrics: [
    {
      name: 'modwarden_score',
      help: 'Health from 0 to 100, of a module with its dependencies or of one dependency',
      type: 'gauge',
      samples: [
        { labels: { module: '.' }, value: 83 },
        { labels: { module, dependency: 'github.com/pkg/errors' }, value: 12.5 },
      ],
    },
    {
      name: 'modwarden_library_years',
      help: 'How far the dependencies in use lag behind their newest release, summed up',
      unit: 'years',
      type: 'gauge',
      samples: [{ labels: { module }, value: 17.25 }],
    },
  ],
};

/** The same repository after the work is done. */
export const clean: Report = { ...report, problems: [], findings: [], gaps: [], metrics: [] };
