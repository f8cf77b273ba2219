/** Which mode go chooses, and the reason that it gives. */
import { describe, expect, it } from 'vitest';
import { chooseMode, vendorFolder } from '../../../../src/go/graph/files/build-mode.ts';
import { parsedSession } from '../../../../src/go/graph/parsed-session.ts';
import { runToEnd, taskCommand } from '../../../../src/go/graph/run.ts';
import type { GraphInput } from '../../../../src/go/graph/types.ts';
import { parseMod } from '../../../../src/go/modfile/parse-mod.ts';
import { parseWork } from '../../../../src/go/modfile/parse-work.ts';
import { source } from '../../../../src/text/source.ts';
import { INPUT, worldOf } from '../universe.ts';

interface Case {
  readonly go?: string;
  /** Of go.work; left out: no workspace. */
  readonly work?: string;
  /** vendor/modules.txt; left out: no folder. */
  readonly vendor?: string;
  readonly input?: Partial<GraphInput>;
}

async function chosen({ go = 'go 1.21', work, vendor, input }: Case): Promise<[string, string]> {
  const { file } = parseMod(source('go.mod', `module m.example/main\n${go}\n`));
  const folder = work === undefined ? '/m' : '/w/m';
  const session = parsedSession({
    members: [{ folder, file }],
    ...(work === undefined
      ? {}
      : { work: { path: '/w/go.work', file: parseWork(source('go.work', `${work}\nuse ./m\n`)).file } }),
  });
  const asked = {
    ...session,
    mode: 'mod' as const,
    modeReason: '',
    input: { ...INPUT, command: 'list' as const, folder, ...input },
  };
  expect(vendorFolder(asked)).toBe(work === undefined ? '/m/vendor' : '/w/vendor');
  const files = vendor === undefined ? {} : { [`${vendorFolder(asked)}/modules.txt`]: vendor };
  await runToEnd(taskCommand(chooseMode(asked), session.known), worldOf({ files }));
  return [asked.mode, asked.modeReason];
}

describe('the mode', () => {
  it.each<[what: string, Case, mode: string, reason: string]>([
    ['without a vendor folder', {}, 'readonly', ''],
    ['of go mod graph', { vendor: '', input: { command: 'mod graph' } }, 'mod', ''],
    ['that is given', { vendor: '', input: { mod: 'vendor' } }, 'mod', ''],
    ['with one', { vendor: '' }, 'vendor', 'Go version in go.mod is at least 1.14 and vendor directory exists.'],
    [
      'with one, of Go 1.14',
      { go: 'go 1.14', vendor: '' },
      'vendor',
      'Go version in go.mod is at least 1.14 and vendor directory exists.',
    ],
    [
      'with one, of Go 1.13',
      { go: 'go 1.13', vendor: '' },
      'readonly',
      'Go version in go.mod is 1.13, so vendor directory was not used.',
    ],
    [
      'with one, without a go line',
      { go: '', vendor: '' },
      'readonly',
      'Go version in go.mod is unspecified, so vendor directory was not used.',
    ],
    [
      'with one of a workspace',
      { vendor: '## workspace\n' },
      'readonly',
      'Outside workspace mode, but vendor directory is for a workspace.',
    ],
    [
      'of a workspace with one of its own',
      { work: 'go 1.22', vendor: '## workspace\n' },
      'vendor',
      'Go version in go.work is at least 1.14 and vendor directory exists.',
    ],
    [
      'of a workspace with one of a module',
      { work: 'go 1.22', vendor: '# a v1\n' },
      'readonly',
      'In workspace mode, but vendor directory is not for a workspace',
    ],
    [
      'of a workspace without a go line',
      { work: '', vendor: '## workspace\n' },
      'readonly',
      'Go version in go.work is unspecified, so vendor directory was not used.',
    ],
  ])('%s', async (_, of, mode, reason) => expect(await chosen(of)).toEqual([mode, reason]));
});
