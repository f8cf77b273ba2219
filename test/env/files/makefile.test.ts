import { expect, it } from 'vitest';
import { type SettingCases, settingsIn } from '../../support/settings.ts';

const CASES: SettingCases = [
  [
    'export',
    'export GOSUMDB := off # c\nexport GOPROXY=direct\n',
    ['1:8 GOSUMDB=off (export) (certain)', '2:8 GOPROXY=direct (export) (certain)'],
  ],
  ['exported elsewhere', 'GOSUMDB ?= off\nexport GOSUMDB\n', ['1:1 GOSUMDB=off (export) (overridable)']],
  ['all exported', 'GOSUMDB = off\nexport\n', ['1:1 GOSUMDB=off (export) (certain)']],
  ['not exported', 'GOFLAGS ?= -mod=mod\n', ['1:1 GOFLAGS=-mod=mod (assignment) (likely)']],
  ['for a target', 'build: export GOSUMDB = off\nbuild:\n\tgo build\n', ['1:15 GOSUMDB=off (export) (certain)']],
  ['in a condition', 'ifeq ($(CI),1)\nexport GOSUMDB = off\nendif\n', ['2:8 GOSUMDB=off (export) (likely)']],
  [
    'recipes',
    'build: dep\n\t@GOSUMDB=off go build $$X\n\t-GOPROXY=direct \\\n\t  go get x\n',
    ['2:3 GOSUMDB=off (command) (certain)', '3:3 GOPROXY=direct (command) (certain)'],
  ],
  ['a recipe on the line of its rule', 'build: ; GOSUMDB=off go build\n', ['1:10 GOSUMDB=off (command) (certain)']],
  [
    'a recipe with escaped dollars',
    'a:\n\tfor x in $$(ls); do GOSUMDB=off go build $$x; done\n',
    ['2:22 GOSUMDB=off (command) (likely)'],
  ],
  ['$(shell …)', 'V := $(shell GOPROXY=direct go list)\n', ['1:14 GOPROXY=direct (command) (certain)']],
  [
    'lines that continue',
    'a:\n\tx \\\n\tGOSUMDB=off; \\\r\n\tGOPROXY=direct go x\nE = x \\\n GOFLAGS=-x\n',
    ['4:2 GOPROXY=direct (command) (certain)'],
  ],
  [
    'a variable over lines',
    'E = GOSUMDB=off \\\r\n GOPROXY=direct go\n',
    ['1:5 GOSUMDB=off (command) (likely)', '2:2 GOPROXY=direct (command) (likely)'],
  ],
  ['go by a variable', 'a:\n\t$(GO) env -w GOSUMDB=off\n', ['2:15 GOSUMDB=off (go env -w) (certain)']],
  ['for use before commands', 'E := A=1 GOSUMDB=off go\nF = --x GOSUMDB=off', ['1:10 GOSUMDB=off (command) (likely)']],
  ['from elsewhere', 'export GOPROXY = $(PROXY)\n', ['1:8 GOPROXY from elsewhere (export) (certain)']],
  ['comments and echoes', '# export GOSUMDB=off\na:\n\t@echo GOSUMDB=off\n\t# GOSUMDB=off go x\n', []],
];

it.each(CASES)('reads settings in Makefiles: %s', async (_, text, found) => {
  expect(await settingsIn('Makefile', text, 'by', 'certainty')).toEqual(found);
});
