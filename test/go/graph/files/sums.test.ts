/** go.mod files against go.sum, go.work.sum and the members' go.sum. */
import { describe, expect, it } from 'vitest';
import { checkGoMod, goModHash, hasGoModSum } from '../../../../src/go/graph/files/sums.ts';
import { parsedSession } from '../../../../src/go/graph/parsed-session.ts';
import type { GraphSession } from '../../../../src/go/graph/session.ts';
import { parseMod } from '../../../../src/go/modfile/parse-mod.ts';
import { parseWork } from '../../../../src/go/modfile/parse-work.ts';
import { source } from '../../../../src/text/source.ts';

const A = { path: 'x.example/a', version: 'v1.0.0' };
const TEXT = 'module x.example/a\n';
const GOOD = goModHash(TEXT);
const BAD = goModHash('other');
const line = (hash: string) => `x.example/a v1.0.0/go.mod ${hash}\n`;

/** A session that reads these sum files; a workspace of /w/one and /w/two where one of them is go.work.sum. */
function sessionOf(files: Record<string, string>, modfile?: string): GraphSession {
  const isWork = Object.keys(files).some((path) => path.startsWith('/w/'));
  const members = (isWork ? ['/w/one', '/w/two'] : ['/m']).map((folder) => ({
    folder,
    file: parseMod(source('go.mod', `module m.example${folder}\n`)).file,
  }));
  const work = { path: '/w/go.work', file: parseWork(source('go.work', 'use ./one\nuse ./two\n')).file };
  const session = parsedSession({ members, ...(isWork ? { work } : {}) });
  for (const path of ['/m/go.sum', '/m/other.sum', '/w/go.work.sum', '/w/one/go.sum', '/w/two/go.sum']) {
    const text = files[path];
    session.known.files.set(
      path,
      text === undefined ? { known: false, why: 'missing', detail: '' } : { known: true, text },
    );
  }
  return { ...session, sums: undefined, input: { ...session.input, ...(modfile === undefined ? {} : { modfile }) } };
}

const mismatch = (file: string) => ({ module: A, file, downloaded: GOOD, recorded: BAD });

describe('a go.mod', () => {
  it.each<[what: string, files: Record<string, string>, file: string | undefined]>([
    ['of no sum', { '/m/go.sum': '' }, undefined],
    ['of its sum', { '/m/go.sum': line(GOOD) }, undefined],
    ['of another', { '/m/go.sum': line(BAD) }, 'go.sum'],
    // In go.sum the first line that decides does.
    ['of its sum, and another later', { '/m/go.sum': line(GOOD) + line(BAD) }, undefined],
    ['of another sum first', { '/m/go.sum': line(BAD) + line(GOOD) }, 'go.sum'],
    [
      'of the sum in go.work.sum, and another of a member',
      { '/w/go.work.sum': line(GOOD), '/w/one/go.sum': line(BAD) },
      undefined,
    ],
    ['of another sum in go.work.sum', { '/w/go.work.sum': line(BAD), '/w/one/go.sum': line(GOOD) }, 'go.work.sum'],
    ['of the sums of all members', { '/w/one/go.sum': line(GOOD), '/w/two/go.sum': line(GOOD) }, undefined],
    ['of another sum in one member', { '/w/one/go.sum': line(GOOD), '/w/two/go.sum': line(BAD) }, '/w/two/go.sum'],
  ])('%s', (_, files, file) => {
    const result = checkGoMod(sessionOf(files), A, TEXT);
    if (file === undefined) expect(result).toBeUndefined();
    else
      expect(result).toMatchObject({
        mismatch: mismatch(file),
        fatal: expect.stringContaining(`\t${file}:     ${BAD}\n`),
      });
  });

  it('has the sums beside the file that stands for go.mod', () => {
    const files = { '/m/go.sum': line(GOOD), '/m/other.sum': line(BAD) };
    expect(checkGoMod(sessionOf(files, '/m/other.mod'), A, TEXT)).toMatchObject({ mismatch: mismatch('other.sum') });
    expect(checkGoMod(sessionOf(files), A, TEXT)).toBeUndefined();
  });

  it('of a sum of unknown kind is a warning, once', () => {
    const session = sessionOf({ '/m/go.sum': line('h9:x') + line('h8:y') });
    expect(checkGoMod(session, A, TEXT)).toBeUndefined();
    expect(checkGoMod(session, A, TEXT)).toBeUndefined();
    expect(session.stderr).toEqual([
      `warning: verifying x.example/a@v1.0.0/go.mod: unknown hashes in go.sum: h9:x, h8:y; adding ${GOOD}

SECURITY WARNING
This download is listed in go.sum, but using an unknown hash algorithm.
The download cannot be verified.

For more information, see 'go help module-auth'.

`,
    ]);
    // None where a member knows it, or only members have such a line.
    for (const files of [
      { '/w/go.work.sum': line('h9:x'), '/w/one/go.sum': line(GOOD) },
      { '/w/go.work.sum': '', '/w/one/go.sum': line('h9:x') },
    ]) {
      const work = sessionOf(files);
      expect([checkGoMod(work, A, TEXT), work.stderr]).toEqual([undefined, []]);
    }
  });

  it('cannot be checked before the sums are read', () => {
    const session = { ...sessionOf({ '/w/go.work.sum': '' }), sums: undefined };
    const known = { ...session.known, files: new Map(session.known.files as Map<string, never>) };
    known.files.delete('/w/two/go.sum');
    const needs = { needs: { questions: [], files: ['/w/two/go.sum'], folders: [] } };
    expect(checkGoMod({ ...session, known }, A, TEXT)).toEqual(needs);
    expect(hasGoModSum({ ...session, known }, A)).toEqual(needs);
  });

  it('cannot be checked where the sums are malformed; those of members are read first', () => {
    const fatal = (path: string, n: number) => ({
      fatal: `malformed go.sum:\n${path}:${n}: wrong number of fields 1\n`,
    });
    expect(checkGoMod(sessionOf({ '/m/go.sum': `${line(GOOD)}x\n` }), A, TEXT)).toEqual(fatal('/m/go.sum', 2));
    const both = sessionOf({ '/w/go.work.sum': 'x\n', '/w/two/go.sum': '\n\nx\n' });
    expect(hasGoModSum(both, A)).toEqual(fatal('/w/two/go.sum', 3));
  });
});

it.each<[files: Record<string, string>, has: boolean]>([
  [{ '/m/go.sum': line(BAD) }, true],
  [{ '/m/go.sum': line('h9:x') }, false],
  [{ '/m/go.sum': line('h9:x') + line(GOOD) }, true],
  [{ '/m/go.sum': `x.example/a v1.0.0 ${GOOD}\n` }, false],
  [{ '/m/go.sum': '' }, false],
  [{ '/w/go.work.sum': '', '/w/two/go.sum': line(GOOD) }, true],
])('sums %j list the go.mod: %s', (files, has) => expect(hasGoModSum(sessionOf(files), A)).toBe(has));
