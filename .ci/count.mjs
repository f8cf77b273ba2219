// Adds up what .ci/run left in a folder and prints the last line; exits 1 where something failed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const known = JSON.parse(readFileSync(join(import.meta.dirname, 'known-differences.json'), 'utf8'));
let passed = 0;
let failed = 0;
for (const name of readdirSync(folder).sort()) {
  const text = readFileSync(join(folder, name), 'utf8');
  if (name.endsWith('.step')) {
    // The test run is counted by its tests below; its own step counts only where it failed.
    if (text.trim() === 'fail') failed++;
    else if (name !== 'tests.step') passed++;
    if (text.trim() === 'fail') console.log(`failed: ${name.slice(0, -5)}`);
  } else if (name.endsWith('.corpus.json')) {
    const report = JSON.parse(text);
    // A corpus with goals (a share that must be reached) counts as one; the others by their cases.
    if (report.goals.length > 0 && report.ok) passed += report.passed;
    else if (report.goals.length > 0) failed++;
    else {
      const excused = known.filter((k) => k.corpus === report.corpus && report.failures.some((f) => f.id === k.id));
      for (const { corpus, id, reason } of excused) console.log(`known difference, corpus ${corpus}, ${id}: ${reason}`);
      passed += report.passed;
      failed += report.failed - excused.length;
    }
    if (report.failed > 0)
      console.log(`corpus ${report.corpus}: ${report.failed} of ${report.passed + report.failed} failed`);
  } else if (name === 'tests.json') {
    const run = JSON.parse(text);
    // A file that cannot be loaded has no failed tests of its own.
    const broken = run.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
    passed += run.numPassedTests;
    failed += run.numFailedTests + broken;
    if (run.numPendingTests > 0) console.log(`${run.numPendingTests} tests skipped, with their reasons above`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
