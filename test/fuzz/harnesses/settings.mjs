// What sets variables: captures of go env, files of images, pipelines and shells, and the user's own.

import { readSettings } from '../../../dist/lib/src/env/readers.js';
import { parseCaptured } from '../../../dist/lib/src/gather/captured-env.js';
import { parseNetrc } from '../../../dist/lib/src/gather/proxy/netrc.js';
import { parseGoFlags } from '../../../dist/lib/src/go/env/goflags.js';
import { parseProxyList } from '../../../dist/lib/src/go/env/goproxy.js';
import { parseVerifierKey } from '../../../dist/lib/src/go/env/verifier-key.js';
import { decode } from '../../../dist/lib/src/text/bytes.js';
import { source } from '../../../dist/lib/src/text/source.js';
import { assertPlace } from './checks.mjs';

const WORDS = [
  'GOPROXY',
  'GOSUMDB',
  'GOPRIVATE',
  'GOFLAGS',
  'GOINSECURE',
  'off',
  'direct',
  'https://proxy.example',
  'export',
  'ENV',
  'env:',
  '<<EOF',
  'EOF',
  '&&',
  '$(',
  '${',
  '}}',
  '-insecure',
];

/** One kind of file, by a name that its reader takes. */
const reader = (path, ...seeds) => ({
  seeds: () => seeds,
  words: WORDS,
  prepare: async () => async (input) => {
    const text = source(path, decode(input));
    const { settings, unread } = await readSettings(text);
    for (const { at } of unread) assertPlace(at, text.text.length);
    for (const { valueAt } of settings) if (valueAt !== undefined) assertPlace(valueAt, text.text.length);
  },
});

const plain = (seeds, run) => ({ seeds: () => seeds, words: WORDS, prepare: async () => run });

export const settings = {
  'go-env': plain(
    [
      "GOPROXY='https://proxy.example,direct'\nGOSUMDB=off\nset GOFLAGS=-mod=mod\n",
      '{"GOPROXY":"direct","GOSUMDB":"sum.golang.org","Changed":null}\n',
    ],
    (input) => parseCaptured('go.env', decode(input)),
  ),
  dockerfile: reader(
    'Dockerfile',
    'FROM golang:1.25 AS build\nARG GOPROXY=direct\nENV GOSUMDB=off \\\n  GOFLAGS="-mod=mod"\nRUN GOPRIVATE=x go get -u ./... && <<EOF sh\nexport GOINSECURE=*\nEOF\n',
  ),
  workflow: reader(
    '.github/workflows/ci.yml',
    'on: push\nenv: { GOPROXY: off }\njobs:\n  a:\n    env: &x\n      GOSUMDB: off\n    steps:\n      - run: |\n          echo "GOFLAGS=-mod=mod" >> $GITHUB_ENV\n      - uses: actions/setup-go@v5\n',
  ),
  shell: reader(
    'build.sh',
    '#!/bin/sh\nexport GOPROXY=${X:-direct} GOSUMDB="off"\nif [ "$A" ]; then GOFLAGS=-mod=mod go build; fi\ncat <<EOF\n$(GOINSECURE=* go get)\nEOF\nfor i in a b; do env GOPRIVATE=x go test; done\n',
  ),
  makefile: reader(
    'Makefile',
    'export GOPROXY := direct\nGOSUMDB ?= off\nall: export GOFLAGS=-mod=mod\nall:\n\tGOINSECURE=* go get \\\n\t  ./...\ndefine X\nGOPRIVATE=a\nendef\n',
  ),
  dotenv: reader('.env', 'GOPROXY=direct # c\nexport GOSUMDB="off"\nGOFLAGS=\'-mod=mod\'\n'),
  gitlab: reader(
    '.gitlab-ci.yml',
    'variables:\n  GOPROXY: direct\n  GOSUMDB: { value: off }\ntest:\n  script:\n    - go get -u\n    - !reference [a, b]\n',
  ),
  justfile: reader(
    'justfile',
    'export GOPROXY := "direct"\nset dotenv-load\nbuild arg="x":\n  GOSUMDB=off go build {{arg}}\n',
  ),
  powershell: reader(
    'build.ps1',
    '$env:GOPROXY = "direct"\nSet-Item env:GOSUMDB off\n[Environment]::SetEnvironmentVariable("GOFLAGS", "x")\n',
  ),
  goflags: plain(['-mod=mod -tags="a b" \'-ldflags=-s -w\' --x'], (input) => parseGoFlags(decode(input))),
  goproxy: plain(['https://a.example|https://b.example,direct,off', 'file:///x,http://u:p@h:1/%41?q#f'], (input) =>
    parseProxyList(decode(input)),
  ),
  netrc: plain(['machine a.example login me password secret\ndefault login x password y\nmacdef m\nx\n\n'], (input) =>
    parseNetrc(decode(input)),
  ),
  'verifier-key': plain(['sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'], (input) =>
    parseVerifierKey(decode(input)),
  ),
};
