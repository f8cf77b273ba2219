// What reading the settings of committed files adds to a check: the difference with and without the env rules, against bare Node.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cpuSeconds, line, median } from './cpu.mjs';

/** About as many candidate files as a large repository has; every fifth sets something. */
const COUNTS = { '.github/workflows': 20, images: 20, scripts: 80, charts: 80 };

export async function bench(root) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    const repo = path.join(folder, 'repo');
    writeRepository(repo);
    const env = { XDG_CACHE_HOME: path.join(folder, 'cache') };
    const check = (policy) => ['node', path.join(root, 'dist/bin.cjs'), 'check', '--offline', '--policy', policy];
    // An unchanged repository would be answered from the run before.
    const figures = [];
    for (let i = 0; i < 9; i++) {
      const base = cpuSeconds(['node', '-e', '0'], { env, runs: 5 });
      const without = cpuSeconds(check('without.yaml'), { cwd: repo, env, runs: 5, anew: true });
      const withThem = cpuSeconds(check('with.yaml'), { cwd: repo, env, runs: 5, anew: true });
      figures.push((withThem - without) / base);
    }
    const all = { median: median(figures), least: Math.min(...figures), most: Math.max(...figures) };
    line('settings of 200 committed files, added / node -e 0', all, 'aim: at most x7.5');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeRepository(repo) {
  const put = (name, text) => {
    mkdirSync(path.dirname(path.join(repo, name)), { recursive: true });
    writeFileSync(path.join(repo, name), text);
  };
  put('go.mod', 'module example.com/app\n\ngo 1.25.0\n');
  put('without.yaml', 'extends: []\nrules: { gomod/syntax: error }\n');
  put('with.yaml', 'extends: []\nrules: { gomod/syntax: error, env/sumdb-off: warning, env/insecure: warning }\n');
  const texts = {
    '.github/workflows': [(i) => `w${i}.yml`, workflow],
    images: [(i) => `i${i}/Dockerfile`, dockerfile],
    scripts: [(i) => `s${i}.sh`, script],
    charts: [(i) => `c${i}/values.yaml`, values],
  };
  for (const [where, count] of Object.entries(COUNTS)) {
    const [name, text] = texts[where];
    for (let i = 0; i < count; i++) put(path.posix.join(where, name(i)), text(i, i % 5 === 0));
  }
}

const workflow = (i, sets) => `on: push
${sets ? 'env:\n  GOFLAGS: -mod=readonly\n' : ''}jobs:
${Array.from({ length: 8 }, (_, j) => `  job${j}:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n      - uses: actions/setup-go@v6\n        with: { go-version: "1.25" }\n      - run: |\n          ${sets ? 'export GOPRIVATE=git.corp.example' : 'make generate'}\n          go test ./part${i}/...`).join('\n')}
`;

const dockerfile = (i, sets) => `FROM golang:1.25 AS build
${sets ? 'ENV GOPROXY=https://goproxy.example,direct' : 'ENV HOME=/src'}
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app${i} ./cmd/app${i}
FROM scratch
COPY --from=build /out/app${i} /app
`;

const script = (i, sets) => `#!/bin/sh
set -eu
${'echo "one line of a script that sets nothing"\n'.repeat(80)}
if [ -n "\${CI:-}" ]; then export ${sets ? 'GOFLAGS=-mod=vendor' : 'VERBOSE=1'}; fi
go vet ./part${i}/...
`;

const values = (i) => `replicas: ${i}
${Array.from({ length: 60 }, (_, j) => `setting${j}: { enabled: true, name: value-${j} }`).join('\n')}
`;
