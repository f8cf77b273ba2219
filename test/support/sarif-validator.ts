/** Microsoft's validator of SARIF with GitHub's rules: `MODWARDEN_SARIF_MULTITOOL` names the program. */
import { execFileSync } from 'node:child_process';

/** Answers at once that nobody is there. */
const NOBODY = 'http://127.0.0.1:9';

/** What it prints about files. It ends with 0 even where there are errors, so its lines are to be read. */
export function validatorOutput(multitool: string, files: readonly string[]): string {
  // It asks servers about each file, and where there is no network it waits twenty seconds for each of them.
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', HTTP_PROXY: NOBODY, HTTPS_PROXY: NOBODY };
  return execFileSync(multitool, ['validate', ...files, '--rule-kind', 'Sarif;Ghas'], { encoding: 'utf8', env });
}
