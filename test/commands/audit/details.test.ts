import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Box, newBox } from '../../support/box.ts';

let box: Box;
beforeAll(() => {
  box = newBox('off', {
    'go.mod': 'module example.com/app\n\ngo 1.22\n',
    '.modwarden.yaml': 'extends: [recommended, ./base.yaml]\n',
    'base.yaml': 'gaps: { sum: report }\n',
  });
});
afterAll(() => box.remove());
const run = async (...argv: string[]) => JSON.parse((await box.run(['--offline', '--format', 'json', ...argv])).out);

describe('--provenance', () => {
  test('is not there unless it is wished, so that equal files give equal reports', async () => {
    expect(await run()).not.toHaveProperty('provenance');
  });

  test('names the input, what was read of it, the policies and the command', async () => {
    const { provenance } = await run('--provenance', '--as-of', '2026-06-01');
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(provenance).toEqual({
      input: { kind: 'folder', name: 'repo', files: expect.any(Number), hash: expect.stringMatching(/^h1:/) },
      policies: [
        { path: '.modwarden.yaml', sha256: sha256('extends: [recommended, ./base.yaml]\n') },
        { path: 'base.yaml', sha256: sha256('gaps: { sum: report }\n') },
      ],
      command: 'modwarden check repo --as-of 2026-06-01',
    });
  });

  test('tells a change of any file that is read', async () => {
    const before = (await run('--provenance')).provenance.input.hash;
    box.put({ 'go.mod': 'module example.com/app\n\ngo 1.23\n' });
    expect((await run('--provenance')).provenance.input.hash).not.toBe(before);
  });
});

test('html tells it always, and names the record', async () => {
  const facts = resolve('examples/payments/facts.json');
  const { out } = await box.run([
    '--facts',
    facts,
    '--format',
    'html',
    resolve('examples/payments'),
    '--as-of',
    '2026-11-21',
  ]);
  expect(out).toContain(createHash('sha256').update(readFileSync(facts)).digest('hex'));
  expect(out).toContain('modwarden check payments --facts facts.json --as-of 2026-11-21');
  expect(out).toContain('id="modules-table"');
});

test.each([
  ['sarif', (out: string) => JSON.parse(out).runs[0].properties.provenance.command],
  ['junit', (out: string) => /<property name="modwarden\.command" value="([^"]*)"/.exec(out)?.[1]],
  ['markdown', (out: string) => /\| Run again with \| <code>([^<]*)<\/code> \|/.exec(out)?.[1]],
])('--provenance is in %s', async (format, commandIn) => {
  const argv = ['--offline', '--format', format, '--as-of', '2026-06-01'];
  expect((await box.run(argv)).out).not.toContain('modwarden check repo');
  expect(commandIn((await box.run([...argv, '--provenance'])).out)).toBe('modwarden check repo --as-of 2026-06-01');
});
