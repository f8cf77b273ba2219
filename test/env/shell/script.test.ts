import { describe, expect, it } from 'vitest';
import { MAX_SHELL_DEPTH } from '../../../src/env/limits.ts';
import { readFile, type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  ['export', 'export GOSUMDB=off GOPROXY="direct"\n', ['1:8 GOSUMDB=off (export)', '1:20 GOPROXY=direct (export)']],
  ['assigned and exported later', 'GOSUMDB=off\nexport GOSUMDB\n', ['1:1 GOSUMDB=off (export)']],
  ['assigned, all exported', 'set -a\nGOSUMDB=off\n', ['2:1 GOSUMDB=off (export)']],
  ['assigned only', 'GOFLAGS=-mod=mod\n', ['1:1 GOFLAGS=-mod=mod (assignment)']],
  [
    'declare',
    'declare -x GOSUMDB=off; local GOPROXY=direct',
    ['1:12 GOSUMDB=off (export)', '1:31 GOPROXY=direct (assignment)'],
  ],
  ['before a command', 'A=1 GOSUMDB=off go build', ['1:5 GOSUMDB=off (command)']],
  ['env, sudo, timeout', 'sudo -E timeout 5m env -i "GOPRIVATE=*" go build', ['1:28 GOPRIVATE=* (command)']],
  ['sudo NAME=value', 'sudo GOFLAGS=-mod=mod go install .', ['1:6 GOFLAGS=-mod=mod (command)']],
  [
    'in a subshell, behind && and in $(…)',
    '(cd x && GOPROXY=direct go get y); V=$(GOSUMDB=off go list)',
    ['1:10 GOPROXY=direct (command)', '1:40 GOSUMDB=off (command)'],
  ],
  ['in backticks', 'V=`GOSUMDB=off go list`', ['1:4 GOSUMDB=off (command)']],
  [
    'over several lines',
    'GOSUMDB=off \\\n  GOPROXY=direct \\\n  go build',
    ['1:1 GOSUMDB=off (command)', '2:3 GOPROXY=direct (command)'],
  ],
  ['unset', 'unset GOSUMDB\nexport -n GOPROXY', ['1:7 GOSUMDB= (unset)', '2:11 GOPROXY= (unset)']],
  [
    'sh -c',
    `bash -euc 'export GOSUMDB=off; sh -c "GOPROXY=direct go get"'`,
    ['1:19 GOSUMDB=off (export)', '1:39 GOPROXY=direct (command)'],
  ],
  [
    'eval and alias',
    `eval "export GOSUMDB=off"\nalias go='GOPROXY=direct go'`,
    ['1:14 GOSUMDB=off (export)', '2:11 GOPROXY=direct (command)'],
  ],
  [
    'docker run and build',
    'docker run -e GOSUMDB=off --env=GOPROXY=direct x sh -c "GOFLAGS=-x go build"\ndocker build --build-arg GOSUMDB=off .',
    [
      '1:15 GOSUMDB=off (command)',
      '1:33 GOPROXY=direct (command)',
      '1:57 GOFLAGS=-x (command)',
      '2:26 GOSUMDB=off (command)',
    ],
  ],
  ['make NAME=value', 'make -j4 GOSUMDB=off build', ['1:10 GOSUMDB=off (command)']],
  ['csh', 'setenv GOSUMDB off', ['1:8 GOSUMDB=off (export)']],
  [
    'a function around a command',
    'retry 3 go env -w GOSUMDB=off\nrun_in_vm env GOPROXY=direct go build',
    ['1:19 GOSUMDB=off (go env -w)', '2:15 GOPROXY=direct (command)'],
  ],
  ['a here-document for a shell', "bash <<'EOF'\nexport GOSUMDB=off\nEOF\n", ['2:8 GOSUMDB=off (export)']],
  [
    'on another machine',
    `ssh -o StrictHostKeyChecking=no host 'export GOSUMDB=off'`,
    ['1:8 StrictHostKeyChecking=no (flag)', '1:46 GOSUMDB=off (export)'],
  ],
  [
    'a variable for the command',
    '${GO} env -w GOSUMDB=off; $(GO) env -w GOPROXY=direct',
    ['1:14 GOSUMDB=off (go env -w)', '1:40 GOPROXY=direct (go env -w)'],
  ],
  [
    'defaults',
    'export GOPROXY="${GOPROXY:-direct}" GOSUMDB=${GOSUMDB:=off}',
    ['1:8 GOPROXY=direct (export)', '1:37 GOSUMDB=off (export)'],
  ],
  [
    'what others give',
    'export GOPROXY=$1 GOSUMDB="$(cat x)" GOFLAGS=`y`',
    [
      '1:8 GOPROXY from elsewhere (export)',
      '1:19 GOSUMDB from elsewhere (export)',
      '1:38 GOFLAGS from elsewhere (export)',
    ],
  ],
  [
    'partly from elsewhere',
    'export GOPROXY="https://u:${TOKEN}@p.example,direct"',
    ['1:8 GOPROXY=https://u:${TOKEN}@p.example,direct (export)'],
  ],
  ['single quotes', "export GOPROXY='$X'", ['1:8 GOPROXY=$X (export)']],
  [
    'in a case, in a loop',
    'for v in a b; do\n case $v in\n  GOSUMDB=off) GOSUMDB=off go x ;;\n  *) export GOPROXY=direct;;\n esac\ndone\n',
    ['3:16 GOSUMDB=off (command)', '4:13 GOPROXY=direct (export)'],
  ],
];

