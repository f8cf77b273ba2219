/**
 * Text from outside in every place that a report has, through every format: what its readers make of it has the same skeleton as with
 * plain text, and nothing in it would be obeyed by a terminal, a log or a spreadsheet.
 */
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { FORMATS } from '../../src/report/index.ts';
import type { Inventory } from '../../src/report/inventory.ts';
import { renderJson } from '../../src/report/json.ts';
import { readJsonReport } from '../../src/report/read-json.ts';
import { obeyed } from '../support/hostile.ts';
import { parsed, python as prometheus } from '../support/prometheus-parser.ts';
import { pythonWith, throughPython } from '../support/python.ts';
import { report } from './fixture.ts';
import { INVENTORY } from './html/inventory-fixture.ts';

const INJECTIONS: Readonly<Record<string, string>> = {
  'new lines': 'a\n::error::forged\r\n## x\n- y\n\n    z\u2028w\u0085v',
  'workflow commands': '::set-output name=x::y ##[error]x ##vso[task.complete]',
  'the first characters of a command': '::error file=a,line=1::x',
  'an end of CDATA': ']]> <x a="b">',
  'terminal sequences': '\u001b[31mred\u001b]0;t\u0007\u009b2J\b\b',
  'text that runs the other way': '\u202eabc\u2066x\u2069\u200f',
  'a formula': '=cmd|"/c calc"!A1',
  'a formula with a sign': '-1+1',
  'a formula behind a tab': '\t@SUM(1)',
  Markdown: '[x](https://evil.example) ![i](y) **b** `c` | a | ~~d~~ # e',
  'a fence of Markdown': '```\n<b>x</b>\n~~~',
  'the marker of our comment': '<!-- modwarden:report --> </details> @user #1 https://evil.example/x',
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;',
  'an end of an attribute': `"' onmouseover='x' \\" /> `,
  'an end of a label': 'a"} 1\n# EOF\\',
  'half a character': 'x\ud800y',
  'a placeholder and a link of SARIF': '{0} [x](1) ](2)',
};

/** The fixture with this text wherever a report has text from outside. */
function reportWith(text: string): Report {
  // As long as the places in it.
  const snippet = `${text}${'x'.repeat(80)}`;
  const place = <P extends { readonly path: string }>(at: P): P => ({ ...at, path: `a${text}b/${at.path}` });
  return {
    ...report,
    tree: text,
    partial: text,
    policies: report.policies.map((policy) => ({ ...policy, extends: [text] })),
    problems: report.problems.map((problem) => ({ ...problem, message: text, hint: text, snippet })),
    findings: report.findings.map((finding) => ({
      ...finding,
      place: finding.anchor ? finding.place : place(finding.place),
      snippet,
      subject: text,
      message: text,
      hint: text,
      related: finding.related.map((r) => ({ ...r, message: text })),
      trail: finding.trail.map((step) => ({ ...step, path: text })),
      ...(finding.waiver && { waiver: { ...finding.waiver, reason: text, owner: text } }),
      ...(finding.data && { data: { license: text } }),
    })),
    gaps: report.gaps.map((gap) => ({ ...gap, subject: text, detail: text, hint: text })),
    modules: report.modules.map((module) => ({ ...module, path: text })),
  };
}

/** With every member that an inventory can have. */
const FULL: Inventory = {
  ...INVENTORY,
  components: INVENTORY.components.map((component, i) => ({
    ...component,
    ...(i === 0 && { built: 'yes' as const, builtBy: { package: 'p', importer: 'i' } }),
  })),
  built: { text: 'linux/amd64', unknown: ['tools: no sources'] },
};

function inventoryWith(text: string): Inventory {
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => (typeof item === 'string' ? text : swap(item)));
    if (typeof value !== 'object' || value === null) return value;
    const own = Object.entries(value).map(([key, v]) => [
      key,
      TEXTS.has(key) && typeof v === 'string' ? text : swap(v),
    ]);
    return Object.fromEntries(own);
  };
  return swap(FULL) as Inventory;
}

/** Members of an inventory that have any text. */
const TEXTS: ReadonlySet<string> = new Set([
  'path',
  'version',
  'reason',
  'owner',
  'evidence',
  'subject',
  'rule',
  'at',
  'text',
  'package',
  'importer',
]);

/** Directly, and of a stored report. */
type Way = (format: string, text: string) => Promise<string>;

const directly: Way = async (format, text) => {
  const render = await FORMATS.get(format)!.load();
  return render(reportWith(text), { color: false, inventory: inventoryWith(text), gaps: true });
};

/** The stored report with this text in every member that takes any text. */
const stored: Way = async (format, text) => {
  const json: unknown = JSON.parse(renderJson(reportWith(text), { inventory: inventoryWith(text) }));
  const read = await readJsonReport(JSON.stringify(json, (key, value) => (ANYTHING.has(key) ? text : value)));
  if ('problem' in read) throw new Error(read.problem);
  const render = await FORMATS.get(format)!.load();
  return render(read.report, { color: false, inventory: read.inventory!, gaps: true });
};

