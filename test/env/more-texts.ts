/** Files of every kind with the rarer forms of what is read, for tests that read them whole. */
import type { SmallFile } from './texts.ts';

const SHELL = [
  'env -S "GOSUMDB=off go x" --unset GOVCS GOPROXY=direct --split-string GOFLAGS=-x --ignore-environment go env -w GOPRIVATE=a\n',
  'ssh -p 22 u@h <<EOF\nexport GOSUMDB=off\nEOF\nautossh h "GOPROXY=direct go x" && rsync -e "ssh -o StrictHostKeyChecking=no" a b; gcloud compute ssh h --ssh-flag="-o StrictHostKeyChecking=off"\n',
  'x="${a:-\\}}${b:-\n}" GOSUMDB=off go x; y=${c:-"d}"e} GOPROXY=direct go y; z=${f:-\\$g} GOFLAGS=-x go z\n',
  'kubectl create configmap c --from-literal=GOSUMDB=off --from-literal GOPROXY=direct; buildah bud --build-arg GOFLAGS="-x -y" --opt build-arg:GOVCS=a; podman run --env GOPRIVATE img go env -w GONOPROXY=x\n',
  'busybox sh -c "export GOSUMDB=off"; su -c "GOPROXY=direct go x" u; su u --command "GOFLAGS=-x go y"; sh +x -e -c -- "GOVCS=a go z"; zsh x.sh GOPRIVATE=a; dash -c\n',
  'sudo -u root -g x -h y -p z GOSUMDB=off go x; sudo root GOPROXY=direct; chroot --userspec=a:b c.d:e-f 1.5h nice go env -w GOFLAGS=-x; flock GOVCS=a; stdbuf -o0 -D GOPRIVATE=x go y\n',
  'export -n GOSUMDB=off GOPROXY; declare -rx GOFLAGS=-x; typeset +x GOVCS=a; readonly -x GOPRIVATE=*; export -p; unset -v GONOPROXY GONOSUMDB; env -u GOWORK\n',
  'alias g="GOSUMDB=off go" GOPROXY=direct h=x; eval GOFLAGS=-x go y; eval "export GOVCS=a" z; alias GOPRIVATE; setenv GONOPROXY; setenv GONOSUMDB "a $B"; setenv GOWORK \'$c\'\n',
  'if [ a ]; then :; fi; [ a ] && [[ b ]] || export GOSUMDB=off; test c; export GOPROXY=direct\nwhile :; do until x; do GOFLAGS=-x go y; done; GOVCS=a go z; done; GOPRIVATE=* go w\nselect s in a; do time ! GONOPROXY=b go v; done; done; fi; GONOSUMDB=c go u\n',
  'case a in (b | c) GOSUMDB=off go x;& d) case e in f) GOPROXY=direct;; esac; GOFLAGS=-x go y;; *) ;; esac\ncase in in in) GOVCS=a go z; esac; GOPRIVATE=b go w; esac; f () GONOPROXY=c go v\n',
  '{ { echo GOSUMDB=off; } 2>&1; (echo GOPROXY=direct) } >| .env; ( cat <<E\nGOFLAGS=-x\nE\n) &>> x.env; { cat <<-F; } | tee /etc/environment\n\tGOVCS=a\n\tF\ncat <<"G" 2> .env &> "$GITHUB_ENV"\nGOPRIVATE=$x\nG\n',
  'echo a b GOSUMDB=off -n >> .env; echo -n -e GOPROXY=direct >> .env; printf -v x GOFLAGS=-x >> .env; printf "GOVCS=%s\\nGOPRIVATE=%q-%b\\n" a b c d e >> .env; printf >> .env; echo "export  GONOPROXY=\'x\' " "y" >> $BASH_ENV\n',
  'echo "##VSO[task.setvariable variable=GOSUMDB;issecret=true]off\\r\nx" "::set-env name=GOPROXY::direct"; echo "##vso[task.setvariable variable=]GOFLAGS=-x"; echo ::set-env name=GOVCS::a\\\n\n',
  'cat > ~/.ssh/config.d/x <<E\nHost *\n StrictHostKeyChecking no\nE\ntee -a /etc/gitconfig <<E\n[http "https://h"]\nsslVerify=0\nE\necho "GOSUMDB=off" > a/.git/config; echo "[url \\"http://h\\"] insteadOf=https://h" >> .git/config; echo GOPROXY=direct > go/env; echo "export GOFLAGS=-x" > x.sh\n',
  'go -C a env -w GOSUMDB=off; go env --w GOPROXY=direct -u GOFLAGS; go get --insecure=T -insecure=0 -insecure=x a; go get --tool a.b/c@v1 d; go get -tool ./x; go run -x a.b/c/d@v1 e.f/g@v2; go install a/b@c A.b/c_d.e@x y.z@v; go\n',
  'git -C d --git-dir e --work-tree f -c url.http://u/.insteadOf=https://u/ --no-pager config --file g --type bool --default x http.sslVerify 0; git -c http.sslVerify; git --config core.sshCommand=ssh x; git clone u -c; git config -e; git config -l http.sslVerify x; git config --local --worktree core.sshCommand "$x"; git config set http.sslVerify no; git config http.https://a.b/c=d.sslVerify off; git\n',
  '${GOCMD} env -w GOSUMDB=off; $GO_CMD env -w GOPROXY=direct; @$(GOBIN) env -w GOFLAGS=-x; $GO_BIN env -w GOVCS=a; -${GOEXE} env -w GOPRIVATE=b; /usr/local/go/bin/go.exe env -w GONOPROXY=c; $GOX env -w GONOSUMDB=d; a/b/git.exe config http.sslVerify 0\n',
  "A=`GOSUMDB=off go x` B=\"`GOPROXY=direct go y`\" C=`echo \\`GOFLAGS=-x go z\\`` D=$(echo `GOVCS=a go w`) E=$'a\\'b' F=$'c GOPRIVATE=d go v\n",
  'diff <(GOSUMDB=off go x) >(GOPROXY=direct go y); a<(b) c; x 2>&1 12>f 1234>g GOFLAGS=-x <&3 <<<"GOVCS=a" <>h; y <<-E <<\'F\'; GOPRIVATE=b go z\n\ta\n\tE\nF \nF\r\ng\nF\nGONOPROXY=c go w <<""\n# d GOWORK=e\n',
  'A=(GOSUMDB=off # b)\n "GOPROXY=direct") go x; B+=(a) GOFLAGS=-x go y; (( GOPRIVATE=c )); ((d\nGONOPROXY=e go w\n',
  'retry GOSUMDB=off GOPROXY=direct go x; foo GOFLAGS=-x; bar bash -c "GOVCS=a go y"; baz /usr/bin/env GOPRIVATE=b go z; grep GONOPROXY=c go; warn GONOSUMDB=d go env -w GOWORK=e; trap "GOENV=f go x" EXIT; qux ssh h "GOAUTH=g go y"; log git config http.sslVerify 0; q x git config http.sslVerify 0\n',
  'make -f x GOSUMDB=off && gmake GOPROXY=direct GOFLAGS=; cat a | tee -a .env b; echo GOVCS=a | sudo tee --append .env; echo GOPRIVATE=b |& \\\n tee .env; echo GONOPROXY=c | tee; echo GONOSUMDB=d || tee .env\n',
] as const;

