/** Reports that differ from the fixture in one thing each: what every format makes of that one thing. */
import type { Finding, Gap, Report } from '../../src/model/report.ts';
import type { FormatOptions } from '../../src/report/index.ts';
import type { Component, Inventory } from '../../src/report/inventory.ts';
import { clean, report } from './fixture.ts';
import { INVENTORY } from './html/inventory-fixture.ts';

export interface Variation {
  readonly name: string;
  readonly report: Report;
  readonly options: Partial<FormatOptions>;
}

const [first] = report.findings.filter(({ rule }) => rule === 'graph/banned');
const place = (path: string, line: number, column: number, endLine: number, endColumn: number) => ({
  path,
  start: { line, column },
  end: { line: endLine, column: endColumn },
});

const vulnerability = {
  ids: ['GO-2026-0001', 'CVE-2026-0001', 'GHSA-aaaa-bbbb-cccc'],
  summary: 'Reads too much',
  module: 'github.com/pkg/errors',
  version: 'v0.9.1',
  fixed: 'v0.9.2',
  reviewed: true,
} as const;

/** The one finding of an otherwise clean report. */
const FINDINGS: Readonly<Record<string, Partial<Finding>>> = {
  'an error': {},
  'a warning': { level: 'warning' },
  'a note': { level: 'note' },
  'no hint': { hint: undefined as never },
  'no version': { version: undefined as never },
  'no module': { module: undefined },
  'the root module': { module: '', place: place('go.mod', 1, 1, 1, 8) },
  'no policy line': { policy: undefined as never },
  'low confidence': { confidence: 'low' },
  'several lines': { place: place('go.mod', 3, 1, 5, 2), snippet: 'require (' },
  'a place at the end of its line': { place: place('go.mod', 3, 31, 3, 31) },
  'a cut line': { snippet: 'b.example/c v1.0.0 // d', snippetColumn: 500, place: place('go.mod', 3, 500, 3, 511) },
  'an empty snippet': { snippet: '' },
  'tabs and wide characters': { snippet: '\t\t支付 🙂 github.com/pkg/errors', place: place('go.mod', 3, 8, 3, 29) },
  'a place outside': { place: place('../go-env.txt', 3, 1, 3, 9), anchor: place('.modwarden.yaml', 4, 3, 4, 16) },
  'a place outside without an anchor': { place: place('../go-env.txt', 3, 1, 3, 9) },
  'signs of markup': { message: 'a <b> & "c" `d` | *e* _f_ [g](h) ::i:: %j, k:l', hint: 'm\nn', subject: '<o>' },
  'a long message': { message: `${'word '.repeat(60)}end` },
  'related places': {
    related: [
      { place: place('a/go.mod', 7, 1, 7, 3), message: 'first' },
      { place: place('../b', 8, 1, 8, 3), message: 'second' },
    ],
  },
  'a trail of one': { trail: [{ path: 'a.example', version: 'v1.0.0' }] },
  'a trail of many': {
    trail: Array.from({ length: 14 }, (_, i) => ({ path: `m${i}.example`, version: i === 3 ? '' : `v1.${i}.0` })),
  },
  'a trail with a line': {
    trail: [
      { path: 'a.example', version: 'v1.0.0', place: place('a/go.mod', 9, 1, 9, 3) },
      { path: 'b.example', version: 'v2.0.0' },
    ],
  },
  waived: {
    state: 'waived',
    waiver: { reason: 'r & s', until: '2026-12-01', place: place('.modwarden.yaml', 9, 1, 9, 4) },
  },
  'waived by an owner': {
    state: 'waived',
    waiver: {
      reason: 'r',
      owner: 'o',
      until: '2026-11-21',
      justification: 'vulnerable_code_not_present',
      place: place('.modwarden.yaml', 9, 1, 9, 4),
    },
  },
  'in the baseline': { state: 'baseline', baseline: { since: '2026-01-02' } },
  'in the base revision': { state: 'baseline', baseline: { rev: 'main' } },
  'a safe fix': {
    fix: {
      what: 'remove it',
      safe: true,
      sha256: 'ab'.repeat(32),
      edits: [{ place: place('go.mod', 3, 1, 4, 1), text: '' }],
    },
  },
  'a fix to look at': {
    fix: {
      what: 'change it',
      safe: false,
      sha256: 'cd'.repeat(32),
      edits: [
        { place: place('go.mod', 3, 1, 3, 2), text: 'x\n' },
        { place: place('go.mod', 5, 1, 5, 1), text: '"y"' },
      ],
    },
  },
  'facts of a day': { asOf: '2026-11-20T01:02:03Z' },
  'a line id': { lineId: 'mw1:9999999999999999ffffffffffffffff' },
  'a vulnerability': { vulnerability },
  'a vulnerability with more': {
    vulnerability: {
      ...vulnerability,
      ids: ['GO-2026-0002'],
      summary: '',
      fixed: '',
      reviewed: false,
      published: '2026-01-02T03:04:05Z',
      url: 'https://vuln.example/GO-2026-0002',
      reach: 'imported',
    },
  },
  'a waived vulnerability': {
    vulnerability: { ...vulnerability, module: 'stdlib', version: 'v1.22.0', reach: 'called' },
    state: 'waived',
    waiver: {
      reason: 'r',
      until: '2026-12-01',
      justification: 'vulnerable_code_not_in_execute_path',
      place: place('.modwarden.yaml', 9, 1, 9, 4),
    },
  },
  'a vulnerability in the baseline': {
    vulnerability: { ...vulnerability, reach: 'required' },
    state: 'baseline',
    baseline: { since: '2026-01-02' },
  },
  data: { data: { a: 'b', c: 1, d: true, e: null, f: ['g', 'h'] } },
};