/** Members of a stored report, of the inventory above all, that no schema narrows, and that no reader counts lines or commands by. */
const ANYTHING: ReadonlySet<string> = new Set([
  'tree',
  'command',
  'importer',
  'package',
  'evidence',
  'owner',
  'at',
  'subject',
  'detail',
  'hint',
]);

/** What a reader makes of outputs, without the text in them. Written apart from what makes the outputs. */
type Reader = (outputs: readonly string[]) => readonly unknown[];

const each =
  (skeleton: (output: string) => unknown): Reader =>
  (outputs) =>
    outputs.map(skeleton);

/** Members and lengths. What names a place or a hash may have any value. */
const shape = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, shape(v)]));
};
const json = each((output) => shape(JSON.parse(output)));
const lines = each((output) =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => shape(JSON.parse(line))),
);

const python = pythonWith('xml.etree.ElementTree', 'html.parser');
const gfm = pythonWith('cmarkgfm');
const TAGS = `
from html.parser import HTMLParser
class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
    def handle_starttag(self, tag, attrs):
        self.tags.append([tag] + sorted(name for name, _ in attrs))
    def handle_comment(self, data):
        self.tags.append(['comment', data.strip()])
def tags(text):
    parser = Tags()
    parser.feed(text)
    return parser.tags
`;
/** All at once: a start of Python takes longer than what it reads. */
const read =
  (program: string | undefined, code: string): Reader =>
  (outputs) =>
    throughPython<unknown[]>(program!, code, outputs);
const xml = read(
  python,
  'import xml.etree.ElementTree as E\nresult = [[[e.tag] + sorted(e.attrib) for e in E.fromstring(t.encode()).iter()] for t in texts]',
);
const html = read(python, `${TAGS}\nresult = [tags(t) for t in texts]`);
const markdown = read(
  gfm,
  `${TAGS}\nimport cmarkgfm\nfrom cmarkgfm.cmark import Options\nresult = [tags(cmarkgfm.github_flavored_markdown_to_html(t, Options.CMARK_OPT_UNSAFE)) for t in texts]`,
);

/** RFC 4180. Each row has as many cells, and none is a formula. */
const csv = each((output) => {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of output.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  const cells = rows.filter((row) => row.length > 1);
  expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  return cells.map((row) => row.length);
});

/** As GitHub's runner finds commands in a log. */
const commands = each((output) =>
  output
    .split(/[\r\n]+/)
    .map((line) => /^\s*::(\w[\w-]*) (.*?)::/.exec(line))
    .flatMap((match) => (match ? [[match[1], ...match[2]!.split(',').map((pair) => pair.split('=')[0])]] : [])),
);

const openmetrics: Reader = (outputs) => {
  if (prometheus !== undefined) expect(parsed(outputs).every((samples) => samples.length > 0)).toBe(true);
  return outputs.map((output) =>
    output
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')),
  );
};

const READERS: Readonly<Record<string, Reader>> = {
  // Nobody reads it but people.
  text: each(() => 'text'),
  json,
  sarif: json,
  openmetrics,
  github: commands,
  gitlab: json,
  junit: xml,
  checkstyle: xml,
  rdjson: json,
  rdjsonl: lines,
  sonarqube: json,
  markdown,
  csv,
  html,
  cyclonedx: json,
  spdx: json,
  openvex: json,
};

/** Python reads these; without it they are skipped. */
const MISSING: Readonly<Record<string, string | undefined>> = {
  junit: python,
  checkstyle: python,
  html: python,
  markdown: gfm,
};

it('has a reader for every format', () => {
  expect(Object.keys(READERS).sort()).toEqual([...FORMATS.keys()].sort());
});

describe.each(Object.entries(READERS))('%s', (format, reader) => {
  const isMissing = Object.hasOwn(MISSING, format) && MISSING[format] === undefined;
  if (isMissing) console.log(`${format}: skipped, Python or its module cmarkgfm is not there`);

  it.skipIf(isMissing).each<[string, Way]>([
    ['a report', directly],
    ['a stored report', stored],
  ])('is broken by nothing in %s', async (_, rendered) => {
    const outputs: string[] = [];
    for (const text of ['plain', ...Object.values(INJECTIONS)]) outputs.push(await rendered(format, text));
    const [plain, ...skeletons] = reader(outputs);
    const names = Object.keys(INJECTIONS);
    expect(names.filter((_, i) => JSON.stringify(skeletons[i]) !== JSON.stringify(plain))).toEqual([]);
    // Commands are what this format is made of.
    if (format === 'github') return;
    expect(names.flatMap((name, i) => obeyed(outputs[i + 1]!).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});
