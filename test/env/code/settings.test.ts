import { expect, it } from 'vitest';
import { settingsIn } from '../../support/settings.ts';

const CASES: readonly (readonly [title: string, path: string, text: string, found: readonly string[]])[] = [
  [
    'Jenkinsfile: environment',
    'Jenkinsfile',
    'pipeline { environment { GOSUMDB = \'off\' } }\nenv.GOPROXY = "direct"',
    ['1:26 GOSUMDB=off (environment)', '2:5 GOPROXY=direct (environment)'],
  ],
  [
    'Jenkinsfile: withEnv',
    'a.groovy',
    'withEnv([\'GOSUMDB=off\', "GOPROXY=${p}"]) { }',
    ['1:11 GOSUMDB=off (environment)', '1:26 GOPROXY from elsewhere (environment)'],
  ],
  [
    'Jenkinsfile: steps',
    'Jenkinsfile',
    "sh '''\n  export GOSUMDB=off\n'''\nbat 'set GOPROXY=direct'\npwsh '$env:GOFLAGS = 1'\nsh(script: \"GOVCS=*:all go x\", label: 'a')",
    [
      '2:10 GOSUMDB=off (export)',
      '4:10 GOPROXY=direct (export)',
      '5:12 GOFLAGS=1 (export)',
      '6:13 GOVCS=*:all (command)',
    ],
  ],
  [
    'Jenkinsfile: what is only text',
    'Jenkinsfile',
    "// GOSUMDB = 'off'\n/* GOSUMDB = 'off' */ echo 'GOSUMDB=off'\nif (env.GOSUMDB == 'off') { }\nsh 'echo GOSUMDB=off'",
    [],
  ],
  [
    'Bazel',
    'BUILD.bazel',
    'go_test(\n  env = {"GOSUMDB": "off"}, # "GOPROXY": "direct"\n)\n',
    ['2:11 GOSUMDB=off (environment)'],
  ],
  [
    'Nix',
    'a.nix',
    "{ GOSUMDB = \"off\"; shellHook = ''\n  export GOPROXY=direct\n''; x' = 1; }",
    ['1:3 GOSUMDB=off (environment)', '2:10 GOPROXY=direct (export)'],
  ],
  [
    'Terraform: pairs',
    'a.tf',
    'environment_variable {\n  name  = "GOSUMDB"\n  value = "off"\n}\na { value = "x" }\nenv = { GOPROXY = var.p, GOFLAGS = "-x" }',
    ['2:12 GOSUMDB=off (environment)', '6:26 GOFLAGS=-x (environment)'],
  ],
  [
    'Terraform: a script',
    'a.tf',
    'user_data = <<-EOT\n  #!/bin/sh\n  export GOSUMDB=off\nEOT\n# GOPROXY = "direct"\n',
    ['3:10 GOSUMDB=off (export)'],
  ],
  [
    'TOML',
    'mise.toml',
    '[tools]\ngo = \'1.21\'\n[env]\nGOSUMDB = "off" # c\n',
    ['2:1 go-version=1.21 (version)', '4:1 GOSUMDB=off (environment)'],
  ],
  [
    'Vagrantfile',
    'Vagrantfile',
    "ENV['GOSUMDB'] = 'off'\nconfig.vm.provision \"shell\", inline: <<-SHELL\n  export GOPROXY=direct\nSHELL\n",
    ['1:6 GOSUMDB=off (environment)', '3:10 GOPROXY=direct (export)'],
  ],
  ['values that are put together', 'a.groovy', "env.GOFLAGS = '-x ' + y", []],
  [
    'lists and phases of Nix',
    'a.nix',
    "{ GOFLAGS = [ \"-mod=mod\" ]; preBuild = ''\n  export GOSUMDB=off\n''; }",
    ['1:3 GOFLAGS=-mod=mod (environment)', '2:10 GOSUMDB=off (export)'],
  ],
  [
    'Jenkinsfile: arguments of a container',
    'Jenkinsfile',
    "agent { docker { image 'x'; args '-e GOSUMDB=off -v a' } }",
    ['1:38 GOSUMDB=off (environment)'],
  ],
];

it.each(CASES)('reads settings in %s', async (_, path, text, found) => {
  expect(await settingsIn(path, text, 'by')).toEqual(found);
});