const gap = (more: Partial<Gap>): Gap => ({ ...report.gaps[0]!, ...more });
const GAPS: Readonly<Record<string, readonly Gap[]>> = {
  'a gap': [gap({})],
  'a gap that fails': [gap({ fails: true })],
  'a gap without a hint': [gap({ hint: undefined as never, module: undefined })],
  'gaps of two rules': [gap({}), gap({ rule: 'freshness/stale', why: 'private', subject: 'b' }), gap({ subject: '' })],
};

const input = {
  kind: 'folder',
  name: 'shop',
  files: 7,
  hash: 'h1:abc=',
} as const;
const provenance = { input, policies: [], command: 'modwarden check' };
const REPORTS: Readonly<Record<string, Partial<Report>>> = {
  nothing: {},
  'only staged': { partial: 'only staged files were read' },
  'no modules': { modules: [] },
  'one module': { modules: report.modules.slice(0, 1) },
  'a module without a name': { modules: [{ ...report.modules[0]!, path: '', graph: 'failed' }] },
  'no policy': { policies: [] },
  'a problem': { problems: report.problems },
  'a problem without a place': { problems: [{ place: undefined, message: 'it is <missing>' }] },
  'two problems and an error': { problems: [...report.problems, ...report.problems], findings: [first!] },
  'no metrics': { metrics: undefined as never },
  metrics: { metrics: report.metrics! },
  'no network': { network: undefined as never },
  'other modfiles': { otherModfiles: ['a/go.tools.mod', 'b.mod'] },
  'a baseline': { baseline: { path: 'b.json', recorded: 3, fixed: 1 } },
  'a baseline of one': { baseline: { path: 'b.json', recorded: 1 } },
  'a base': { base: { rev: 'main', commit: 'abcdef0', unchecked: 0 } },
  'a base with gaps': { base: { rev: 'main', commit: 'abcdef0', unchecked: 2 } },
  'a folder': { provenance },
  'an index': { provenance: { ...provenance, input: { ...input, kind: 'index', commit: 'abc', changed: [] } } },
  'a revision': {
    provenance: {
      ...provenance,
      input: { ...input, kind: 'revision', revision: 'v1', commit: 'abc' },
      policies: [{ path: 'p', sha256: 'ef' }],
    },
  },
  'an archive': {
    provenance: {
      ...provenance,
      input: { ...input, kind: 'archive', sha256: '12', commit: 'abc', changed: ['x', 'y'] },
      facts: { sha256: '34', asOf: '2026-11-20T01:02:03Z' },
    },
  },
  'rules that are off for a module': {
    rules: report.rules.map((r, i) => (i === 1 ? { ...r, offFor: ['tools/go.mod'] } : r)),
  },
  'each level three times': {
    findings: (['error', 'warning', 'note'] as const).flatMap((level) =>
      [1, 2, 3].map((n) => ({
        ...first!,
        level,
        id: `mw1:${level}${n}`,
        place: place('go.mod', n, 1, n, 4),
        subject: `s${n}`,
      })),
    ),
  },
  'one thing in three modules': {
    findings: ['', 'a', 'b/c'].map((module, n) => ({
      ...first!,
      module,
      id: `mw1:${n}`,
      place: place(`${module}${module && '/'}go.mod`, 3, 1, 3, 4),
    })),
  },
  'twelve of a kind': {
    findings: Array.from({ length: 12 }, (_, n) => ({
      ...first!,
      id: `mw1:${n}`,
      subject: `s${n}.example`,
      message: `s${n}.example is banned: archived`,
      place: place('go.mod', n + 3, 1, n + 3, 4),
    })),
  },
};

