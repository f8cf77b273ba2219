import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitBox, newGitBox } from '../support/git-box.ts';

const GOOD = 'module example.com/m\n\ngo 1.25\n';
const bad = (name = 'x') => `${GOOD}\nreplace example.com/${name} => ../${name}\n`;
const POLICY = 'extends: []\nrules: { replace/local-path: error }\n';
const ZERO = '0'.repeat(40);

let box: GitBox;
beforeEach(() => {
  box = newGitBox({ 'go.mod': GOOD, '.modwarden.yaml': POLICY });
});
afterEach(() => box.remove());

describe('--pushed', () => {
  /** The lines that git gives a hook: what is pushed to which branch, of which the remote has `old`. */
  const lines = (...refs: readonly (readonly [name: string, rev: string, old?: string])[]) =>
    refs.map(([name, rev, old = ZERO]) => `refs/heads/${name} ${rev} refs/heads/${name} ${old}\n`).join('');
  const pushed = (input: string, ...args: string[]) => box.run(['check', '--pushed', ...args], { input });
  const short = (rev: string) => rev.slice(0, 12);

  it('says nothing of good commits, and heads what it says of a bad one with its branch', async () => {
    const first = box.git('rev-parse', 'HEAD');
    expect(await pushed(lines(['main', first]))).toEqual({ code: 0, out: '', err: '' });
    const rev = box.commit({ 'go.mod': bad() });
    const { code, out, err } = await pushed(lines(['main', rev, first]));
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(new RegExp(`^refs/heads/main \\(${short(rev)}\\):\nerror\\[replace/local-path\\]`));
    expect(out).toContain('; partial check:');
    // The work tree is another matter.
    box.put({ 'go.mod': GOOD });
    expect((await pushed(lines(['main', rev, first]))).code).toBe(1);
  });

  it('checks each commit below, and tells only what is new and fails', async () => {
    const first = box.git('rev-parse', 'HEAD');
    const one = box.commit({ 'go.mod': bad() });
    const two = box.commit({ 'go.mod': bad('y') });
    const tip = box.commit({ 'go.mod': GOOD });
    const { code, out, err } = await pushed(lines(['main', tip, first]));
    expect(code).toBe(1);
    const heads = out.match(/^[^\n]* \([0-9a-f]{12}\):$/gm);
    expect(heads?.toSorted()).toEqual([one, two].map((rev) => `earlier commit (${short(rev)}):`).toSorted());
    expect(err).toBe(
      'modwarden: 2 earlier commits are pushed too; change them with "git rebase -i", or check with --tips-only\n',
    );
    expect(await pushed(lines(['main', tip, first]), '--tips-only')).toEqual({ code: 0, out: '', err: '' });
    expect(await pushed(lines(['main', tip, two]))).toEqual({ code: 0, out: '', err: '' });
    expect((await pushed(lines(['main', tip, one]))).err).toMatch(
      /^modwarden: 1 earlier commit is pushed too; change it/,
    );
  });

  it('tells a finding once, though several commits have it', async () => {
    const first = box.git('rev-parse', 'HEAD');
    box.commit({ 'go.mod': bad() });
    const tip = box.commit({ 'go.mod': `${bad()}\n// more\n` });
    const { code, out, err } = await pushed(lines(['main', tip, first]));
    expect([code, err, out.match(/error\[/g)?.length, out.match(/earlier commit/g)]).toEqual([1, '', 1, null]);
  });

  it('tells a policy error once, and ends with the worst code', async () => {
    const first = box.git('rev-parse', 'HEAD');
    const one = box.commit({ 'go.mod': bad() });
    const tip = box.commit({ '.modwarden.yaml': `${POLICY}rulez: {}\n`, 'go.mod': GOOD });
    const both = await pushed(lines(['main', tip, first]));
    expect([both.code, both.out.match(/policy error/g)?.length]).toEqual([2, expect.any(Number)]);
    expect((await pushed(lines(['main', one, first]))).code).toBe(1);
    const branches = await pushed(lines(['a', one, first], ['b', tip, one]));
    expect(branches.code).toBe(2);
    expect(branches.out).toContain(`refs/heads/a (${short(one)}):`);
    expect(branches.out).toContain(`refs/heads/b (${short(tip)}):`);
  });

  it('fails where --fail-on says so, also below', async () => {
    const first = box.git('rev-parse', 'HEAD');
    box.commit({ 'go.mod': bad(), '.modwarden.yaml': POLICY.replace('error', 'warning') });
    const tip = box.commit({ 'go.mod': GOOD });
    expect(await pushed(lines(['main', tip, first]))).toEqual({ code: 0, out: '', err: '' });
    expect((await pushed(lines(['main', tip, first]), '--fail-on', 'warning')).code).toBe(1);
  });

  it('checks nothing where it only deletes', async () => {
    box.commit({ 'go.mod': bad() });
    expect(await pushed(`(delete) ${ZERO} refs/heads/x ${box.git('rev-parse', 'HEAD')}\n`)).toEqual({
      code: 0,
      out: '',
      err: '',
    });
  });

  it('checks what HEAD has where nobody says what is pushed', async () => {
    box.commit({ 'go.mod': bad() });
    const { code, out } = await pushed('');
    expect([code, out]).toEqual([1, expect.stringMatching(/^HEAD \(HEAD\):\n/)]);
    box.commit({ 'go.mod': GOOD });
    expect(await pushed('')).toEqual({ code: 0, out: '', err: '' });
  });

  it.each([['--staged'], ['--rev', 'x'], ['--facts', 'x'], ['--online'], ['--format', 'json'], ['--output', 'x']])(
    'goes with no %s',
    async (...args) => {
      expect(await pushed('', ...args)).toEqual({
        code: 2,
        out: '',
        err: `modwarden: --pushed and ${args[0]} cannot be used together\n`,
      });
    },
  );

  it('names a commit that is not there', async () => {
    const gone = 'ab'.repeat(20);
    const { code, err } = await pushed(lines(['main', gone]));
    expect(code).toBe(2);
    expect(err).toMatch(/^modwarden: [^\n]*abab[^\n]*\n$/);
  });

  it('alone has --tips-only', async () => {
    expect(await box.run(['check', '--tips-only'])).toMatchObject({
      code: 2,
      err: 'modwarden: --tips-only is for --pushed\n',
    });
  });
});

describe('a hook', () => {
  it('that finds nothing is not heard of, unless all is asked for', async () => {
    box.put({ 'go.mod': `${GOOD}// x\n` });
    box.git('add', '-A');
    expect(await box.run(['check', '--staged'])).toEqual({ code: 0, out: '', err: '' });
    const verbose = await box.run(['check', '--staged', '--verbose']);
    expect(verbose.out).toMatch(/^pass: no findings in 1 module\s[\s\S]*partial check/);
    // A whole check says what it did.
    expect((await box.run(['check', '--offline'])).out).toMatch(/^pass: /);
    expect((await box.run(['check', '--staged', '--format', 'json'])).out).toMatch(/^\{/);
  });

  it('that finds what a waiver covers is not heard of either; a policy error and a finding are', async () => {
    const waived = `${POLICY}waivers:\n  - { rule: replace/local-path, module: example.com/x, reason: soon, until: 2999-01-01 }\n`;
    box.put({ 'go.mod': bad(), '.modwarden.yaml': waived });
    box.git('add', '-A');
    expect(await box.run(['check', '--staged'])).toEqual({ code: 0, out: '', err: '' });
    box.put({ '.modwarden.yaml': POLICY });
    box.git('add', '-A');
    expect(await box.run(['check', '--staged'])).toMatchObject({ code: 1, out: expect.stringMatching(/^error\[/) });
    box.put({ 'go.mod': GOOD, '.modwarden.yaml': `${POLICY}rulez: {}\n` });
    box.git('add', '-A');
    expect(await box.run(['check', '--staged'])).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^policy error/),
    });
  });
});

