import { expect, it } from 'vitest';
import { judgeFiles } from '../support/judge-files.ts';

const GO_MOD = `module example.com/m

go 1.25

replace example.com/a => ../a

replace example.com/b => ../b

replace example.com/c => ../c
`;

/** What is said of one waiver, which may have any of these fields. */
async function said(waiver: string, limits = '', files: Record<string, string> = { 'go.mod': GO_MOD }) {
  const policy = `extends: []
rules:
  policy/waiver-limits: { level: error, ${limits} }
  replace/local-path: error
waivers:
  - { rule: replace/local-path, reason: why, ${waiver} }
`;
  const { findings, problems } = await judgeFiles({
    files,
    policy: waiver === '' ? policy.slice(0, policy.indexOf('waivers:')) : policy,
  });
  expect(problems).toEqual([]);
  return findings
    .filter(({ rule }) => rule === 'policy/waiver-limits')
    .map(({ message }) => message.replace('the waiver of replace/local-path for ', ''));
}

const SOON = 'until: 2026-06-30';

it.each([
  ['2027-06-01', []],
  ['2027-06-02', ['example.com/a ends on 2027-06-02, more than 1 year from now']],
  ['9999-12-31', ['example.com/a ends on 9999-12-31, more than 1 year from now']],
  // The other rule tells of it.
  ['2020-01-01', []],
])('allows a year unless the policy says otherwise: %s', async (until, expected) => {
  expect(await said(`module: example.com/a, until: ${until}`)).toEqual(expected);
});

it('takes the longest life that the policy sets', async () => {
  expect(await said('module: example.com/a, until: 2026-07-02', 'max-life: 30d')).toHaveLength(1);
  expect(await said('module: example.com/a, until: 2026-07-01', 'max-life: 30d')).toEqual([]);
  expect(await said('module: example.com/a, until: 9999-12-31', 'max-life: 99999y')).toEqual([]);
});

it('asks for fields, for versions only where a module is named', async () => {
  const both = 'require: [owner, versions]';
  expect(await said(`module: example.com/a, ${SOON}`, both)).toEqual([
    'example.com/a has no owner',
    'example.com/a has no versions',
  ]);
  expect(await said(`module: example.com/a, versions: "1", owner: me, ${SOON}`, both)).toEqual([]);
  expect(await said(`subject: example.com/a, owner: me, ${SOON}`, both)).toEqual([]);
});

it('counts findings', async () => {
  expect(await said(`module: example.com, ${SOON}`, 'max-findings: 3')).toEqual([]);
  expect(await said(`module: example.com, ${SOON}`, 'max-findings: 2')).toEqual([
    'example.com covers 3 findings, more than 2',
  ]);
});

it.each([
  ['module: "*"', '* covers every module'],
  ['module: "*/*"', '*/* covers every module'],
  ['module: github.com', 'github.com covers every module of github.com'],
  ['module: "*.com"', '*.com covers every module of *.com'],
  ['files: ["**"]', 'the waiver of replace/local-path covers every module'],
  ['files: ["**/go.mod"]', 'the waiver of replace/local-path covers every module'],
])('finds %s too broad', async (waiver, message) => {
  expect(await said(`${waiver}, ${SOON}`)).toEqual([message]);
});

it.each(['module: git.corp.example', 'module: github.com/acme', 'files: ["tools/**"]', 'subject: "*"'])(
  'allows %s',
  async (waiver) => {
    expect(await said(`${waiver}, ${SOON}`)).toEqual([]);
  },
);

it('looks at waivers beside a line too', async () => {
  const line = '../a // modwarden:allow replace/local-path until=2030-01-01 why';
  expect(await said('', 'require: [owner, versions]', { 'go.mod': GO_MOD.replace('../a', line) })).toEqual([
    'the waiver of replace/local-path has no owner',
    'the waiver of replace/local-path ends on 2030-01-01, more than 1 year from now',
  ]);
});
