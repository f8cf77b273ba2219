import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFolder } from '../../src/fleet/run-folder.ts';
import { printableLines } from '../../src/text/printable.ts';
import { entry, failed, INFO, target } from './entries.ts';

it('keeps what a run was started with, its targets, entries and reports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'run-folder-'));
  const run = runFolder(folder);
  expect([run.info(), run.targets(), run.entry(target('a'))]).toEqual([undefined, [], undefined]);
  run.start(INFO, [target('a'), target('b')]);
  run.save(entry('a'), printableLines('{}\n'));
  run.save(failed('b', 'broken'), undefined);
  const again = runFolder(folder);
  expect(again.info()).toEqual(INFO);
  expect(
    again
      .targets()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['a', 'b']);
  expect([again.entry(target('a')), again.report(target('a'))]).toEqual([entry('a'), '{}\n']);
  expect([again.entry(target('b'))?.error, again.report(target('b'))]).toEqual(['broken', undefined]);
  const { id } = target('a');
  expect(existsSync(join(folder, 'entries', id.slice(0, 2), `${id}.json`))).toBe(true);
  expect(existsSync(join(folder, 'reports', id.slice(0, 2), `${id}.json`))).toBe(true);
  expect([run.folder, run.facts]).toEqual([folder, join(folder, '.facts')]);
  run.write('x.json', printableLines('x\n'));
  run.writeLines('y.jsonl', ['1\n', '2\n'].map(printableLines));
  expect(['x.json', 'y.jsonl'].map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['x\n', '1\n2\n']);
  expect(existsSync(join(folder, '.drafts'))).toBe(true);
  run.end();
  run.end();
  expect(existsSync(join(folder, '.drafts'))).toBe(false);
  expect(existsSync(run.facts)).toBe(false);
  const info = { ...INFO, more: 'not read' };
  writeFileSync(join(folder, 'run.json'), JSON.stringify(info));
  expect(again.info()).toEqual(INFO);
  const others = [{ version: 2 }, { tool: 1 }, { today: 1 }, { policy: 1 }].map((more) => ({ ...INFO, ...more }));
  for (const text of ['', '[]', ...others.map((one) => JSON.stringify(one))]) {
    writeFileSync(join(folder, 'run.json'), text);
    expect(again.info()).toBeUndefined();
  }
  rmSync(folder, { recursive: true, force: true });
});
