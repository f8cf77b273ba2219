/** npm as a process, for what needs a package registry: where there is none, the reason, so that a test can skip and say why. */
import { spawnSync } from 'node:child_process';

/** Settings of an npm that runs these tests, which the ones they start must not inherit. */
const INHERITED =
  /^npm_(?:config_(?:global|location|prefix|local_prefix|dry_run)|lifecycle_|package_|command$|execpath$)/i;

export const npmEnv = (): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !INHERITED.test(name))),
  npm_config_fund: 'false',
  npm_config_audit: 'false',
  npm_config_update_notifier: 'false',
  // A registry that cannot be reached should be told soon.
  npm_config_fetch_retries: '1',
});

/** npm's standard output; `unreachable` where no registry answers. Throws where npm fails for another reason. */
export function npm(args: readonly string[], cwd: string): { readonly out: string } | { readonly unreachable: string } {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const ended = spawnSync(command, [...args], { cwd, env: npmEnv(), encoding: 'utf8', timeout: 240_000 });
  if (ended.status === 0) return { out: ended.stdout };
  const told = `${ended.stderr}${ended.error?.message ?? ''}`;
  const unreachable = unreachableIn(told);
  if (unreachable !== undefined) return { unreachable };
  throw new Error(`npm ${args.join(' ')} ends with ${ended.status ?? ended.signal}: ${told}`);
}

/** The words by which npm, or pip, says that nobody answers. */
export function unreachableIn(told: string): string | undefined {
  const found =
    /\b(?:ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|E401|E403|E407|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT\w*)\b/.exec(
      told,
    );
  return found ? `no package registry answers (${found[0]})` : undefined;
}

/** Prints why a test is skipped, which vitest itself keeps to itself. */
export function say(reason: string): string {
  console.log(`skipped: ${reason}`);
  return reason;
}
