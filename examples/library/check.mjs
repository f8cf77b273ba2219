// Checks a folder with modwarden as a library: node check.mjs [FOLDER]
import { lintFolder, ModwardenError, renderText, verdict } from 'modwarden';

const folder = process.argv[2] ?? '.';

try {
  const report = await lintFolder(folder, { offline: true });
  for (const { rule, level, place, message } of report.findings)
    console.log(`${place.path}:${place.start.line}: ${level}: ${message} [${rule}]`);
  console.log(`${report.findings.length} findings, ${report.gaps.length} gaps`);
  if (report.problems.length > 0) console.error(renderText(report, { color: false }));
  process.exitCode = verdict(report);
} catch (error) {
  if (!(error instanceof ModwardenError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 2;
}
