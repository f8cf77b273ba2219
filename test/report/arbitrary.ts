/** Random reports, with texts that try to break out of every format. */
import fc from 'fast-check';
import type { Finding, Gap, Report, RuleInfo } from '../../src/model/report.ts';
import type { Place } from '../../src/text/source.ts';

export const RULES = ['env/flags', 'graph/banned', 'graph/max-depth', 'license/policy'] as const;
const FILES = ['go.mod', 'a b/go.mod', 'täst/go.mod', 'x:y/go.mod', 'weird\udc80%/go.mod'];
const level = fc.constantFrom('error', 'warning', 'note' as const);

const HOSTILE = [
  '::error::x',
  '##[error]x',
  '##vso[task.setvariable variable=a]b',
  '[click](https://evil.example)',
  '[x](1)',
  '](2)',
  '\u001b[31m',
  '\u009b2J',
  '\r\n',
  '\n::add-mask::x',
  '\u202e',
  '\u2028',
  '\udc80',
  '\ud83d',
  '"',
  '\\',
  '#',
  '[',
  'a',
  '支付',
  '',
  ' ',
  '<b>',
  '{0}',
  '%0A',
  ']]>',
  '=cmd()',
  '@user',
  '<!-- x -->',
  '| a |',
  '`',
  '$x$',
  '#1',
  ',file=x::y',
  '\ufffe',
];

export const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 5, unit: 'binary' })), { maxLength: 5 })
  .map((parts) => parts.join(''));

const place: fc.Arbitrary<Place> = fc
  .record({
    path: fc.constantFrom(...FILES),
    line: fc.integer({ min: 1, max: 6 }),
    column: fc.integer({ min: 1, max: 30 }),
    length: fc.nat(20),
    lines: fc.nat(1),
  })
  .map(({ path, line, column, length, lines }) => ({
    path,
    start: { line, column },
    end: { line: line + lines, column: lines > 0 ? 1 + length : column + length },
  }));

const trailStep = fc.record(
  { path: text, version: fc.constantFrom('', 'v1.0.0', 'v2.0.0-rc.1+incompatible'), place },
  { requiredKeys: ['path', 'version'] },
);
const hex = fc.stringMatching(/^[0-9a-f]{32}$/);

const finding: fc.Arbitrary<Finding> = fc.record(
  {
    rule: fc.constantFrom(...RULES),
    level,
    id: hex.map((h) => `mw1:${h}`),
    lineId: fc.constantFrom('0', '1').map((h) => `mw1:${h.repeat(32)}`),
    state: fc.constantFrom('new', 'new', 'baseline', 'waived'),
    place,
    anchor: place,
    snippet: text,
    subject: text,
    module: fc.constantFrom('', 'tools', undefined),
    message: text,
    hint: text,
    version: fc.constant('v1.0.0'),
    related: fc.array(fc.record({ place, message: text }), { maxLength: 3 }),
    trail: fc.array(trailStep, { maxLength: 4 }),
    confidence: fc.constant('low'),
    asOf: fc.constantFrom('2026-11-21T06:00:00Z', '2026-11-03T06:00:00Z'),
    policy: fc.record({ place, snippet: text }),
    data: fc.dictionary(text, fc.oneof(text, fc.boolean(), fc.array(text, { maxLength: 2 }))),
  },
  {
    requiredKeys: [
      'rule',
      'level',
      'id',
      'state',
      'place',
      'snippet',
      'subject',
      'module',
      'message',
      'related',
      'trail',
    ],
  },
);

const gap: fc.Arbitrary<Gap> = fc.record(
  {
    rule: fc.constantFrom(...RULES),
    module: fc.constantFrom('', undefined),
    subject: text,
    why: fc.constantFrom('offline', 'private', 'missing', 'failed'),
    detail: text,
    fails: fc.boolean(),
    hint: text,
  },
  { requiredKeys: ['rule', 'module', 'subject', 'why', 'detail', 'fails'] },
);

const rules: fc.Arbitrary<readonly RuleInfo[]> = fc.tuple(
  ...RULES.map((id) =>
    fc.record(
      {
        id: fc.constant(id),
        title: fc.constant('Title'),
        why: fc.constantFrom('Because.', 'long '.repeat(400)),
        level,
        security: fc.constantFrom(0.1, 7, 9.8),
        precision: fc.constantFrom('very-high', 'low'),
        since: fc.constant('0.1.0'),
        ran: fc.boolean(),
      },
      { requiredKeys: ['id', 'title', 'why', 'level', 'precision', 'since', 'ran'] },
    ),
  ),
);

/** Identities are unique, as the engine makes them; a waived finding names its waiver. */
export const reports: fc.Arbitrary<Report> = fc.record({
  version: fc.constant(1),
  tool: fc.constant({ name: 'modwarden', version: '1.2.3' }),
  tree: text,
  today: fc.constant('2026-11-21'),
  partial: fc.option(text, { nil: undefined, freq: 4 }),
  policies: fc.array(
    fc.record({
      path: fc.constantFrom('.modwarden.yaml', undefined),
      extends: fc.array(text, { maxLength: 2 }),
      modules: fc.constant(['']),
    }),
    { maxLength: 3 },
  ),
  problems: fc.array(fc.record({ place: fc.option(place, { nil: undefined }), message: text }), { maxLength: 2 }),
  rules,
  modules: fc.constant([{ dir: '', file: 'go.mod', path: 'example.com/main', graph: 'loaded', modules: 3 }]),
  findings: fc
    .uniqueArray(finding, { selector: (f) => f.id.slice(0, 20), maxLength: 25 })
    .map((all) => all.map(withWaiver)),
  gaps: fc.array(gap, { maxLength: 6 }),
});

function withWaiver(f: Finding): Finding {
  return f.state === 'waived'
    ? { ...f, waiver: { reason: `because ${f.message}`, until: '2027-01-01', place: f.place } }
    : f;
}