export const MORE_FILES: readonly SmallFile[] = [
  ...SHELL.map((text, i): SmallFile => [`m${i}.sh`, text]),
  [
    'b.bat',
    '@SET GOSUMDB=off \r\nset GOPROXY="direct"\r\n@rem x\r\n  :: y\r\nset "GOFLAGS=-x" -y\r\nset "GOVCS\r\nsetx /M "GOPRIVATE" "a b" x\r\nsetx GONOPROXY b c\r\ncall go.exe env -w GONOSUMDB=c "GOWORK=d e" x=1 y\r\ngit.exe config --system --add "http.https://h/.sslVerify" "false"\r\ngit config --local core.sshCommand ssh&&git config url.http://u/.insteadOf https://u/ | more\r\nset GOENV=a^&b&set GOAUTH=\r\nset /p GODEBUG=x\r\necho set GOTOOLCHAIN=local\r\n',
  ],
  [
    'b.ps1',
    '$global:env:GOSUMDB = off; $script:env:GOPROXY="a`"b;c"\n  <# $env:GOSUMDB = 1\n#> New-Item Env:\\GOFLAGS -Value "-x"; si env:GOVCS a # set\n[System.Environment]::SetEnvironmentVariable("GOPRIVATE", b) ; if (1) { $env:GONOPROXY="c}d" } else {&& $env:GONOSUMDB=$NULL}\ngo.exe env -w GOWORK="a b" \'GOENV=c\' "GOAUTH=d"\ngit.exe config --replace-all --system "url.http://h/.insteadOf" "https://h/"; git config core.sshCommand \'ssh\'\necho "GODEBUG=x" >> $env:GITHUB_ENV\nWrite-Output \'GOTOOLCHAIN=local\' | Add-Content $env:GITHUB_ENV && Write-Host "GOMODCACHE=m" | Tee-Object -Append GITHUB_ENV\n"GOCACHEPROG=p" >> other\n${env:GO111MODULE} = \'\'\n',
  ],
  [
    'b.Dockerfile',
    '# syntax=x\n#escape=\\\nARG V=1.21 W\nARG X\nFROM --platform=$P r.example/golang:$V AS Base\nFROM --platform=a --x=y golang:${W}\nFROM golang:${X}-y as z\nENV GOFLAGS \'a b\'\nENV GOPROXY "c" \nENV GOSUMDB  d e \nENV A B GOVCS=g\nenv GOPRIVATE=\'h\' GONOPROXY="$i" GONOSUMDB=$j \\ \r\n  GOWORK=k\nRUN --mount=type=x,y --network=none ["bash","-lc","GOENV=l go x"]\nRUN ["cmd", "/C", "set GOAUTH=m"]\nRUN ["env", "GODEBUG=n", "x"]\nRUN ["go", "GODEBUG=o"]\nRUN pwsh -c $env:GOTOOLCHAIN=\'local\'\nRUN <<-\'E\' sh\n\tGOMODCACHE=p go x\n\tE\nRUN <<F\nexport GOCACHEPROG=q\nF\nRUN cat <<<x && GO111MODULE=r go x\nCOPY <<G <<H /y\nexport GOSUMDB=s\nG\nENV GOSUMDB=t\nH\nADD <<I /z\nENV GOSUMDB=u\nI\nFROM BASE\nSHELL ["pwsh"]\nCMD $env:GOFLAGS = 1\nONBUILD RUN $env:GOFLAGS = 2\nFROM x\nRUN GOFLAGS=3 go x\nRUN echo \\\n\n# y\n  GOFLAGS=4\n',
  ],
  [
    'b.groovy',
    'environment { GOSUMDB = credentials("x"); GOPROXY = "a\\\n b\\t\\$c\\d" }\nenv.GOFLAGS == "-x"; env.GOVCS := "a"; "GOPRIVATE": \'b\', "GONOPROXY" => "c", GONOSUMDB: """d\n"e\\""""\nname: "GOWORK", x: { value: "f" }, value: "g"\nvalue = "h"; name = "GOENV"\nsh.x "GOAUTH=i go y"; bat(script: "set GODEBUG=j"); powershell "$env:GOTOOLCHAIN = 1"; preBuild "GOMODCACHE=k go x"; x_script("GOCACHEPROG=l go x")\nwithEnv(["--build-arg=GO111MODULE=m", "-e GOSUMDB=n", x]) { x }\nargs "--env=GOFLAGS=p GOVCS=\'q\'", "r"\n"#!/bin/bash\\nexport GOPRIVATE=s"\nGONOPROXY = "t\nGONOSUMDB = \'u\' + v // w\n/* GOWORK = "x"\n',
  ],
  [
    'b.tf',
    'a = { "GOSUMDB" = "off", GOPROXY : "x" }\nb = <<~"E"\n  #!/bin/sh\n  export GOFLAGS=-x\n  E\ncommand = <<F # c\nexport GOVCS=a\n F\ninline = ["GOPRIVATE=b go x", "y"]\nenv { name = "GONOPROXY" }\nenv { value = "c" }\nc = 1 << 2; GONOSUMDB = "d" # e\n/* f */ GOWORK = "g" // h\nx_data = <<G\nGOENV=i go x\n',
  ],
  [
    'b.nix',
    "{ env = { GOSUMDB = ''a''$b ''' c''; }; GOFLAGS = [ \"-x\" \"-y\" ]; GOPROXY = [ \"a\" ]; /* GOVCS = \"b\"; */ x'y = 1;\n  postInstall = ''\n    GOVCS=c go x\n  ''; installPhase = \"GOPRIVATE=d go y\"; shellHook = ''GONOPROXY=e go z",
  ],
  [
    'mise.b.toml',
    '[tools]\ngo = "1.22.3" # c\n[x]\ngo = { version = "1" }\n[env]\nGOSUMDB = \'\'\'a\nb\'\'\'\nGOPROXY = \'c\\d\'\n[[a]]\nrun = "x"\nGOVCS = "e\\"f" # g\n"GOPRIVATE" = "h"\n',
  ],
  ['.air.toml', 'cmd = "GOSUMDB=off go x"\nargs = ["GOPROXY=a"]\n'],
  [
    'WORKSPACE',
    'x(env = {"GOSUMDB": "off", "GOPROXY": """a\n# b"""}, build_env = ["GOFLAGS=-x", \'GOVCS=a\'], name = "GOPRIVATE", value = "b")\ngenrule(cmd = "$(GO) env -w GONOPROXY=c", SHELL = "GONOSUMDB=d go x") # GOWORK = "e"\ny(value = "f", name = "GOENV")\n',
  ],
  [
    'b.mk',
    'export GOSUMDB = $$X # c\nGOPROXY = $(if $(a),$(b)) \nGOFLAGS = ${c}\nGOVCS=$d\nGOPRIVATE = "e"\nexport  GOVCS GOPRIVATE # f\nE = GONOPROXY=a GONOSUMDB="b c" x GOWORK=d\nF = $(shell GOENV=e go x)\nG = ${shell GOAUTH=f go x}\nT T2 : private export GODEBUG := g\nU:: dep ; GOTOOLCHAIN=h go x\nV: ;\n\t@ # GOMODCACHE=i\n\t+@-GOCACHEPROG=j go x $$Y\\\n\tz\n\nifeq (a,b)\n\texport GO111MODULE = k\nelse ifdef c\n export GOINSECURE ?= l\nendif\nendif\noverride export GOINSECURE += m\n define D =\nGIT_SSH=n go x\n endef\nGIT_SSL_NO_VERIFY != GONOVERIFY=o go x\n\tGONOSUM = p\ninclude q\n\tGOSUMCHECK=r go x\nw:\n# c\n\tGONOSUBDB=s go x\nunexport GOENV\n',
  ],
  ['debian/rules', '#!/usr/bin/make -f\nexport\nGOSUMDB = off\n%:\n\tGOPROXY=direct dh $@\n'],
  [
    'b.just',
    "set export := true\nGOSUMDB := 'off'\nexport GOPROXY := ''\nGOFLAGS := \"-x\" # c\nGOVCS := `x`\nr:\n  -@GOPRIVATE=a go x\n\texport GONOPROXY=b\n# GONOSUMDB := 'c'\n",
  ],
  ['.justfile', "GOSUMDB := 'off'\nexport GOPROXY := 'GOPROXY'\nr: ; GOFLAGS=-x go x\n"],
  [
    'b.fish',
    'set -x GOSUMDB\nset -l -x GOPROXY "" y; set -gx GOFLAGS -x;y\nset --universal --export GOVCS \'$a\'\nset -Ue GOPRIVATE b\nset -g GONOPROXY c\nset --erase GONOSUMDB\n\tset -ux GOWORK "$d"\nset -x GOENV # e\nset -gx set set\n',
  ],
  [
    'b.bazelrc',
    'build --action_env=GOSUMDB=\'off\' --repo_env=GOPROXY="$x" --run_env=GOFLAGS --client_env=GOVCS=a\n  # build --action_env=GOPRIVATE=b\nbuild:x --other_env=GONOPROXY=c --test_env=GONOSUMDB=d#e\n',
  ],
  [
    'b.service',
    "[Service]\r\nEnvironment = GOSUMDB=off 'GOPROXY=a b' \"GOFLAGS=$c\"\r\nEnvironmentFile=GOPRIVATE=e\r\nExecStartPre=-@+!/bin/sh -c 'GONOPROXY=f go x'\r\nExecStop = GONOSUMDB=g go y\r\n#ExecStart=GOWORK=h go z",
  ],
  ['b/Procfile.dev', 'a-b:GOSUMDB=off go x\r\n c: GOPROXY=direct go y\nd: export GOFLAGS=-x'],
  [
    'b.env',
    ' export\tGOSUMDB = off#a\r\nGOPROXY=\nGOFLAGS=\'x\nGOVCS=""\nGOPRIVATE= # b\nGONOPROXY=$c\nGONOSUMDB=${d} e\nexportGOWORK=f\nGOENV=${g}\n1GOAUTH=h\nGODEBUG=i',
  ],
  ['go/env', 'GOSUMDB=a=b\r\n GOPROXY=c\nGOFLAGS\n=x\n\nGOVCS=\n# GOPRIVATE=d\nGOVCS="e" '],
  [
    'b.gitconfig',
    '[http]sslVerify=no ; a\n[ HTTP "https://a\\"b" ] ; c\n sslverify = "0 # d" e\n[url "u"]\n insteadof = "v"\n pushInsteadOf = w\n[url]\n insteadOf = x\n[core "y"]\n sshCommand = z\n[core]\r\n\tsshcommand = ssh -oStrictHostKeyChecking=no -i "a b" # c\r\n[http]\n sslVerify # d\n sslVerify;e\n sslVerify : f\n[core.x]\n[a]\nsslVerify = 0',
  ],
  [
    'ssh_config',
    'Host a\n\t-oStrictHostKeyChecking=no\n -o StrictHostKeyChecking off\nSTRICTHOSTKEYCHECKING  "accept-new"\nxStrictHostKeyChecking no\nStrictHostKeyChecking=\nStrictHostKeyCheckingno\n  StrictHostKeyChecking\t=\tyes',
  ],
  [
    'b/go.work',
    'go 1.22\n\ngodebug   a=b\n\tgodebug (\n a=b // c\n\tc=d/e\n A=f\n)\ng=h\ngodebug A=b\ngodebug default=go1.21//x\n',
  ],
  ['b/.tool-versions', 'golang 1.21\n go go1.22rc1 x\r\ngolangci-lint 1.55\ngo 2.0\n  1.23\nv1.24'],
  [
    'buildspec.yml',
    'env:\n  variables: {GOSUMDB: "a\\"b", GOPROXY: \'\'}\n  x.env: GOFLAGS=-x "GOVCS=a b"\nphases:\n  install:\n    go-version: v1.21\n    commands: |\n      export GOPRIVATE=c\n  build:\n    shell: cmd\n    commands: [set GONOPROXY=d, "go env -w GONOSUMDB=e"]\n    defaults: {run: {shell: bash}}\nbuild_args:\n  - --build-arg GOWORK=f\n  - --env=GOENV=g h\nenvironment: |\n  GOAUTH=i j\n  k GODEBUG=l\nglobal: GOTOOLCHAIN=m "GOMODCACHE=n"\n',
  ],
  [
    'b.yaml',
    'data:\n  a.sh: "export GOSUMDB=off"\n  b: "#!/bin/sh\\nexport GOPROXY=direct"\n  c.bash: |\n   GOFLAGS=-x go x\nargs:\n  - --set GOVCS=a\n  - x y\nargs2: [GOPRIVATE=b]\ncommand: ["-c", "GONOPROXY=c go x"]\nentrypoint: [x, sh, -c, GONOSUMDB=d]\ncmd: [GOWORK=e, -e, "GOENV=f g", "GOAUTH=h i"]\nargs3:\n  GODEBUG: [1, {x: 2}]\npairs:\n- {key: GOTOOLCHAIN, value: local}\n- {Name: GOMODCACHE, Value: m}\n- {value: v, name: GO111MODULE, image: "golang:1.20"}\nGO: golang:1.19\nimage: r.example/golang:1.18@sha256:0\nname: cimg/go:1.17\ngo: 1.16\ngo_version: "~1.15"\nGO-VERSION: ^1.14.x\n? {a: b}\n: GOSUMDB\n? GOCACHEPROG\n: "c\n\n  d"\nGOINSECURE: >\n  e\n   f\n\n  g\n',
  ],
  [
    'b/.travis-x.yaml',
    'go: "1.20"\nenv:\n  - GOSUMDB=off GOPROXY="$x"\n  - global: GOFLAGS=-x\n    matrix: {go: [1.x, 1.19]}\n--- # y\nenv:\n  GOVCS: {{ .x | default "a" }}\n  GOPRIVATE: "{{ y }}"\n  GONOPROXY: ${{ z }} # w\n{{ if a }} \njobs: {x: {script: [{{ b }}, "GOWORK=c go x"]}}\n  {{- end }}\n...\n',
  ],
  [
    '.gitlab/b.yml',
    'variables: {GOSUMDB: off}\ndefault: {image: "golang:1.20"}\nworkflow: {variables: {GOPROXY: direct}}\njob: {variables: {GOFLAGS: -x}, script: "GOVCS=a go x", services: [{name: "golang:1.19", variables: {GOPRIVATE: b}}]}\nlist: [GONOPROXY=c]\nspec: {inputs: {GONOSUMDB: {default: d}}}\n',
  ],
  [
    'b.code-workspace',
    '{"a": {"GOSUMDB": "\\u0041\\"\\\\b\\/\\b\\f\\r\\q"}, "GOPROXY": off, "env": [GOFLAGS=-x, "GOVCS=a" "GOPRIVATE=b"] "GONOPROXY" : {"value": "c"},, "GONOSUMDB" "d", e: {"GOWORK": "f"}, /* g */ "GOENV": // h\n "i", "GOAUTH": "\\',
  ],
];
