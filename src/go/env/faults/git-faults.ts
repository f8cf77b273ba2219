/** What git and ssh are told, below the go command: they fetch what no proxy serves. */
import { expansionsIn, overlaps } from './expansions.ts';
import type { FaultContext, SettingFault } from './types.ts';

export function* insteadOfFaults(value: string, { literal }: FaultContext): Generator<SettingFault> {
  const at = { start: 0, end: value.length, text: value };
  const unknown = literal ? [] : expansionsIn(value);
  const [scheme = '', user = '', password = '', host = ''] =
    /^([A-Za-z][A-Za-z0-9+.-]*:\/\/)(?:([^/@:]*)(?::([^/@]*))?@)?([^/@]*)/.exec(value)?.slice(1) ?? [];
  if (/^(?:http|git):/i.test(scheme)) yield { ...at, kind: 'git-insteadof-plaintext', host };
  const userEnd = scheme.length + user.length;
  const secret =
    password === '' || password === 'x-oauth-basic'
      ? { start: scheme.length, text: user }
      : { start: userEnd + 1, text: password };
  const isSecret = secret.text === password ? password !== '' : isToken(user) || password === 'x-oauth-basic';
  if (isSecret && !overlaps(unknown, secret.start, secret.start + secret.text.length))
    yield { ...at, kind: 'git-credentials', host };
}

/** By the prefixes that forges give their tokens. */
function isToken(user: string): boolean {
  return /^(?:gh[a-z]_|github_pat_|glpat-|ATBB|[0-9a-f]{40}$)/.test(user);
}

/** A base that is a boolean false to git, `http.sslVerify` of any URL. */
export function* sslVerifyFaults(value: string): Generator<SettingFault> {
  if (/^(?:false|0|off|no|)$/i.test(value.trim()))
    yield { kind: 'git-tls-off', start: 0, end: value.length, text: value };
}

/** git asks only whether GIT_SSL_NO_VERIFY is set: `0` and `false` switch verification off too. */
export function* sslNoVerifyFaults(value: string, { literal }: FaultContext): Generator<SettingFault> {
  if (value === '' || (!literal && expansionsIn(value).length > 0)) return;
  yield { kind: 'git-tls-off', start: 0, end: value.length, text: value };
}

export function* allowProtocolFaults(value: string): Generator<SettingFault> {
  if (value.split(':').some((name) => name === 'http' || name === 'git'))
    yield { kind: 'git-protocol-plaintext', start: 0, end: value.length, text: value };
}

export function* hostKeyFaults(value: string): Generator<SettingFault> {
  if (/^(?:no|off)$/i.test(value.trim())) yield { kind: 'ssh-hostkey-off', start: 0, end: value.length, text: value };
}

/** `go get -insecure`, until Go 1.17. */
export function* goGetFaults(value: string): Generator<SettingFault> {
  if (!/^(?:false|0|f)$/i.test(value)) yield { kind: 'go-get-insecure', start: 0, end: value.length, text: value };
}