const use = (more: Partial<Component['uses'][number]>) => ({
  dir: '',
  direct: false,
  required: false,
  unbuilt: false,
  trail: [],
  ...more,
});
const component = (path: string, more: Partial<Component> = {}): Component => ({
  path,
  version: 'v1.0.0',
  uses: [use({ direct: true, required: true, depth: 1 })],
  license: { expression: 'MIT', evidence: 'LICENSE', hints: [] },
  requires: [],
  ...more,
});
const inventory = (...components: readonly Component[]): Inventory => ({
  mains: [{ dir: '', path: 'example.com/shop', requires: components.map((_, i) => i) }],
  components,
  waivers: [],
  incomplete: [],
});
const waiver = INVENTORY.waivers[0]!;
const INVENTORIES: Readonly<Record<string, Inventory>> = {
  'one component': inventory(component('a.example')),
  'a replaced one': inventory(component('a.example', { replacedBy: { path: '../a', version: '' } })),
  'a fork': inventory(component('a.example', { replacedBy: { path: 'b.example', version: 'v1.1.0' } })),
  'an unknown license': inventory(component('a.example', { license: { evidence: 'offline', hints: ['h', 'i'] } })),
  'an unsure license': inventory(
    component('a.example', { license: { expression: 'MIT', confidence: 0.944, evidence: 'e', hints: [] } }),
  ),
  'no license': inventory(component('a.example', { license: { expression: 'NONE', evidence: 'e', hints: [] } })),
  'a license of its own': inventory(
    component('a.example', { license: { expression: 'LicenseRef-a AND NOASSERTION', evidence: 'e', hints: [] } }),
  ),
  'a hash': inventory(component('a.example', { hash: 'h1:AAAA=' })),
  'indirect uses': inventory(
    component('a.example', { uses: [use({ required: true, depth: 2 }), use({ dir: 'x', depth: 5 })] }),
    component('b.example', { uses: [use({ depth: 3 })] }),
    component('c.example', { uses: [use({ unbuilt: true })] }),
    component('d.example', { uses: [] }),
  ),
  'a chain': inventory(
    component('github.com/a/b', {
      requires: [1],
      uses: [use({ direct: true, trail: [{ path: 'github.com/a/b', version: 'v1.0.0' }] })],
    }),
    component('gopkg.in/c.v2', { requires: [0, 2], version: 'v2.0.0+incompatible' }),
    component('golang.org/x/d', { requires: [] }),
  ),
  'a main module without a name': {
    ...inventory(component('a.example')),
    mains: [{ dir: 'tools', path: '', requires: [0] }],
  },
  'nothing loaded': { ...inventory(), incomplete: ['a <b>', 'c'] },
  waivers: {
    ...inventory(component('a.example')),
    waivers: [
      waiver,
      { ...waiver, owner: '', until: '', state: 'unused' },
      { ...waiver, until: '2026-11-21', state: 'expired' },
      { ...waiver, until: '2026-11-22', reason: '<r>' },
    ],
  },
  'three hundred and one': inventory(
    ...Array.from({ length: 301 }, (_, i) =>
      component(`github.com/o${i % 9}/m${i}`, { requires: i % 7 === 0 ? [] : [(i * 5) % 301], version: `v1.0.${i}` }),
    ),
  ),
};

const OPTIONS: Readonly<Record<string, Partial<FormatOptions>>> = {
  colors: { color: true },
  'forty columns': { width: 40 },
  verbose: { verbose: true },
  'failing on warnings': { failOn: 'warning' },
  'failing on notes': { failOn: 'note' },
  suppressed: { suppressed: true },
  'a category': { category: 'c' },
  'gaps as results': { gaps: true },
  'pages of rules': { pageOf: (id) => (id === 'graph/banned' ? '# Page\n\nText **bold**.' : undefined) },
};

const alone = (more: Partial<Report>): Report => ({ ...clean, ...more });

export const VARIATIONS: readonly Variation[] = [
  ...Object.entries(REPORTS).map(([name, more]) => ({ name, report: alone(more), options: {} })),
  ...Object.entries(FINDINGS).map(([name, more]) => ({
    name,
    report: alone({ findings: [{ ...first!, ...more }] }),
    options: {},
  })),
  ...Object.entries(GAPS).map(([name, gaps]) => ({ name, report: alone({ gaps }), options: {} })),
  ...Object.entries(INVENTORIES).map(([name, one]) => ({ name, report: clean, options: { inventory: one } })),
  ...Object.entries(OPTIONS).map(([name, options]) => ({ name, report, options })),
];
