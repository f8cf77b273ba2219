import { describe, expect, it } from 'vitest';
import { readFile, type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'ENV, several',
    'FROM x\nENV GOSUMDB=off GOPROXY="direct"\n',
    ['2:5 GOSUMDB=off (image ENV)', '2:17 GOPROXY=direct (image ENV)'],
  ],
  [
    'ENV over lines with comments',
    'FROM x\nENV A=1 \\\n# c\n\n  GOSUMDB=off \\\n  B=2\n',
    ['5:3 GOSUMDB=off (image ENV)'],
  ],
  [
    'the old ENV',
    'FROM x\nENV GOFLAGS -mod=mod -x\nENV GOSUMDB off\n',
    ['2:5 GOFLAGS=-mod=mod -x (image ENV)', '3:5 GOSUMDB=off (image ENV)'],
  ],
  ['ARG with and without a default', 'FROM x\nARG GOSUMDB=off\nARG GOPROXY\n', ['2:5 GOSUMDB=off (image ARG)']],
  ['in any case, in ONBUILD', 'from x\nonbuild env GOSUMDB=off\n', ['2:13 GOSUMDB=off (image ENV)']],
  [
    'RUN',
    'FROM x\nRUN --mount=type=cache,target=/x GOSUMDB=off go build && \\\n    export GOPROXY=direct\n',
    ['2:34 GOSUMDB=off (command)', '3:12 GOPROXY=direct (export)'],
  ],
  [
    'RUN with a here-document',
    'FROM x\nRUN <<EOT\nexport GOSUMDB=off\nEOT\nENV GOPROXY=direct\n',
    ['3:8 GOSUMDB=off (export)', '5:5 GOPROXY=direct (image ENV)'],
  ],
  [
    'RUN with a shell that reads a here-document',
    'FROM x\nRUN bash <<-"EOT"\n\tgo env -w GOSUMDB=off\n\tEOT\n',
    ['3:12 GOSUMDB=off (go env -w)'],
  ],
  [
    'RUN in exec form',
    'FROM x\nRUN ["sh", "-c", "GOSUMDB=off go build"]\nCMD ["env", "GOPROXY=direct", "go", "run", "."]\n',
    ['2:19 GOSUMDB=off (command)', '3:14 GOPROXY=direct (command)'],
  ],
  [
    'PowerShell',
    'FROM x\nSHELL ["powershell", "-Command"]\nRUN $env:GOSUMDB = \'off\'; go build\n',
    ['3:10 GOSUMDB=off (export)'],
  ],
  [
    'another escape character',
    '# escape=`\nFROM x\nENV GOSUMDB=off `\n    GOPROXY=direct\n',
    ['3:5 GOSUMDB=off (image ENV)', '4:5 GOPROXY=direct (image ENV)'],
  ],
  ['labels, comments, echoes', 'FROM x\n# ENV GOSUMDB=off\nLABEL a="GOSUMDB=off"\nRUN echo GOSUMDB=off\n', []],
  [
    'CRLF',
    'FROM x\r\nENV GOSUMDB=off\r\nENV GOPROXY direct\r\n',
    ['2:5 GOSUMDB=off (image ENV)', '3:5 GOPROXY=direct (image ENV)'],
  ],
];

describe('settings of images', () => {
  it.each(CASES)('are read: %s', async (_, text, found) => {
    expect(await settingsIn('Dockerfile', text, 'by')).toEqual(found);
  });

  it('belong to stages, of which later ones may be built on', async () => {
    const text = 'FROM x AS a\nENV GOSUMDB=off\nFROM a AS b\nENV GOPROXY=direct\nFROM scratch\nENV GOFLAGS=-x\n';
    const { settings } = await readFile('api.Dockerfile', text);
    expect(settings.map(({ reach }) => `${reach.kind} ${reach.id} in ${reach.outer?.id}`)).toEqual([
      'stage stage a in undefined',
      'stage stage b in stage a',
      'image stage 2 in undefined',
    ]);
  });

  it('say whether they may be overridden', async () => {
    const text = 'FROM x\nARG GOSUMDB=off\nENV GOPROXY=${GOPROXY:-direct} GOFLAGS=$F\n';
    expect(await settingsIn('Containerfile', text, 'certainty')).toEqual([
      '2:5 GOSUMDB=off (overridable)',
      '3:5 GOPROXY=direct (overridable)',
      '3:32 GOFLAGS from elsewhere (certain)',
    ]);
  });

  it('tell the Go of the image, by a default of ARG too', async () => {
    const text =
      'ARG V=1.22.3\nFROM golang:${V}-alpine AS a\nFROM --platform=linux/amd64 r.example/golang:1.23rc1\nFROM golang:latest\n';
    expect(await settingsIn('Dockerfile', text, 'certainty', 'written')).toEqual([
      '2:6 go-version=1.22.3 (overridable) (1.22.3)',
      '3:39 go-version=1.23rc1 (certain) (1.23rc1)',
    ]);
  });

  it('in Earthfiles hold in the targets that begin with the base, or with another target', async () => {
    const text = 'FROM x AS base\nENV GOSUMDB=off\na:\n  ENV GOPROXY=direct\nb-c:\n  FROM +a\n  RUN GOFLAGS=-x go x\n';
    const { settings } = await readFile('Earthfile', text);
    const chain = (one: (typeof settings)[number]['reach'] | undefined): string =>
      one === undefined ? '' : `${one.kind} ${one.id}; ${chain(one.outer)}`;
    expect(settings.map(({ variable, reach }) => `${variable}: ${chain(reach)}`)).toEqual([
      'GOSUMDB: stage stage base; ',
      'GOPROXY: stage stage a; stage stage base; ',
      'GOFLAGS: command line 7, column 7; script line 7, column 7; image stage 3; stage stage a; stage stage base; ',
    ]);
  });

  it('before the first stage belong to none', async () => {
    const { settings } = await readFile('Dockerfile', 'ARG GOSUMDB=off\nFROM x\nENV GOPROXY=a\n');
    expect(settings.map(({ reach: { kind, id, outer } }) => [kind, id, outer])).toEqual([
      ['file', 'before the first stage', undefined],
      ['image', 'stage 0', undefined],
    ]);
  });

  it('in Earthfiles belong to targets', async () => {
    expect(await settingsIn('Earthfile', 'VERSION 0.8\nFROM x\nbuild:\n    ENV GOSUMDB=off\n', 'reach')).toEqual([
      '4:9 GOSUMDB=off (image stage build)',
    ]);
  });
});