describe('a check', () => {
  it('tells policy errors on standard error where the format does not', async () => {
    box.put({ '.modwarden.yaml': `${POLICY}rulez: {}\n` });
    for (const format of ['openmetrics', 'cyclonedx', 'spdx']) {
      const { code, err } = await box.run(['check', '--offline', '--format', format]);
      expect([format, code, /rulez/.test(err)]).toEqual([format, 2, true]);
    }
    for (const format of ['text', 'json', 'sarif']) {
      const { code, err } = await box.run(['check', '--offline', '--format', format]);
      expect([format, code, err]).toEqual([format, 2, '']);
    }
  });

  it('tells an option that no rule reads', async () => {
    box.put({ 'report.json': '{"osv":{}}' });
    const { err } = await box.run(['check', '--offline', '--index', 'index.json']);
    expect(err).toMatch(/--index/);
  });

  it('tells of the network only where all is asked for', async () => {
    const network = async (...args: string[]) =>
      'network' in JSON.parse((await box.run(['check', '--format', 'json', ...args])).out);
    expect([await network(), await network('--verbose')]).toEqual([false, true]);
  });

  it('has its provenance where it is wished, and always where each module is told of', async () => {
    const told = async (...args: string[]) =>
      JSON.parse((await box.run(['check', '--offline', '--format', 'json', ...args])).out).provenance !== undefined;
    expect([await told(), await told('--provenance')]).toEqual([false, true]);
  });
});
