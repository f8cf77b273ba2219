import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addWorkflow, checkWorkflow } from '../../../src/commands/init/workflow.ts';
import { type Box, newBox } from '../../support/box.ts';

it('writes a workflow that is valid YAML and asks for no more than reading', () => {
  const box = newBox('off');
  let written = '';
  checkWorkflow(box.repo, []);
  addWorkflow(box.repo, [], { out: () => {}, save: (_: string, text: string) => (written = text) } as never);
  const { permissions, jobs } = parse(written);
  expect([permissions, jobs.modwarden.permissions]).toEqual([{}, { contents: 'read' }]);
  box.remove();
});

describe('by the CI service', () => {
  let box: Box;
  beforeEach(() => {
    box = newBox('off');
  });
  afterEach(() => box.remove());

  function added(paths: readonly string[]) {
    const said: string[] = [];
    const saved: unknown[] = [];
    addWorkflow(box.repo, paths, {
      out: (text: string) => said.push(text),
      save: (file: string, _: string, options: object) => saved.push([file, options]),
    } as never);
    return { said, saved };
  }

  const FILE = '.github/workflows/modwarden.yml';
  const mine = () => [[join(box.repo, FILE), { roots: [box.repo], fresh: true }]];

  it('is written where GitHub is used, or nobody knows', () => {
    expect(added([])).toEqual({ said: [`wrote ${FILE}\n`], saved: mine() });
    expect(added(['.github/workflows/ci.yml'])).toEqual({ said: [`wrote ${FILE}\n`], saved: mine() });
  });

  it('is a page to read for the others', () => {
    const gitlab = 'GitLab CI: nothing was written; add the job that docs/ci/gitlab.md shows\n';
    const jenkins = 'Jenkins: nothing was written; add the job that docs/ci/jenkins.md shows\n';
    expect(added(['.gitlab-ci.yml', 'Jenkinsfile'])).toEqual({ said: [gitlab, jenkins], saved: [] });
    expect(existsSync(join(box.repo, '.github'))).toBe(false);
    expect(added(['.gitlab-ci.yml', '.github/workflows/ci.yml'])).toEqual({
      said: [gitlab, `wrote ${FILE}\n`],
      saved: mine(),
    });
  });

  it('is not written over one that is there, or through what is no folder', () => {
    box.put({ [FILE]: '' });
    expect(() => checkWorkflow(box.repo, [])).toThrow(`${FILE} already exists; leave out --workflow`);
    expect(() => checkWorkflow(box.repo, ['.gitlab-ci.yml'])).not.toThrow();
    box.remove();
    box = newBox('off', { '.github/workflows': '' });
    expect(() => checkWorkflow(box.repo, [])).toThrow('.github/workflows is not a folder; leave out --workflow');
    box.remove();
    box = newBox('off', { '.github': '' });
    expect(() => checkWorkflow(box.repo, [])).toThrow('.github is not a folder; leave out --workflow');
  });
});
