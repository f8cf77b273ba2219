/** Files of every kind that is read, small and with many signs, for tests that break them in all places. */

export type SmallFile = readonly [path: string, text: string];

const SHELL = [
  'export GOSUMDB=off GOPROXY="direct" \'GOFLAGS=-mod=mod\' GOVCS=\\*:all\n',
  "GOSUMDB=\"a b\"'c d'e\\ f GOPROXY=$'g\\'h' go build \"$GOSUMDB\" `i` $(j k)\n",
  'export GOPROXY="${GOPROXY:-"https://u:${T}@h"},direct" GOSUMDB=${X-off} GOFLAGS="$(a "$(b)")"\n',
  'if a; then GOSUMDB=off go x; elif b; then export GOPROXY=direct; else unset GOVCS; fi\nexport GOFLAGS=-x\n',
  'case $x in\n  a|b) export GOSUMDB=off;;\n  (c) GOPROXY=direct go y ;;\nesac; export GOVCS=*:all\n',
  'f() { export GOSUMDB=off; }\nfunction g { GOPROXY=direct go x; }\n{ echo GOFLAGS=-x; echo GOVCS=*:all; } >> "$GITHUB_ENV" 2>&1\n',
  '(export GOSUMDB=off; go x) && ((a = 1 << 2)) || [[ a ]] && export GOPROXY=direct & GOVCS=*:all go y | tee -a f\n',
  "cat >> $GITHUB_ENV <<-'EOF' # c\n\tGOSUMDB=off\n\tEOF\nbash <<EOF <<X\nexport GOPROXY=direct\nEOF\nexport GOVCS=a\nX\nexport GOFLAGS=-x\n",
  'for v in a b; do\n  GOSUMDB=$v go x\ndone < <(GOPROXY=direct go list)\nwhile read x; do export GOFLAGS=$x; done\n',
  'set -a; GOSUMDB=off; set +a; GOPROXY=direct\nset -o allexport\nGOFLAGS=-x\n',
  'GOSUMDB=off\nGOPROXY=direct\nexport GOSUMDB\ndeclare -x GOFLAGS=-x; readonly GOVCS=a; typeset -gx GOPRIVATE=*; local GONOPROXY=x\n',
  'sudo -u x -E GOSUMDB=off timeout -k 5 10s env -u GOPROXY -i GOFLAGS=-x nice -n 5 go build\nsudo GOPROXY=direct\n',
  `bash -c "export GOSUMDB=off; sh -ec 'GOPROXY=\\"direct\\" go x'" && eval 'GOFLAGS=-x go y' "GOVCS=a go z"\n`,
  'ssh -p 22 -o StrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null u@h "export GOSUMDB=off"\nscp -o "StrictHostKeyChecking no" a b\n',
  'docker run --rm -e GOSUMDB=off --env GOPROXY=direct -eGOFLAGS=-x --env-file f img bash -c "GOVCS=a go x"\ndocker build --build-arg GOSUMDB=off --build-arg=GOPROXY=direct .\n',
  'make -C x -j4 GOSUMDB=off build GOPROXY=direct; xargs -n 1 go env -w GOFLAGS=-x; retry 3 GOVCS=a go x; find . -exec go env -w GOPROXY=direct \\;\n',
  'go env -w GOSUMDB=off GOPROXY="direct" "GOFLAGS=-mod=mod"; go env -u GOVCS GOPRIVATE; go -C d get -insecure=true x; go install a.b/c@latest\n',
  'git config --global http.sslVerify false\ngit config --global url."https://u:${T}@h/".insteadOf "https://h/" ; git -c http.sslVerify=false -C d fetch; git config --system core.sshCommand \'ssh -o StrictHostKeyChecking=no\'\n',
  'git config set --global http.https://h/.sslVerify 0\ngit clone --config http.sslVerify=false u; GIT_SSL_NO_VERIFY=1 git fetch; export GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no"\n',
  'printf "%s=%s\\n" GOSUMDB off >> .env; printf \'GOPROXY=%s\\n\' direct | sudo tee -a /etc/environment > /dev/null; echo -e "GOFLAGS=-x\\nGOVCS=a" >> ~/.profile\n',
  'echo "::set-env name=GOSUMDB::off"; echo "##vso[task.setvariable variable=GOPROXY]direct"; echo StrictHostKeyChecking no >> ~/.ssh/config; echo "[http]\n\tsslVerify = false" >> ~/.gitconfig\n',
  'alias go="GOSUMDB=off go"; trap "GOPROXY=direct go x" EXIT; A=(GOFLAGS=-x "b c" # d\n e) GOVCS=(a) go x\nsetenv GOPRIVATE *; export GONOSUMDB\n',
  'x=$((1 + 2)) && GOSUMDB=$((3)) go x; y=${z:=$(GOPROXY=direct go y)}; ${GO:-go} env -w GOFLAGS=-x; $GO env -w GOVCS=a\n',
  'GOSUMDB=off \\\n  GOPROXY=direct \\\r\n  go build \\\n  # c\nGOFLAGS=-x go y\\\n z; GOVCS="a\\\nb" go w\n',
  "export GOPROXY=${{ inputs.proxy || 'direct' }} GOSUMDB=${{ x }},off GOFLAGS={{ .f }} GOVCS=<< p.v >> GOPRIVATE=%P% GONOPROXY=@Q@\n",
  'A=(a ; b) GOSUMDB=off go x; B=( ) GOPROXY=direct go y; echo > ; GOFLAGS=-x go z; C=(|&<>) export GOVCS=a\n',
] as const;

