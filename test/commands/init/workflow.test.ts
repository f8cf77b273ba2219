import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { addWorkflow, checkWorkflow } from '../../../src/commands/init/workflow.ts';
import { newBox } from '../../support/box.ts';

it('writes a workflow that is valid YAML and asks for no more than reading', () => {
  const box = newBox('off');
  let written = '';
  checkWorkflow(box.repo, []);
  addWorkflow(box.repo, [], { out: () => {}, save: (_: string, text: string) => (written = text) } as never);
  const { permissions, jobs } = parse(written);
  expect([permissions, jobs.modwarden.permissions]).toEqual([{}, { contents: 'read' }]);
  box.remove();
});
