import { expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

const PROXY = "GOPROXY='https://goproxy-cn.example'\n";

async function found(version: string, settings = PROXY, options: object = {}) {
  const env = `${settings}GOVERSION='go${version}'\n`;
  const findings = await findingsIn('env/go-command', { env, options: JSON.stringify(options) });
  return findings.map(({ level, message, hint, data }) => ({ level, message, hint, ids: data!.ids }));
}

const [EARLY, SECOND, THIRD, LATE] = ['CVE-2026-42501', 'CVE-2026-56864', 'CVE-2026-56865', 'CVE-2026-94444'];

it.each<[version: string, ids: string[], fixed?: string]>([
  ['1.20.1', [EARLY!, SECOND!, THIRD!, LATE!], '1.26.9'],
  ['1.25.12', [EARLY!, SECOND!, THIRD!, LATE!], '1.26.9'],
  // Some bypasses were fixed in this line, and some were not.
  ['1.25.13', [EARLY!, LATE!], '1.26.9'],
  ['1.25.99', [EARLY!, LATE!], '1.26.9'],
  ['1.26.2', [EARLY!, SECOND!, THIRD!, LATE!], '1.26.9'],
  ['1.26.3', [SECOND!, THIRD!, LATE!], '1.26.9'],
  ['1.26.5', [SECOND!, THIRD!, LATE!], '1.26.9'],
  ['1.26.6', [LATE!], '1.26.9'],
  ['1.26.8', [LATE!], '1.26.9'],
  ['1.26.9', []],
  // No step back to a line before.
  ['1.27.0', [LATE!], '1.27.2'],
  ['1.27.1', [LATE!], '1.27.2'],
  ['1.27.2', []],
  ['1.28.0', []],
])('go %s has %j', async (version, ids, fixed) => {
  const findings = await found(version);
  expect(findings.map((one) => one.ids)).toEqual(ids.length === 0 ? [] : [ids]);
  if (fixed !== undefined) expect(findings[0]!.hint).toBe(`update to Go ${fixed} or newer`);
});

it('names who could use it, and is a note where nobody could', async () => {
  const about = async (settings: string, options?: object) => {
    const [one] = await found('1.26.8', settings, options);
    return `${one!.level}${/, and asks .*$/.exec(one!.message)?.[0] ?? ''}`;
  };
  expect(await about(PROXY)).toBe('warning, and asks goproxy-cn.example');
  expect(await about(PROXY, { trusted: ['goproxy-cn.example'] })).toBe('note');
  expect(await about(PROXY, { trusted: ['other.example'] })).toBe('warning, and asks goproxy-cn.example');
  expect(await about("GOPROXY='direct'\n")).toBe('note');
});

it('counts one in the singular', async () => {
  expect((await found('1.26.8'))[0]!.message).toContain(`has a checksum bypass (${LATE})`);
  expect((await found('1.26.5'))[0]!.message).toContain(`has 3 checksum bypasses (${SECOND})`);
});

it('says nothing of a Go without a version, or of the variable alone in a committed file', async () => {
  expect(await findingsIn('env/go-command', { env: `${PROXY}GOVERSION='devel'\n` })).toEqual([]);
  expect(await findingsIn('env/go-command', { env: PROXY })).toEqual([]);
});