export const FILES: readonly SmallFile[] = [
  ...SHELL.map((text, i): SmallFile => [`s${i}.sh`, text]),
  ['bin/x', '#!/usr/bin/env bash\nexport GOSUMDB=off\n'],
  [
    '.env',
    'GOSUMDB=off # c\nexport GOPROXY="direct\\n" \nGOFLAGS=\'-x # y\'\nGOVCS: a\n#GOPRIVATE=x\nGONOPROXY=`z`\nGONOSUMDB = "a b" # c\n',
  ],
  ['go.env', '# c\nGOSUMDB=off\nGOPROXY=direct # d\n GOFLAGS=x\nGOVCS=${X:-a}\r\nGOSUMDB=b\n'],
  [
    '.gitconfig',
    '[http]\n\tsslVerify = false ; c\n[http "https://h\\"x"] sslVerify = "no"\n[url "http://h/"]\n\tinsteadOf=https://h/ # d\n[core]\n\tsshCommand = ssh -o StrictHostKeyChecking=no\n\tsslVerify = x\n[http]\n\tsslVerify\n',
  ],
  [
    '.ssh/config',
    'Host *\n  StrictHostKeyChecking no # c\n\tStrictHostKeyChecking = "off"\n  UserKnownHostsFile /dev/null\n# StrictHostKeyChecking no\n',
  ],
  [
    'Makefile',
    'export GOSUMDB := off # c\nGOPROXY ?= direct\nexport GOPROXY\nGOFLAGS += -x\nbuild: export GOVCS = a\nbuild: dep ; GOPRIVATE=* go x\n\t@-GONOPROXY=a go build $$X \\\n\t  go get y\nifdef A\n  export GONOSUMDB=b\nendif\nE := B=1 GOFLAGS=-y go\nV != GOSUMDB=off go\nW := $(shell GOPROXY=direct go list)\ndefine D\nexport GOSUMDB=c\nendef\n',
  ],
  [
    'a.mk',
    '.EXPORT_ALL_VARIABLES:\nGOSUMDB = $(X)\nGOPROXY ::= $(or $(Y),direct)\noverride export GOFLAGS = -x\nt: GOVCS = a\nexport GOPRIVATE=${P}x\nunexport GONOPROXY\n',
  ],
  [
    'justfile',
    "export GOSUMDB := 'off' # c\nGOPROXY := \"direct\"\nset export\nbuild a='b': dep\n    @GOFLAGS=-x go build {{ a }}\n    #!/bin/sh\n\n[private]\ntest:\n  GOVCS=a go test\n",
  ],
  ['Procfile', 'web: GOSUMDB=off go run . # c\nworker: env GOPROXY=direct ./w\n# x: GOFLAGS=-x y\n'],
  [
    '.bazelrc',
    'build --action_env=GOSUMDB=off --repo_env GOPROXY=direct # c\ntest:ci --test_env="GOFLAGS=-x"\n# build --action_env=GOVCS=a\ncommon --host_action_env=GOPRIVATE=*\n',
  ],
  [
    'x.service',
    '[Service]\nEnvironment=GOSUMDB=off "GOPROXY=a b" \'GOFLAGS=-x\'\nEnvironment="GOVCS=a" \\\n  GOPRIVATE=*\nExecStart=/bin/sh -c "GONOPROXY=x go run ."\n# Environment=GONOSUMDB=y\n',
  ],
  [
    'x.fish',
    'set -gx GOSUMDB off # c\nset --export GOPROXY "direct"; set -x GOFLAGS \'-x\' y\nset GOVCS a\nset -e GOPRIVATE\nif a; set -Ux GONOPROXY b; end\nGONOSUMDB=c go x\n',
  ],
  [
    'x.bat',
    '@echo off\r\nset GOSUMDB=off\r\nset "GOPROXY=direct" & set GOFLAGS=-x\r\nsetx GOVCS a /M\r\nif x (set GOPRIVATE=*) else (go env -w GONOPROXY=b)\r\nrem set GONOSUMDB=c\r\n:: set GOSUMDB=d\r\ncmd /c "set GOPROXY=e && go x"\r\n',
  ],
  [
    'x.ps1',
    "$env:GOSUMDB = 'off' # c\n$Env:GOPROXY=\"direct\"; ${env:GOFLAGS} = -x\n[Environment]::SetEnvironmentVariable('GOVCS', 'a', 'User')\nSet-Item -Path Env:GOPRIVATE -Value '*'\n& go env -w GONOPROXY=b \"GOSUMDB=c\"\ngit config --global http.sslVerify false\n<# $env:GOSUMDB = 'd' #>\n$env:GOPROXY = $null\n",
  ],
  [
    'Dockerfile',
    '# escape=\\\nARG V=1.22\nFROM golang:${V}-alpine AS base\nENV GOSUMDB=off GOPROXY="direct" \\\n  # c\n  GOFLAGS=-x\nENV GOVCS a b\nARG GOPRIVATE=* GONOPROXY\nFROM base\nRUN --mount=type=x GONOSUMDB=a go build && \\\n  export GOSUMDB=b\nRUN ["sh", "-c", "GOPROXY=c go x"]\nRUN <<EOF\ngo env -w GOFLAGS=-y\nEOF\nCMD GOVCS=d go run\nENTRYPOINT ["env", "GOPRIVATE=e", "go"]\nONBUILD ENV GOSUMDB=f\nHEALTHCHECK CMD GOPROXY=g go x\nLABEL a="GOSUMDB=off"\n',
  ],
  [
    'w.Dockerfile',
    '# escape=`\nFROM golang:1.21.3\nSHELL ["powershell", "-Command"]\nENV GOSUMDB=off `\n  GOPROXY=direct\nRUN $env:GOFLAGS = \'-x\'; go build\nSHELL ["/bin/sh", "-c"]\nRUN export GOVCS=a\nENTRYPOINT GOPRIVATE=x go\n',
  ],
  [
    'Earthfile',
    'VERSION 0.8\nFROM golang:1.22\nbuild:\n  ENV GOSUMDB=off\n  ARG GOPROXY=direct\n  RUN GOFLAGS=-x go build\ntest:\n  FROM +build\n  RUN --push export GOVCS=a\n',
  ],
  [
    '.github/workflows/a.yml',
    "env:\n  GOSUMDB: off # c\njobs:\n  b:\n    runs-on: x\n    container: { image: 'golang:1.20', env: { GOVCS: \"a\" } }\n    services:\n      s: { env: { GOPRIVATE: x } }\n    env: { GOPROXY: 'direct', GOFLAGS: \"${{ x }}\" }\n    defaults:\n      run: { shell: pwsh }\n    steps:\n      - uses: actions/setup-go@v5\n        with: { go-version: '1.21', go-version-file: go.mod }\n      - shell: bash\n        env:\n          GONOPROXY: >-\n            a\n            b\n        run: |\n          export GONOSUMDB=c\n          echo 'GOSUMDB=d' >> $GITHUB_ENV\n      - run: $env:GOPROXY = 'e'\n",
  ],
  [
    '.gitlab-ci.yml',
    'variables:\n  GOSUMDB: "off"\n  GOPROXY: { value: direct, description: "GOFLAGS=x" }\n.base: &b\n  image: golang:1.22\n  before_script: [export GOFLAGS=-x]\nbuild:\n  <<: *b\n  extends: .base\n  variables: { GOVCS: a }\n  script:\n    - GOPRIVATE=* go x\n    - |\n      export GONOPROXY=b\n',
  ],
  [
    '.circleci/config.yml',
    'jobs:\n  b:\n    docker:\n      - image: cimg/go:1.21\n        environment: { GOSUMDB: off }\n    environment:\n      - GOPROXY: direct\n    steps:\n      - run: GOFLAGS=-x go x\n      - run: { name: GOVCS=n, command: "export GOVCS=a", environment: { GOPRIVATE: b } }\n',
  ],
  [
    'azure-pipelines.yml',
    'variables:\n- name: GOSUMDB\n  value: off\nsteps:\n- task: GoTool@0\n  inputs: { version: "1.20" }\n- bash: export GOPROXY=direct\n  env: { GOFLAGS: $(f), GOVCS: a }\n- powershell: $env:GOPRIVATE="x"\n- script: set GONOPROXY=y\n',
  ],
  [
    'docker-compose.yml',
    'services:\n  a:\n    image: golang:1.22\n    environment:\n      - GOSUMDB=off\n      - GOPROXY\n    build: { args: { GOFLAGS: -x }, context: . }\n    command: ["sh", "-c", "GOVCS=a go x"]\n  b:\n    environment: { GOPRIVATE: "*", GONOPROXY: }\n    entrypoint: [env, GONOSUMDB=c, go, run]\n',
  ],
  [
    'k8s.yaml',
    'spec:\n  containers:\n    - name: c\n      image: golang:1.22\n      env:\n        - { name: GOSUMDB, value: "off" }\n        - name: GOPROXY\n          valueFrom: { secretKeyRef: x }\n        - value: -x\n          name: GOFLAGS\n      command: [go, env, -w, GOVCS=a]\n      args: ["--build-arg", "GOPRIVATE=*"]\n---\nkind: ConfigMap\ndata:\n  GONOPROXY: b\n  script: |\n    export GONOSUMDB=c\n',
  ],
  [
    '.goreleaser.yaml',
    'env:\n  - GOSUMDB=off\n  - GOPROXY={{ .Env.P }}\nbuilds:\n  - env: [GOFLAGS=-x]\n    hooks: { pre: GOVCS=a go x }\nbefore:\n  hooks:\n    - go env -w GOPRIVATE=*\n',
  ],
  [
    'Taskfile.yml',
    'env: { GOSUMDB: off }\ntasks:\n  b:\n    env: { GOPROXY: direct }\n    cmds:\n      - GOFLAGS=-x go x\n      - cmd: export GOVCS=a\n      - { task: c, vars: { GOPRIVATE: "x" } }\n  c: go env -w GONOPROXY=b\n',
  ],
  [
    'devcontainer.json',
    '{\n  // c\n  "containerEnv": { "GOSUMDB": "off", "GOPROXY": "${localEnv:P}" },\n  "postCreateCommand": "export GOFLAGS=-x",\n  "build": { "args": { "GOVCS": "a" } }, /* d */\n  "runArgs": ["-e", "GOPRIVATE=*"],\n}\n',
  ],
  [
    '.vscode/settings.json',
    '\ufeff{ "go.toolsEnvVars": { "GOSUMDB": "off" }, "terminal.integrated.env.linux": { "GOPROXY": "a\\u0062\\n" }, "go.buildFlags": ["-mod=mod"], "x": [1, true, null,], }\n',
  ],
  [
    'package.json',
    '{"scripts": {"a": "GOSUMDB=off go x", "b": "cross-env GOPROXY=direct go y"}, "env": {"GOFLAGS": "-x"}}\n',
  ],
  [
    'Jenkinsfile',
    "pipeline {\n  environment { GOSUMDB = 'off' // c\n  GOPROXY = \"direct\" + x }\n  stages { stage('a') { steps {\n    sh '''\n      export GOFLAGS=-x\n    '''\n    sh(script: \"GOVCS=a go x\", returnStdout: true)\n    bat 'set GOPRIVATE=*'\n    withEnv(['GONOPROXY=b', \"GONOSUMDB=${c}\"]) { }\n  } } }\n  env.GOSUMDB = 'd' /* e */\n}\n",
  ],
  [
    'a.tf',
    'environment {\n  GOSUMDB = "off" # c\n  name  = "GOPROXY"\n  value = "direct"\n}\nuser_data = <<-EOT\n  export GOFLAGS=-x\n  EOT\nenv = { GOVCS = var.v, "GOPRIVATE" = "*" } // d\nx = <<E\nGONOPROXY=b\nE\n',
  ],
  [
    'a.nix',
    "{ GOSUMDB = \"off\"; GOFLAGS = [ \"-mod=mod\" ]; # c\n  shellHook = ''\n    export GOPROXY=''${X} '''\n  ''; preBuild = \"GOVCS=a go x\"; env.GOPRIVATE = \"*\"; }\n",
  ],
  [
    'mise.toml',
    '[tools]\ngo = "1.22"\n[env]\nGOSUMDB = \'off\' # c\nGOPROXY = """direct"""\n[tasks.a]\nrun = "GOFLAGS=-x go x"\nenv = { GOVCS = "a" }\n',
  ],
  ['BUILD.bazel', 'go_test(\n  env = {"GOSUMDB": "off", \'GOPROXY\': "direct"}, # c\n  cmd = "GOFLAGS=-x go x",\n)\n'],
  [
    'Vagrantfile',
    'ENV[\'GOSUMDB\'] = \'off\' # c\nconfig.vm.provision "shell", inline: <<-SHELL\n  export GOPROXY=direct\nSHELL\nENV["GOFLAGS"] ||= "-x"\n',
  ],
  [
    'go.mod',
    'module m\n\ngo 1.22\n\ngodebug tls10server=1 // c\ngodebug (\n\tdefault=go1.21\n\ta=b\n)\ntoolchain go1.22.1\n',
  ],
  ['.go-version', '1.22.3 # c\n'],
  ['.tool-versions', 'nodejs 20\ngolang 1.21.5 # c\n'],
];
