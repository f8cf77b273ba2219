/** What the go command says of the same servers: every message is compared with ours. Skipped where there is no go. */
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { httpClient } from '../../src/gather/http/client.ts';
import { netrcCredentials, parseNetrc } from '../../src/gather/netrc.ts';
import { proxySource } from '../../src/gather/proxy.ts';
import { selfSigned } from './http/certificate.ts';
import { closeServers, nobody, type Reply, serve } from './http/servers.ts';

const hasGo = (() => {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!hasGo) console.log('skipped: there is no go');

const tls = selfSigned();
let box: string;
let count = 0;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'go-'));
  writeFileSync(join(box, 'ca.pem'), tls.cert);
});
afterAll(() => rmSync(box, { recursive: true, force: true }));
afterEach(closeServers);

const PATH = 'example.com/Mod';
const VERSION = 'v1.0.0';
const netrc = 'machine 127.0.0.1 login me password pw\n';

/** The error of `go list -m PATH@VERSION`, which asks for the .info; '' where there is none. */
async function goSays(
  GOPROXY: string,
  { lines = netrc, ...more }: Record<string, string> & { lines?: string } = {},
): Promise<string> {
  writeFileSync(join(box, 'netrc'), lines);
  const env = {
    ...process.env,
    GOPROXY,
    GOMODCACHE: join(box, `mod${count++}`),
    GOFLAGS: '-modcacherw',
    GONOSUMDB: '*',
    GONOPROXY: '',
    GOPRIVATE: '',
    GOENV: 'off',
    GO111MODULE: '',
    NETRC: join(box, 'netrc'),
    SSL_CERT_FILE: join(box, 'ca.pem'),
    SSL_CERT_DIR: box,
    ...more,
  };
  try {
    await promisify(execFile)('go', ['list', '-m', `${PATH}@${VERSION}`], { cwd: box, env });
    return '';
  } catch (error) {
    const { stderr } = error as { stderr: string };
    return stderr.trim().replace(/^go: (?:example\.com\/Mod@v1\.0\.0: )?/, '');
  }
}

async function weSay(
  GOPROXY: string,
  { lines = netrc, ...more }: { GONOPROXY?: string; GOAUTH?: string; lines?: string } = {},
): Promise<string> {
  const http = httpClient({
    env: { SSL_CERT_FILE: join(box, 'ca.pem') },
    retries: 0,
    credentials: netrcCredentials(parseNetrc(lines)),
  });
  const source = proxySource(
    { GOPROXY, GONOPROXY: '', GOAUTH: 'netrc', netrc: undefined, process: {}, ...more },
    { http },
  );
  const answer = await source.answer({ kind: 'info', module: { path: PATH, version: VERSION } });
  http.close();
  // Which proxy it was is told in addition where Go does not.
  return answer?.known === false ? answer.detail.replace(/\n\t\(from http[^\n]*\)$/, '') : '';
}

const reply: (status: number, body?: string, headers?: Record<string, string>) => Reply =
  (status, body, headers) => (_, response) =>
    response.writeHead(status, headers).end(body);
const text = { 'content-type': 'text/plain; charset=utf-8' };
const info = '{"Version":"v1.0.0","Time":"2024-01-01T00:00:00Z"}';

