import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/commands/shared/args.ts';
import { outputsOf, REPORTING } from '../../../src/commands/shared/outputs.ts';
import { type Box, newBox } from '../../support/box.ts';

function outputs(...argv: readonly string[]): string[] {
  const args = readArguments(argv, REPORTING, { max: 1, name: 'folder' });
  return outputsOf(args, { cwd: '/w' }).map(({ name, file }) => (file === undefined ? name : `${name} to ${file}`));
}

describe('outputsOf', () => {
  it.each<[string[], string[]]>([
    [[], ['text']],
    [['-o', 'x'], ['text to x']],
    [['--format', 'json', '-o', '-'], ['json']],
    [['--format', 'json=-'], ['json']],
    [
      ['--format', 'sarif=out.sarif', '--format', 'text'],
      ['sarif to out.sarif', 'text'],
    ],
    [
      ['--format', 'json', '--format', 'csv=a=b.csv', '-o', 'x'],
      ['json to x', 'csv to a=b.csv'],
    ],
    [['--format', 'sarif=out.sarif'], ['sarif to out.sarif']],
  ])('%j gives %j', (argv, expected) => {
    expect(outputs(...argv)).toEqual(expected);
  });

  it.each([
    [['--format', 'xml=x'], /^--format: expected text, .*, got "xml"$/],
    [['--format', 'markdown='], /^--format markdown=: expected a file name, got nothing$/],
    [['--format', 'json', '--format', 'csv'], /only one goes to standard output; write --format csv=FILE$/],
    [['--format', 'sarif', '--sarif-split'], /^--sarif-split: expected a file, --format sarif=FILE$/],
    [['--format', 'json=x', '-o', 'y'], /^--output is for a format without a file of its own$/],
    [['--format', 'json=x', '--format', 'csv=./x'], /^"\.\/x": expected another file for each format$/],
  ] as const)('%j is refused', (argv, message) => {
    expect(() => outputs(...argv)).toThrow(message);
  });
});

describe('check with several formats', () => {
  let box: Box;
  beforeEach(() => {
    box = newBox('off', {
      'go.mod':
        'module example.com/m\n\ngo 1.25.0\n\nrequire example.com/a v1.0.0\n\nreplace example.com/a => /tmp/a\n',
    });
    mkdirSync(join(box.repo, '.git'));
  });
  afterEach(() => box.remove());

  it('writes each to its place, from one run', async () => {
    const { code, out } = await box.run([
      'check',
      '--offline',
      '--format=sarif=out.sarif',
      '--format=markdown=sum.md',
      '--format=text',
    ]);
    expect(code).toBe(1);
    expect(out).toContain('[replace/');
    expect(JSON.parse(readFileSync(join(box.repo, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(join(box.repo, 'sum.md'), 'utf8')).toContain('<!-- modwarden:report -->');
  });

  it('prints nothing where all have files, and paints none of them', async () => {
    const { out } = await box.run(['check', '--offline', '--format', 'text=out.txt'], { env: { FORCE_COLOR: '1' } });
    expect(out).toBe('');
    expect(readFileSync(join(box.repo, 'out.txt'), 'utf8')).not.toContain('\u001b');
  });

  it('splits SARIF by module, a file and a category each', async () => {
    box.put({ 'a/go.mod': 'module example.com/m/a\n\ngo 1.25.0\n' });
    await box.run(['check', '--offline', '--format=sarif=out.sarif', '--sarif-split', '--sarif-category', 'deps']);
    const category = (name: string) =>
      JSON.parse(readFileSync(join(box.repo, name), 'utf8')).runs[0].automationDetails.id;
    expect(['out.sarif', 'out.root.sarif', 'out.a.sarif'].map(category)).toEqual(['deps/', 'deps/./', 'deps/a/']);
  });

  it('says which file could not be written', async () => {
    const { code, err } = await box.run(['check', '--offline', '--format', 'json=missing/out.json']);
    expect([code, err]).toEqual([2, expect.stringContaining('the folder does not exist')]);
  });
});
