/** No secret of a setting, of a URL in the repository or of the user's own files gets into anything that is written. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { maskedInPlace } from '../../src/text/secrets.ts';
import { closeServers, nobody, serve } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';

const GO_MOD = 'module example.com/m\n\ngo 1.22\n\nrequire example.com/b v1.0.0\n';

let box: Box;
let closed: string;
beforeAll(async () => {
  closed = await nobody();
  box = newBox('off');
});
afterAll(() => box.remove());
beforeEach(() => rmSync(join(box.repo, '.modwarden.yaml'), { force: true }));
afterEach(closeServers);

const RUNS: readonly (readonly string[])[] = [
  ...['text', 'json', 'sarif', 'openmetrics'].map((format) => [
    'check',
    '-v',
    '--preset',
    'strict',
    '--format',
    format,
  ]),
  ['check', '--color', 'always'],
  ['plan'],
  ['plan', '--format', 'json'],
  ['health', '--format', 'csv'],
  ['list', 'modules', '--format', 'markdown'],
  ['list', 'waivers', '--format', 'json'],
  ['list', 'licenses'],
  ['graph'],
];

/** All that these commands write, records too. */
async function everything(env: Readonly<Record<string, string>>, more: readonly string[] = []): Promise<string> {
  const record = join(box.root, 'facts.json');
  const options = { env: { MODWARDEN_CACHE: 'off', ...env } };
  const texts: string[] = [];
  for (const run of [['fetch', '-o', record], ...RUNS]) {
    const extra = run[0] === 'check' ? more : [];
    const { out, err } = await box.run([...run, ...extra], options);
    texts.push(out, err);
  }
  texts.push(readFileSync(record, 'utf8'));
  texts.push((await box.run(['check', '--facts', record, '--format', 'json'], options)).out);
  rmSync(record);
  return texts.join('\n');
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwyz0123456789';
/** Long enough to be found nowhere by chance, and told from a mask. */
const secret = fc
  .array(fc.constantFrom(...letters), { minLength: 10, maxLength: 24 })
  .map((chars) => `S3${chars.join('')}`);

/** Where a secret may stand in a URL; `HOST` is one that refuses to be asked. */
const PLACES = [
  'https://SECRET@HOST/',
  'https://me:SECRET@HOST/x',
  'https://SECRET:x-oauth-basic@HOST',
  'http://SECRET@HOST',
  'http://me:SECRET@HOST',
  'https://me:a@SECRET@HOST',
  'https://me:SECRET@HOST:bad/',
  'https://me:SECRET%zz@HOST/',
  'https://me:%SECRET@HOST/',
  'https://me:SECRET@ho st/',
  'https://me:SECRET @HOST/',
  'https://SECRET x@HOST/',
  'https://me:SECRET@[::1',
  'https://me:SECRET/x@HOST',
  'https://me:x/SECRET@HOST',
  'https://me:SECRET#x@HOST',
  'https://me:x,SECRET@HOST',
  'https://me:SECRET',
  'https:/me:SECRET@HOST',
  'ftp://me:SECRET@HOST/',
  'file://SECRET@HOST/x',
  'file:///x?SECRET',
  'me:SECRET@HOST',
  'SECRET@HOST/x',
  'https://HOST/x?token=SECRET',
  'https://HOST/x?SECRET',
  'https://HOST/x?a=1&access_token=SECRET',
  'https://HOST/#SECRET',
  'https://HOST/x#access_token=SECRET',
  'https://me:SECRET@HOST/,https://HOST/?k=SECRET|direct',
] as const;
const place = fc.constantFrom(...PLACES);

const URL_SETTINGS = [
  'GOPROXY',
  'GOSUMDB',
  'GOPRIVATE',
  'GONOPROXY',
  'GONOSUMDB',
  'GOINSECURE',
  'HTTP_PROXY',
  'HTTPS_PROXY',
];

describe.each(PLACES)('%s', (form) => {
  const value = () => form.replaceAll('HOST', closed).replaceAll('SECRET', 'S3cretS3cretS3cret');
  test('as the user’s GOPROXY', async () => {
    box.put({ 'go.mod': GO_MOD });
    expect(await everything({ GOPROXY: value() })).not.toContain('S3cret');
  });
});

test('of any setting, in any form, is anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...URL_SETTINGS), place, secret, async (name, form, hidden) => {
      const value = form.replaceAll('HOST', closed).replaceAll('SECRET', hidden);
      const sumdb = name === 'GOSUMDB' ? `sum.example+00000000+AAAA ${value}` : value;
      box.put({ 'go.mod': GO_MOD });
      writeFileSync(join(box.root, 'posix.env'), `GOFLAGS='-mod=mod'\n${name}='${sumdb}'\nGOINSECURE='*'\n`);
      writeFileSync(join(box.root, 'plain.env'), `${name}=${sumdb}\n${name}=off\n${name}=${sumdb}\n`);
      writeFileSync(join(box.root, 'env.json'), JSON.stringify({ [name]: sumdb, GOFLAGS: '-mod=mod' }, null, '\t'));
      const captured = ['posix.env', 'plain.env', 'env.json'].flatMap((file) => ['--go-env', join(box.root, file)]);
      const proxy = name.endsWith('_PROXY') ? { GOPROXY: `http://${closed}` } : {};
      expect(await everything({ ...proxy, [name]: sumdb }, captured)).not.toContain(hidden);
    }),
    { numRuns: 12 },
  );
}, 240_000);

