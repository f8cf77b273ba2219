/** A file of `--go-env` is understood whole, or refused with the line: a setting that is skipped would pass for none. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';

let box: Box;
beforeAll(() => {
  box = newBox('off', {
    'go.mod': 'module example.com/m\n\ngo 1.25.0\n',
    '.modwarden.yaml': 'extends: []\nrules:\n  env/sumdb-off: error\n',
  });
});
afterAll(() => box.remove());

async function check(content: string | Uint8Array) {
  writeFileSync(join(box.repo, 'env'), content);
  return box.run(['check', '--offline', '--format', 'json', '--go-env', 'env']);
}

const EXPECTED = 'expected the output of "go env" or "go env -json", or a file that "go env -w" writes';
const FORM = (line: number, shown: string) => `line ${line}: ${EXPECTED}, got "${shown}…"`;
const CUT = (line: number) => `line ${line}: the file ends inside a value or object; capture it again`;

const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

describe('a capture', () => {
  it.each<[what: string, content: string | Uint8Array]>([
    ['as Unix prints it', "GOFLAGS=''\nGOSUMDB='off'\n"],
    ['as JSON', '{"GOSUMDB": "off"}\n'],
    ['as go env -w writes it', 'GOSUMDB=off\n'],
    ['in UTF-16, low byte first', utf16("GOFLAGS=''\r\nGOSUMDB='off'\r\n", 'le')],
    ['in UTF-16, high byte first', utf16('{"GOSUMDB": "off"}\r\n', 'be')],
    ['in UTF-16, of Windows', utf16('set GOFLAGS=\r\nset GOSUMDB=off\r\n', 'le')],
    ['exported, in quotes', 'export GOSUMDB="off"\n'],
  ])('%s is judged', async (_, content) => {
    const { code, out, err } = await check(content);
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out).findings).toMatchObject([{ rule: 'env/sumdb-off', subject: 'GOSUMDB' }]);
  });

  it.each<[what: string, content: string | Uint8Array, problem: string]>([
    ['that is empty', '', `the file is empty; ${EXPECTED}`],
    ['of blanks', ' \n\n', `the file is empty; ${EXPECTED}`],
    [
      'that is a page',
      '<!DOCTYPE html>\n<html><body>502</body></html>\n',
      `found no line with a Go variable; ${EXPECTED}`,
    ],
    ['that is YAML', 'env:\n  name: x\n', `found no line with a Go variable; ${EXPECTED}`],
    ['of another program', 'PATH=/bin\nHOME=/root\n', `found no Go variable; ${EXPECTED}`],
    ['that is a Dockerfile', 'FROM x\nENV GOSUMDB=off\n', FORM(2, 'ENV GOSUMDB=')],
    ['that is a Dockerfile with values after blanks', 'FROM x\nENV GOSUMDB off\n', FORM(2, '')],
    ['exported without quotes', "GOFLAGS=''\nexport GOSUMDB=off\n", FORM(2, 'export GOSUMDB=')],
    ['of PowerShell', '$env:GOSUMDB = "off"\n', FORM(1, '$env:')],
    ['with blanks around the equals sign', 'GOFLAGS=-x\nGOSUMDB = off\n', FORM(2, 'GOSUMDB =')],
    ['with an indented line', 'GOFLAGS=-x\n  GOSUMDB=off\n', FORM(2, 'GOSUMDB=')],
    ['of go env -w commands', 'go env -w GOSUMDB=off\n', FORM(1, 'go env -w GOSUMDB=')],
    ['with a line without quotes among quoted ones', "GOFLAGS=''\nGOARCH='x'\nGOSUMDB=off\n", FORM(3, 'GOSUMDB=')],
    ['of cut JSON', '{"GOFLAGS": "",\n"GOSUMDB": "o', CUT(2)],
    ['of JSON without its end', '{"GOFLAGS": "",\n"GOSUMDB": "off",\n', CUT(3)],
    ['that ends in a value', "GOFLAGS=''\nGOSUMDB='of", CUT(2)],
  ])('%s is refused', async (_, content, problem) => {
    const { code, out, err } = await check(content);
    expect([code, out, err]).toEqual([2, '', `modwarden: --go-env "env": ${problem}\n`]);
  });

  it('in comments sets nothing, and is not refused', async () => {
    expect((await check('# GOSUMDB=off\nGOFLAGS=-x\n')).code).toBe(0);
  });

  it('never shows a value that it refuses', async () => {
    expect((await check('export GOPROXY=https://user:secret@goproxy.example\n')).err).not.toContain('secret');
  });
});

describe('what is no file', () => {
  it('is refused with the reason, and a device is not read for ever', async () => {
    mkdirSync(join(box.repo, 'folder'));
    const said = async (name: string) => (await box.run(['check', '--offline', '--go-env', name])).err;
    expect(await said('folder')).toBe('modwarden: --go-env "folder" is a folder; use a file\n');
    expect(await said('absent')).toBe('modwarden: --go-env "absent" does not exist\n');
    expect(await said('/dev/zero')).toBe('modwarden: --go-env "/dev/zero" is larger than 1048576 bytes\n');
  });

  it('is read where it is a pipe', async () => {
    const pipe = join(box.repo, 'pipe');
    execFileSync('sh', ['-c', `mkfifo "$0" && (printf 'GOSUMDB=off\\n' > "$0" &)`, pipe], { stdio: 'ignore' });
    expect((await box.run(['check', '--offline', '--go-env', 'pipe'])).code).toBe(1);
  });
});
