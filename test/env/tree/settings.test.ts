import { describe, expect, it } from 'vitest';
import { settingsIn } from '../../support/settings.ts';

const CASES: readonly (readonly [title: string, path: string, text: string, found: readonly string[]])[] = [
  [
    'three levels of GitHub Actions',
    '.github/workflows/a.yml',
    'env:\n  GOSUMDB: off\njobs:\n  b:\n    env: { GOPROXY: direct }\n    steps:\n      - env:\n          GOFLAGS: -mod=mod\n        run: GOVCS=*:all go build\n',
    [
      '2:3 GOSUMDB=off (workflow .github/workflows/a.yml)',
      '5:12 GOPROXY=direct (job jobs.b)',
      '8:11 GOFLAGS=-mod=mod (step jobs.b.steps.0)',
      '9:14 GOVCS=*:all (command line 9, column 14)',
    ],
  ],
  [
    'what a step writes for its job',
    '.github/workflows/a.yml',
    'jobs:\n  b:\n    steps:\n      - run: |\n          set -e\n          echo "GOSUMDB=off" >> "$GITHUB_ENV"\n',
    ['6:17 GOSUMDB=off (job jobs.b)'],
  ],
  [
    'shells of steps',
    '.github/workflows/a.yml',
    "jobs:\n  b:\n    defaults: { run: { shell: pwsh } }\n    steps:\n      - run: $env:GOSUMDB = 'off'\n      - shell: cmd\n        run: set GOPROXY=direct\n",
    ['5:19 GOSUMDB=off (step jobs.b.steps.0)', '7:18 GOPROXY=direct (step jobs.b.steps.1)'],
  ],
  [
    'versions of Go in a matrix and in steps',
    '.github/workflows/a.yml',
    'jobs:\n  b:\n    strategy: { matrix: { go-version: ["1.20", 1.21.x] } }\n    steps:\n      - uses: actions/setup-go@v5\n        with:\n          go-version: ^1.22\n',
    ['3:41 go-version=1.20 (job jobs.b)', '3:48 go-version=1.21 (job jobs.b)', '7:11 go-version=1.22 (job jobs.b)'],
  ],
  [
    'a composite action',
    'action.yml',
    'inputs:\n  p:\n    description: GOPROXY=direct\nruns:\n  steps:\n    - shell: bash\n      run: GOSUMDB=off go build\n',
    ['7:12 GOSUMDB=off (command line 7, column 12)'],
  ],
  [
    'GitLab CI',
    '.gitlab-ci.yml',
    'variables:\n  GOSUMDB: { value: "off", description: d }\nbuild:\n  variables: { GOPROXY: direct }\n  before_script:\n    - export GOFLAGS=-x\n  script:\n    - [GOVCS=*:all go build]\n',
    [
      '2:3 GOSUMDB=off (workflow .gitlab-ci.yml)',
      '4:16 GOPROXY=direct (job build)',
      '6:14 GOFLAGS=-x (job build)',
      '8:8 GOVCS=*:all (command line 8, column 8)',
    ],
  ],
  [
    'CircleCI',
    '.circleci/config.yml',
    'jobs:\n  b:\n    environment:\n      - GOSUMDB: off\n    steps:\n      - run: { command: GOPROXY=direct go build }\n',
    ['4:9 GOSUMDB=off (job jobs.b)', '6:25 GOPROXY=direct (command line 6, column 25)'],
  ],
  [
    'Azure Pipelines',
    'azure-pipelines.yml',
    'variables:\n- name: GOSUMDB\n  value: off\nsteps:\n- task: GoTool@0\n  inputs:\n    version: "1.20"\n- bash: go build\n  env: { GOPROXY: $(p), GOFLAGS: -x }\n- powershell: $env:GOVCS="*:all"\n',
    [
      '2:9 GOSUMDB=off (workflow azure-pipelines.yml)',
      '7:5 go-version=1.20 (workflow azure-pipelines.yml)',
      '9:10 GOPROXY from elsewhere (step steps.1)',
      '9:25 GOFLAGS=-x (step steps.1)',
      '10:20 GOVCS=*:all (step steps.2)',
    ],
  ],
  [
    'Travis CI, whose lists are words',
    '.travis.yml',
    "go: [1.20.x]\nenv:\n  global:\n    - GOSUMDB='off' GOPROXY=direct\nscript: GOFLAGS=-x go test\n",
    [
      '1:6 go-version=1.20 (workflow .travis.yml)',
      '4:7 GOSUMDB=off (workflow .travis.yml)',
      '4:21 GOPROXY=direct (workflow .travis.yml)',
      '5:9 GOFLAGS=-x (command line 5, column 9)',
    ],
  ],
  [
    'compose',
    'docker-compose.yml',
    'services:\n  a:\n    image: golang:1.20-alpine\n    build:\n      args: [GOSUMDB=off]\n    environment:\n      GOPROXY: ${GOPROXY:-direct}\n      GOFLAGS:\n',
    [
      '3:12 go-version=1.20 (container services.a)',
      '5:14 GOSUMDB=off (container services.a)',
      '7:7 GOPROXY=direct (container services.a)',
    ],
  ],
  [
    'Kubernetes',
    'pod.yaml',
    'kind: ConfigMap\ndata:\n  GOSUMDB: off\n  a.sh: |\n    export GOPROXY=direct\n---\nspec:\n  containers:\n    - name: GOSUMDB\n      image: x\n      env:\n        - value: off\n          name: GOSUMDB\n        - { name: GOPROXY, valueFor: {} }\n      command: [sh, -c, "GOFLAGS=-x go build"]\n      args: ["--build-arg=GOVCS=*:all", "-e", "GOWORK=off"]\n',
    [
      '3:3 GOSUMDB=off (file pod.yaml, document 1)',
      '5:12 GOPROXY=direct (script a.sh)',
      '13:17 GOSUMDB=off (container containers.0)',
      '15:26 GOFLAGS=-x (command line 15, column 26)',
      '16:27 GOVCS=*:all (container containers.0)',
      '16:48 GOWORK=off (container containers.0)',
    ],
  ],
  [
    'templates of Helm',
    'templates/job.yaml',
    '{{- if .Values.x }}\nenv:\n  - name: GOSUMDB\n    value: {{ .Values.s | default "off" | quote }}\n  - name: GOPROXY\n    value: {{ .Values.p }}\n  {{- end }}\n',
    ['3:11 GOSUMDB=off (file templates/job.yaml)', '5:11 GOPROXY from elsewhere (file templates/job.yaml)'],
  ],
  [
    'arguments of an image in a step',
    '.github/workflows/a.yml',
    'jobs:\n  b:\n    steps:\n      - with:\n          build-args: |\n            GOFLAGS=-a -b\n            GOPROXY=${{ env.P }}\n',
    ['6:13 GOFLAGS=-a -b (step jobs.b.steps.0)', '7:13 GOPROXY from elsewhere (step jobs.b.steps.0)'],
  ],
  ['anchors once', 'a.yml', 'x: &e\n  GOSUMDB: off\ny: *e\nz: { <<: *e }\n', ['2:3 GOSUMDB=off (file a.yml)']],
  [
    'versions of Go by the key go',
    '.github/workflows/a.yml',
    'jobs:\n  b:\n    strategy:\n      matrix:\n        go: ["1.20", stable]\n        include: [{ go: 1.21 }]\n',
    ['5:15 go-version=1.20 (job jobs.b)', '6:21 go-version=1.21 (job jobs.b)'],
  ],
  [
    'values in a matrix',
    '.gitlab-ci.yml',
    'a:\n  parallel: { matrix: [{ GOPROXY: [direct, off] }] }\n',
    ['2:26 GOPROXY=direct (job a)', '2:26 GOPROXY=off (job a)'],
  ],
  [
    'a file that says which Go',
    '.github/workflows/a.yml',
    'jobs: { b: { steps: [{ with: { go-version-file: go.mod } }] } }\n',
    ['1:32 go-version-file=go.mod (job jobs.b)'],
  ],
  [
    'scripts of package.json',
    'package.json',
    '{ "scripts": { "x": "GOSUMDB=off go build" } }',
    ['1:22 GOSUMDB=off (command line 1, column 22)'],
  ],
  [
    'a feature of a development container',
    '.devcontainer/devcontainer.json',
    '{ // c\n "features": { "ghcr.io/devcontainers/features/go:1": { "version": "1.21" } },\n "containerEnv": { "GOSUMDB": "off", },\n "postCreateCommand": "go env -w GOPROXY=direct" }',
    [
      '2:58 go-version=1.21 (developers .devcontainer/devcontainer.json)',
      '3:21 GOSUMDB=off (developers .devcontainer/devcontainer.json)',
      '4:34 GOPROXY=direct (developers .devcontainer/devcontainer.json)',
    ],
  ],
];

describe('settings in YAML and JSON', () => {
  it.each(CASES)('are read: %s', async (_, path, text, found) => {
    expect(await settingsIn(path, text, 'reach')).toEqual(found);
  });

  it.each([
    ['descriptions', 'description: set GOSUMDB=off\nnote: GOPROXY=direct\n'],
    ['lists of what is forbidden', 'rules:\n  forbid:\n    - GOSUMDB=off\n  variables:\n    GOSUMDB: { not: "off" }\n'],
    ['names alone', 'a:\n  - name: GOSUMDB\n  - GOPROXY\n'],
    ['comments', '# GOSUMDB: off\na: 1 # GOPROXY=direct\n'],
  ])('are not %s', async (_, text) => {
    expect(await settingsIn('a.yml', text)).toEqual([]);
  });
});
