// npm's `prepare`: builds after `npm ci`, and when npm installs modwarden straight from git, as the pre-commit framework does.
// There npm has been called with --global, and the inner npm that prepares the clone inherits that: no dev dependencies are
// installed. So they are installed here, with those settings dropped.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = import.meta.dirname;
const installed = (name) => existsSync(path.join(root, 'node_modules', name, 'package.json'));

if (!['esbuild', 'typescript', 'spdx-license-list', 'valibot'].every(installed)) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_(global|location|prefix|local_prefix)$/i.test(name)),
  );
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const run = spawnSync(npm, ['install', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
await import('./build.mjs');