const SILENT: readonly string[] = [
  '# export GOSUMDB=off',
  'echo "GOSUMDB=off"',
  `printf '%s\\n' 'export GOSUMDB=off'`,
  `grep -q 'GOSUMDB=off' file || exit 1`,
  '[ "$GOSUMDB" = off ] && [[ $GOPROXY == direct ]]',
  'env -u GONOSUMDB true',
  'cat <<EOF\nexport GOSUMDB=off\nEOF',
  'assert_eq "GOPROXY=direct" "$(head -1 out)"',
  'MY_GOSUMDB=off GOSUMDB_MODE=off go build',
  'GOFLAGS=(-mod=mod)',
];

describe('settings in shell scripts', () => {
  it.each(CASES)('are read: %s', async (_, text, found) => {
    expect(await settingsIn('x.sh', text, 'by')).toEqual(found);
  });

  it.each(SILENT)('are not what is only text: %s', async (text) => {
    const { settings } = await readFile('x.sh', text);
    expect(settings.filter(({ by }) => by !== 'unset')).toEqual([]);
  });

  it('have the reach of their script or command, and are less sure in conditions', async () => {
    const text =
      'export GOSUMDB=off\nif x; then export GOPROXY=direct; fi\nGOFLAGS=-x go build\ngo env -w GOVCS=*:all\n';
    const { settings } = await readFile('x.sh', text);
    expect(settings.map(({ reach, certainty }) => `${reach.kind} ${certainty}`)).toEqual([
      'script certain',
      'script likely',
      'command certain',
      'user certain',
    ]);
    expect(settings[2]!.reach.outer).toBe(settings[0]!.reach);
  });
});

describe('nesting', () => {
  const nested = (depth: number, open: string, close: string) =>
    `${open.repeat(depth)}GOSUMDB=off go build${close.repeat(depth)}\n`;

  it.each([
    ['groups', '( ', ')'],
    ['substitutions', 'x $(', ')'],
    ['quotes', 'x "$(', ')"'],
    ['braces', 'x ${a:-', '}'],
    ['wrappers', 'sudo ', ''],
  ])('of %s has a limit that is told', async (_, open, close) => {
    const { unread } = await readFile('x.sh', nested(20_000, open, close));
    expect(unread.map(({ reason }) => reason)).toEqual([
      `quotes and substitutions are nested more than ${MAX_SHELL_DEPTH} deep; what follows was not read`,
    ]);
  });

  it.each([
    ['groups', '( ', ')', 50, 101],
    ['substitutions', 'x $(', ')', 50, 204],
    ['quotes', 'x "$(', ')"', 50, 255],
    ['braces', 'x ${a:-', '}', 50, 354],
    ['substitutions in braces', 'x ${a:-$(', ')}', 25, 229],
    ['processes', 'x <(', ')', 50, 204],
    ['arrays', 'a=(', ')', 50, 153],
    ['wrappers', 'sudo ', '', 49, 250],
    ['environments', 'env ', '', 49, 212],
    ['programs that may run a command', 'x env ', '', 24, 162],
  ])('of %s has a limit at an exact depth and place', async (_, open, close, depth, place) => {
    expect((await readFile('x.sh', nested(depth, open, close))).unread).toEqual([]);
    const { unread } = await readFile('x.sh', nested(depth + 1, open, close));
    expect(unread.map(({ at }) => [at.start, at.end])).toEqual([[place, place + 1]]);
  });

  it('within the limit is read', async () => {
    expect(await settingsIn('x.sh', nested(20, 'x "$(', ')"'))).toEqual(['1:101 GOSUMDB=off']);
  });
});
