/** `init --workflow`: a workflow for GitHub Actions, or where to read what another CI service needs. */
import { lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ciServices } from '../../policy/propose/ci.ts';
import { printable, printableLines, safe } from '../../text/printable.ts';
import { VERSION } from '../../version.ts';
import { UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';

export const WORKFLOW_FILE = '.github/workflows/modwarden.yml';

/** Throws UsageError where the workflow cannot be added. Called before anything is written. */
export function checkWorkflow(root: string, paths: readonly string[]): void {
  if (!usesGitHub(paths)) return;
  const there = (path: string) => lstatSync(join(root, path), { throwIfNoEntry: false });
  // A folder made through a link could be outside the repository.
  for (const folder of ['.github', dirname(WORKFLOW_FILE)])
    if (there(folder)?.isDirectory() === false) throw new UsageError(`${folder} is not a folder; leave out --workflow`);
  if (there(WORKFLOW_FILE)) throw new UsageError(`${WORKFLOW_FILE} already exists; leave out --workflow`);
}

export function addWorkflow(root: string, paths: readonly string[], terminal: Terminal): void {
  for (const { name, page } of ciServices(paths).filter((service) => service.page !== 'github'))
    terminal.out(safe`${printable(name)}: nothing was written; add the job that docs/ci/${printable(page)}.md shows\n`);
  if (!usesGitHub(paths)) return;
  mkdirSync(join(root, dirname(WORKFLOW_FILE)), { recursive: true });
  terminal.save(join(root, WORKFLOW_FILE), printableLines(WORKFLOW), { roots: [root], fresh: true });
  terminal.out(safe`wrote ${printable(WORKFLOW_FILE)}\n`);
}

/** GitHub Actions also where no service is known. */
function usesGitHub(paths: readonly string[]): boolean {
  const services = ciServices(paths);
  return services.length === 0 || services.some(({ page }) => page === 'github');
}

const WORKFLOW = `name: modwarden
on:
  push:
  pull_request:

permissions: {}

jobs:
  modwarden:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - run: npx --yes modwarden@${VERSION} check --format github --format markdown=$GITHUB_STEP_SUMMARY
`;
