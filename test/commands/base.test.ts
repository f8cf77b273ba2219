/** `check --base REV`: what a change adds, through the command line on a repository with a history. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitBox, newGitBox } from '../support/git-box.ts';

const POLICY = `extends: []
rules:
  replace/local-path: error
  replace/target: error
  gomod/exclude: warning
  gomod/godebug: error
  graph/max-depth: { level: error, max: 1 }
  freshness/retracted: error
  sum/changed: error
  env/sumdb-off: error
  policy/unused-waiver: warning
`;

const MODULES = {
  'example.com/a@v1.0.0': { mod: 'require example.com/deep v1.0.0\n' },
  'example.com/a@v1.1.0': { mod: 'require example.com/deep v1.1.0\n' },
  'example.com/a@v1.2.0': { mod: 'require example.com/deep v1.1.0\nretract [v1.0.0, v1.1.0] // broken\n' },
  'example.com/deep@v1.0.0': {},
  'example.com/deep@v1.1.0': {},
  'example.com/b@v1.0.0': {},
};

const HEAD = 'module example.com/main\n\ngo 1.21\n\n';
const OLD = `${HEAD}require example.com/a v1.0.0\n\nreplace example.com/old => ../old\n`;
const HASH = 'h1:RfrALnSNXzmXLbGct/P2b4xkFz4e8Gmj/0Vj9M9xC1o=';
const OTHER = 'h1:yxfN5gVTz1tZJrj2E5b9mmvHzYjKGlLJIpfHnXmMYXg=';
const sum = (version: string, hash: string) => `example.com/z ${version} ${hash}\n`;

let box: GitBox;
beforeEach(() => {
  box = newGitBox({ '.modwarden.yaml': POLICY, 'go.mod': OLD, 'go.sum': sum('v1.0.0', HASH) }, MODULES);
});
afterEach(() => box.remove());

describe('check --base', () => {
  it('passes a change that adds nothing, and says what it hides', async () => {
    box.commit({ 'README.md': 'words\n' });
    expect(await box.open()).toHaveLength(3);
    const { code, out } = await box.run(['check', '--base', 'HEAD~1']);
    expect([code, out]).toEqual([
      0,
      'pass: no findings in 1 module; 3 not from this change\n    (policy .modwarden.yaml; partial check: only what differs from HEAD~1 counts)\n',
    ]);
    const { findings, base } = await box.report('--base', 'HEAD~1');
    expect(findings.map(({ state, baseline }) => [state, baseline])).toEqual(
      findings.map(() => ['baseline', { rev: 'HEAD~1' }]),
    );
    expect(base).toEqual({ rev: 'HEAD~1', commit: box.git('rev-parse', 'HEAD~1'), unchecked: 0 });
  });

  it('does not mind lines that move', async () => {
    box.put({ 'go.mod': OLD.replace('require', '// a comment\n\nrequire') });
    expect(await box.open('--base', 'HEAD')).toEqual([]);
  });

  it('reports a version that is raised and as bad as before', async () => {
    box.put({ 'go.mod': OLD.replace('a v1.0.0', 'a v1.1.0') });
    expect(await box.open('--base', 'HEAD')).toEqual([
      'graph/max-depth example.com/deep v1.1.0',
      'freshness/retracted example.com/a v1.1.0',
    ]);
  });

  it('reports a replacement that has another target', async () => {
    box.put({ 'go.mod': OLD.replace('../old', '../other') });
    expect(await box.open('--base', 'HEAD')).toEqual(['replace/local-path example.com/old']);
  });

  it('reports a changed hash in go.sum, which no other check could see', async () => {
    box.put({ 'go.sum': sum('v1.0.0', OTHER) });
    expect(await box.open()).toHaveLength(3);
    expect(await box.open('--base', 'HEAD')).toEqual(['sum/changed example.com/z v1.0.0']);
    box.put({ 'go.sum': sum('v1.0.1', OTHER) });
    expect(await box.open('--base', 'HEAD')).toEqual([]);
  });

  it('reports a setting of a captured go env in the repository that is added', async () => {
    box.commit({ 'ci.goenv': "GOPROXY='https://goproxy.example'\nGOSUMDB='off'\nGOFLAGS=''\n" });
    const setting = await box.open('--go-env', 'ci.goenv', '--base', 'HEAD~1');
    expect(setting).toEqual(['env/sumdb-off GOSUMDB']);
    box.commit({ 'README.md': 'words\n' });
    expect(await box.open('--go-env', 'ci.goenv', '--base', 'HEAD~1')).toEqual([]);
  });

  it('reports a setting that the change adds to a committed file', async () => {
    box.commit({ Dockerfile: 'FROM golang\nENV GOSUMDB=off\n' });
    expect(await box.open('--base', 'HEAD~1')).toEqual(['env/sumdb-off GOSUMDB']);
    box.put({ Dockerfile: 'FROM golang\n# moved\nENV GOSUMDB=off\n' });
    expect(await box.open('--base', 'HEAD')).toEqual([]);
  });

  it('applies the policy of the change to both sides', async () => {
    box.commit({ '.modwarden.yaml': POLICY.replace('replace/local-path: error', 'replace/local-path: off') });
    box.commit({ '.modwarden.yaml': POLICY });
    expect(await box.open()).toHaveLength(3);
    expect(await box.open('--base', 'HEAD~1')).toEqual([]);
  });

  it('reports a waiver that the change adds and nobody needs', async () => {
    const unused = (module: string) =>
      `  - { rule: gomod/exclude, module: ${module}, reason: none, until: 2027-01-31 }\n`;
    box.commit({ '.modwarden.yaml': `${POLICY}waivers:\n${unused('example.com/x')}` });
    box.commit({ '.modwarden.yaml': `${POLICY}waivers:\n${unused('example.com/x')}${unused('example.com/y')}` });
    expect(await box.open('--base', 'HEAD~1')).toEqual(['policy/unused-waiver gomod/exclude example.com/y']);
  });

  it('judges a module that the change adds as a whole', async () => {
    box.put({ 'new/go.mod': OLD.replace('/main', '/new') });
    expect(await box.open('--base', 'HEAD')).toHaveLength(3);
  });

  it('compares with the merge base where three dots follow', async () => {
    box.git('checkout', '-qb', 'feature');
    box.commit({ 'go.mod': OLD.replace('replace', 'exclude example.com/x v1.0.0\n\nreplace') });
    box.git('checkout', '-q', 'main');
    box.commit({ 'go.mod': HEAD });
    box.git('checkout', '-q', 'feature');
    expect(await box.open('--base', 'main...')).toEqual(['gomod/exclude example.com/x v1.0.0']);
    expect(await box.open('--base', 'main')).toHaveLength(4);
    expect(await box.open('--rev', 'main', '--base', 'feature...')).toEqual([]);
  });

  it('looks at what is staged, in silence where that adds nothing', async () => {
    box.put({ 'README.md': 'words\n' });
    box.git('add', '.');
    expect((await box.run(['check', '--staged'])).code).toBe(1);
    expect(await box.run(['check', '--staged', '--base', 'HEAD'])).toEqual({ code: 0, out: '', err: '' });
    box.put({ 'go.mod': OLD.replace('replace', 'exclude example.com/x v1.0.0\n\nreplace') });
    box.git('add', '.');
    expect(await box.open('--staged', '--base', 'HEAD')).toEqual(['gomod/exclude example.com/x v1.0.0']);
  });

  it('takes what could not be checked at the base for new, and says so', async () => {
    box.commit({ 'go.mod': OLD.replace('a v1.0.0', 'gone v1.0.0') });
    box.put({ 'go.mod': OLD });
    const { out } = await box.run(['check', '--base', 'HEAD']);
    expect(out).toMatch(/\d+ things could not be checked at HEAD: findings of it may count as new here/);
    expect(await box.open('--base', 'HEAD')).toContain('graph/max-depth example.com/deep v1.0.0');
  });

  it('goes together with a baseline', async () => {
    await box.run(['baseline']);
    box.put({ 'go.mod': OLD.replace('replace', 'exclude example.com/x v1.0.0\n\nreplace') });
    expect((await box.run(['check', '--base', 'HEAD'])).out).toContain('3 in the baseline');
    expect(await box.open('--base', 'HEAD')).toEqual(['gomod/exclude example.com/x v1.0.0']);
  });

  it('marks its SARIF, so that what it leaves out is not taken for fixed', async () => {
    const { out } = await box.run(['check', '--base', 'HEAD', '--format', 'sarif']);
    expect(JSON.parse(out)).toMatchObject({ runs: [{ results: [], invocations: [{ executionSuccessful: false }] }] });
  });

  it.each([
    ['nowhere', '"nowhere": git knows no commit "nowhere"; is it fetched?'],
    ['-q', '"-q": write a revision, or REVISION... for its merge base with what is checked'],
    ['main..HEAD', '"main..HEAD": write a revision, or REVISION... for its merge base with what is checked'],
  ])('refuses %s', async (base, message) => {
    const { code, err } = await box.run(['check', `--base=${base}`]);
    expect([code, err]).toEqual([2, `modwarden: --base ${message}\n`]);
  });

  it('refuses a base without a common ancestor', async () => {
    box.git('checkout', '-q', '--orphan', 'other');
    box.commit({ 'README.md': 'words\n' });
    const { code, err } = await box.run(['check', '--base', 'main...']);
    expect([code, err]).toEqual([
      2,
      'modwarden: --base "main...": no common ancestor with what is checked; a shallow clone needs more history (fetch-depth: 0)\n',
    ]);
  });
});

it('reports each change at the commit that made it and nothing else, over a history', async () => {
  const steps: readonly (readonly [files: Readonly<Record<string, string>>, added: readonly string[]])[] = [
    [{ 'README.md': 'one\n' }, []],
    [{ 'go.mod': `${OLD}exclude example.com/x v1.0.0\n` }, ['gomod/exclude example.com/x v1.0.0']],
    [{ 'main.go': 'package main\n' }, []],
    [{ 'go.mod': `${OLD}\nexclude example.com/x v1.1.0\n` }, ['gomod/exclude example.com/x v1.1.0']],
    [{ 'go.sum': sum('v1.0.0', OTHER) }, ['sum/changed example.com/z v1.0.0']],
    [{ 'go.sum': sum('v1.0.0', OTHER) + sum('v1.1.0', HASH) }, []],
    [{ 'go.mod': `// moved\n\n${OLD}\nexclude example.com/x v1.1.0\n` }, []],
    [{ 'go.mod': OLD }, []],
    [{ 'go.mod': `${OLD}\nrequire example.com/b v1.0.0\n` }, []],
    [
      { 'go.mod': OLD.replace('v1.0.0', 'v1.1.0') },
      ['graph/max-depth example.com/deep v1.1.0', 'freshness/retracted example.com/a v1.1.0'],
    ],
    [{ 'go.mod': OLD.replace('v1.0.0', 'v1.2.0') }, []],
    [
      { 'tools/go.mod': `${HEAD.replace('main', 'tools')}replace example.com/t => ../t\n` },
      ['replace/local-path example.com/t'],
    ],
    [
      { 'tools/go.mod': `${HEAD.replace('main', 'tools')}replace example.com/t => ../u\n` },
      ['replace/local-path example.com/t'],
    ],
    [{ 'tools/go.mod': '' }, []],
    [{ '.modwarden.yaml': POLICY.replace('max: 1', 'max: 5') }, []],
    [{ '.modwarden.yaml': POLICY }, []],
    [
      { 'go.mod': OLD.replace('v1.0.0', 'v1.2.0').replace('../old', '../older') },
      ['replace/local-path example.com/old'],
    ],
    [
      { 'go.mod': `${OLD.replace('v1.0.0', 'v1.2.0')}\nreplace example.com/deep => ../deep\n` },
      ['replace/local-path example.com/old', 'replace/local-path example.com/deep'],
    ],
    [{ 'go.mod': HEAD }, []],
    [
      { 'go.mod': OLD },
      [
        'graph/max-depth example.com/deep v1.0.0',
        'freshness/retracted example.com/a v1.0.0',
        'replace/local-path example.com/old',
      ],
    ],
  ];
  for (const [i, [files, added]] of steps.entries()) {
    box.commit(files);
    const open = await box.open('--base', 'HEAD~1');
    expect([i, ...open.sort()]).toEqual([i, ...[...added].sort()]);
  }
});