describe.skipIf(!hasGo)('the go command says the same', () => {
  test.each<[name: string, reply: Reply]>([
    ['a good answer', reply(200, info)],
    ['404', reply(404)],
    ['404 with a page', reply(404, '<html>', { 'content-type': 'text/html' })],
    ['404 with words', reply(404, 'not found: example.com/Mod@v1.0.0: invalid version', text)],
    ['410 with lines', reply(410, 'one\n  two\n\nfour', text)],
    ['403 with many lines', reply(403, 'line\n'.repeat(12), text)],
    ['403 with a long line', reply(403, 'x'.repeat(700), text)],
    ['403 with an escape sequence', reply(403, '\u001b[31mred', text)],
    ['403 with other letters', reply(403, 'zugriff verweigert: schlüssel fehlt → 拒否', text)],
    ['403 in another encoding', reply(403, 'words', { 'content-type': 'text/plain; charset=iso-8859-1' })],
    ['403 without an encoding', reply(403, 'words', { 'content-type': 'text/plain' })],
    ['500', reply(500, 'oops', text)],
    ['429', reply(429)],
    ['503', reply(503)],
    ['an empty answer', reply(200, '')],
    ['markup', reply(200, '<!doctype html>')],
    ['half an answer', reply(200, '{"Version":"v1.0.0"')],
    ['two answers', reply(200, `${info}${info}`)],
    ['a list', reply(200, '[]')],
    ['a number', reply(200, '{"Version":1}')],
    ['a wrong separator', reply(200, '{"Version"="v1.0.0"}')],
    ['an open comma', reply(200, '{"Version":"v1.0.0",}')],
    ['another version', reply(200, '{"Version":"v1.0.1"}')],
    ['names in small letters', reply(200, '{"version":"v1.0.0"}')],
    [
      'a body cut off',
      (_, response) => response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy()),
    ],
    [
      'a redirect',
      (request, response) =>
        (request.url === '/there' ? reply(200, info) : reply(302, '', { location: '/there' }))(request, response),
    ],
    [
      'a redirect to nothing',
      (request, response) =>
        (request.url === '/there' ? reply(404) : reply(307, '', { location: '/there' }))(request, response),
    ],
    ['redirects without end', (request, response) => response.writeHead(301, { location: `${request.url}x` }).end()],
    ['a redirect without a place', reply(302)],
    ['a redirect to a file', reply(302, '', { location: 'file:///etc/passwd' })],
  ])('of %s', async (_, answer) => {
    const { url } = await serve(answer);
    expect(await weSay(url)).toBe(await goSays(url));
  });

  test('of https that leads to http, and of credentials', async () => {
    const plain = await serve(reply(200, info));
    const secure = await serve(
      (request, response) => reply(302, '', { location: plain.url + request.url })(request, response),
      tls,
    );
    expect(await weSay(secure.url)).toBe(await goSays(secure.url));
    expect(await weSay(secure.url)).toContain('redirected from secure URL');
    for (const url of [plain.url.replace('//', '//u:secret@'), plain.url.replace('//', '//u@')]) {
      expect(await weSay(url)).toBe(await goSays(url));
      expect(await weSay(url)).toContain('refusing to pass credentials');
    }
    expect(plain.seen).toEqual([]);
    const locked = await serve(reply(401), tls);
    const withPassword = locked.url.replace('//', '//u:se%40cret@');
    expect(await weSay(withPassword)).toBe(await goSays(withPassword));
    expect(new Set(locked.seen.map((line) => line.split(' ').slice(2).join(' '))).size).toBe(1);
  });

  /** Go asks for the go.mod besides, by the same ways. */
  const withoutMod = (seen: readonly string[]) => [...new Set(seen.filter((line) => !line.includes('.mod')))];
  /** Each server answers with a redirect to what the function makes of the other's place, or with the answer. */
  const rows: [name: string, user: string, machine: string, location: (url: URL) => string][] = [
    ['the URL, to another port', 'u:pw@', '', (there) => there.href],
    ['the URL, to another host', 'u:pw@', '', (there) => there.href.replace('localhost', '127.0.0.1')],
    ['the URL, to a path', 'u:pw@', '', () => '/there'],
    ['the URL, to a whole URL of the same place', 'u:pw@', '', () => 'SAME/there'],
    ['the URL, with a netrc for the same host', 'u:pw@', 'HOST', (there) => there.href],
    ['a netrc, to another port', '', 'HOST', (there) => there.href],
    ['a netrc, to another host', '', 'HOST', (there) => there.href.replace('localhost', '127.0.0.1')],
    ['a netrc, to a path', '', 'HOST', () => '/there'],
    ['a netrc, to other letters', '', 'HOST', (there) => there.href.replace('localhost', 'LOCALHOST')],
    ['a netrc, to another port with credentials of its own', '', 'HOST', (there) => there.href.replace('//', '//a:b@')],
    [
      'a netrc, to another host with credentials of its own',
      '',
      'HOST',
      (there) => there.href.replace('//localhost', '//a:b@127.0.0.1'),
    ],
    ['a netrc without the port', '', 'localhost', (there) => there.href],
    ['a netrc in other letters', '', 'LOCALHOST:PORT', (there) => there.href],
    ['a netrc with a dot', '', 'localhost.:PORT', (there) => there.href],
    ['a netrc for the beginning of the path', '', 'HOST/example.com', (there) => there.href],
  ];
  test.each(rows)('of who gets the credentials of %s', async (_, user, machine, location) => {
    const there = await serve(reply(200, info), tls);
    const here = await serve((request, response) => {
      if (request.url === '/there') return reply(200, info)(request, response);
      const self = `https://localhost:${here.host.split(':')[1]}`;
      const to = location(new URL(`https://localhost:${there.host.split(':')[1]}/there`)).replace('SAME', self);
      reply(302, '', { location: to })(request, response);
    }, tls);
    const port = here.host.split(':')[1]!;
    const lines =
      machine && `machine ${machine.replace('HOST', `localhost:${port}`).replace('PORT', port)} login me password nr\n`;
    const url = `https://${user}localhost:${port}`;
    const seen = () => [withoutMod(here.seen.splice(0)), withoutMod(there.seen.splice(0))];
    expect(await goSays(url, { lines })).toBe('');
    const goSent = seen();
    expect(await weSay(url, { lines })).toBe('');
    expect(seen()).toEqual(goSent);
  });

  test('of letters and ports of a host', async () => {
    const server = await serve(reply(200, info), tls);
    const port = server.host.split(':')[1]!;
    for (const host of ['localhost', 'LOCALHOST', 'LocalHost'])
      for (const machine of ['localhost', 'LOCALHOST']) {
        const lines = `machine ${machine}:${port} login me password nr\n`;
        await goSays(`https://${host}:${port}`, { lines });
        const goSent = withoutMod(server.seen.splice(0));
        await weSay(`https://${host}:${port}`, { lines });
        expect([host, machine, withoutMod(server.seen.splice(0))]).toEqual([host, machine, goSent]);
      }
  });

  test('of nobody there', async () => {
    const host = await nobody();
    expect(await weSay(`http://${host}/p`)).toBe(await goSays(`http://${host}/p`));
  });

  test('of proxies one after the other', async () => {
    const servers = {
      missing: reply(404),
      gone: reply(410, 'gone for good', text),
      broken: reply(500),
      locked: reply(403),
      good: reply(200, info),
    };
    const urls: Record<string, string> = {
      off: 'off',
      none: 'none',
      ftp: 'ftp://goproxy.example',
      dead: `http://${await nobody()}`,
    };
    for (const [name, answer] of Object.entries(servers)) urls[name] = (await serve(answer)).url;
    const lists = [
      'missing,good',
      'missing,gone',
      'gone,missing',
      'broken,good',
      'broken|good',
      'broken|missing',
      'missing|broken',
      'locked|broken',
      'off',
      'missing,off',
      'broken|off',
      'dead,good',
      'dead|good',
      'none',
      'good,none',
      'ftp',
      'missing,,gone',
      'off,good',
    ];
    for (const list of [...lists, ',', ' ']) {
      const GOPROXY = list.replace(/[a-z]+/g, (name) => urls[name]!);
      expect([list, await weSay(GOPROXY)]).toEqual([list, await goSays(GOPROXY)]);
    }
  });

  test('of folders', async () => {
    const put = (name: string, content: string) => {
      const file = join(box, name, 'example.com/!mod/@v/v1.0.0.info');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    };
    put('good', info);
    put('bad', '{');
    mkdirSync(join(box, 'folder/example.com/!mod/@v/v1.0.0.info'), { recursive: true });
    chmodSync(put('locked', info), 0);
    for (const name of ['good', 'bad', 'absent', ...(process.getuid?.() === 0 ? [] : ['locked'])]) {
      const GOPROXY = `file://${join(box, name)}`;
      expect([name, await weSay(GOPROXY)]).toEqual([name, await goSays(GOPROXY)]);
    }
  });
});