test('of the repository’s own text is anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(place, secret, async (form, hidden) => {
      // Without a scheme, or behind a host, nothing tells it from a path: only settings give such text a meaning.
      fc.pre(form.includes('://') && !/SECRET(?:$|\/x|#x| x| @)|x,SECRET/.test(form));
      const url = form.replaceAll('HOST', 'p.example').replaceAll('SECRET', hidden);
      const quoted = JSON.stringify(url);
      box.put({
        'go.mod': `${GO_MOD}\nreplace example.com/b => ${url} v1.0.0\n\nreplace example.com/c => ${quoted} v1.0.0 // modwarden:allow x/y until=soon ${url}\n`,
        '.modwarden.yaml': `extends: [recommended, ${quoted}]\nprivate: [${quoted}]\nrules:\n  ${quoted}: error\n  env/proxy-plaintext: { allow: ${quoted} }\nwaivers:\n  - { rule: gomod/syntax, subject: ${quoted}, reason: ${quoted}, owner: ${quoted}, until: 2027-01-01 }\n  - { rule: gomod/syntax, module: example.com/b, reason: ${quoted}, until: 2020-01-01 }\n  - { rule: graph/banned, module: ${quoted}, reason: x, until: ${quoted} }\n`,
      });
      expect(await everything({ GOPROXY: `http://${closed}` })).not.toContain(hidden);
      rmSync(join(box.repo, '.modwarden.yaml'));
    }),
    { numRuns: 12 },
  );
}, 240_000);

describe('credentials', () => {
  const all = { MODWARDEN_CACHE: 'off', GODEBUG: '' };
  test.each(['/opt/tool --key S3cretS3cret;;', 'off; /opt/tool S3cretS3cret', '/opt/tool S3cretS3cret; git x'])(
    'that GOAUTH=%s has are not shown',
    async (GOAUTH) => {
      box.put({ 'go.mod': GO_MOD });
      expect(await everything({ ...all, GOAUTH, GOPROXY: `https://${closed}` })).not.toContain('S3cret');
    },
  );

  test('that a server says back are not shown', async () => {
    const echo = await serve((request, response) => {
      response.writeHead(403, { 'content-type': 'text/plain' });
      response.end(`no: ${request.url} for https://S3cretS3cret@p.example/ at /x?token=S3cretS3cret`);
    });
    box.put({ 'go.mod': GO_MOD });
    const written = await everything({ ...all, GOPROXY: `${echo.url}/?plainword` });
    expect(written).toContain('403 Forbidden');
    expect(written).not.toMatch(/S3cret|plainword/);
  });
});

test('marks are below what they mean', async () => {
  box.put({ 'go.mod': GO_MOD, '.modwarden.yaml': 'extends: []\nrules: { env/proxy-plaintext: warning }\n' });
  const line = "GOPROXY='https://me:S3cret@p.example,http://S3cret@q.example,direct'";
  writeFileSync(join(box.root, 'ci.env'), `${line}\n`);
  const { out } = await box.run(['check', '--go-env', join(box.root, 'ci.env')], { env: { GOPROXY: 'off' } });
  const lines = out.split('\n');
  const at = lines.findIndex((l) => l.startsWith('1 | GOPROXY'));
  const [shown, marks] = [lines[at]!, lines[at + 1]!];
  expect(shown).toHaveLength(`1 | ${line}`.length);
  expect(shown.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('http://xxxxxx@q.example');
  expect(maskedInPlace(shown)).toBe(shown);
});
