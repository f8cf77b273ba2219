// What an editor says to the language server: messages, one a line, and bytes that are meant to be messages.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { serve } from '../../../dist/lib/src/lsp/server.js';
import { assert } from './checks.mjs';

/** Stands for the URI of the repository. */
const AT = 'REPO';

const MOD = 'module example.com/app\n\ngo 1.24\n\nrequire example.com/bad v1.2.3\n\nreplace example.com/x => ../x\n';
const YAML = 'rules:\n  graph/banned: { level: error, modules: [{ module: [example.com/bad], reason: gone }] }\n';
const JSON_POLICY = '{ "rules": { "graph/max-depth": "off" }, "waivers": [] }';

const at = (line, character) => ({ line, character });
const range = (a, b, c, d) => ({ start: at(a, b), end: at(c, d) });
const named = (file) => ({ uri: `${AT}/${file}` });
const note = (method, params) => ({ method, params });
const ask = (id, method, params) => ({ id, method, params });
const open = (file, languageId, text) =>
  note('textDocument/didOpen', { textDocument: { ...named(file), languageId, version: 1, text } });
const change = (file, version, ...contentChanges) =>
  note('textDocument/didChange', { textDocument: { ...named(file), version }, contentChanges });
const script = (...messages) => messages.map((one) => JSON.stringify(one)).join('\n');

const SCRIPTS = [
  script(
    open('go.mod', 'go.mod', MOD),
    ask(1, 'textDocument/hover', { textDocument: named('go.mod'), position: at(4, 20) }),
    change('go.mod', 2, { range: range(4, 8, 4, 19), text: 'example.com/\u{1f600}' }, { text: MOD }),
    ask(2, 'textDocument/codeAction', {
      textDocument: named('go.mod'),
      range: range(0, 0, 9, 0),
      context: { diagnostics: [], only: ['quickfix', 'source.fixAll'] },
    }),
    ask(3, 'textDocument/inlayHint', { textDocument: named('go.mod'), range: range(0, 0, 9, 0) }),
    note('$/cancelRequest', { id: 2 }),
  ),
  script(
    open('.modwarden.yaml', 'yaml', YAML),
    ask('a', 'textDocument/completion', { textDocument: named('.modwarden.yaml'), position: at(1, 4) }),
    ask('b', 'textDocument/hover', { textDocument: named('.modwarden.yaml'), position: at(1, 4) }),
    ask('c', 'textDocument/definition', { textDocument: named('go.mod'), position: at(4, 20) }),
    note('textDocument/didSave', { textDocument: named('.modwarden.yaml') }),
    note('textDocument/didClose', { textDocument: named('.modwarden.yaml') }),
  ),
  script(
    open('.modwarden.json', 'json', JSON_POLICY),
    change('.modwarden.json', 2, { range: range(0, 12, 0, 12), text: '"gra' }),
    ask(1, 'textDocument/completion', { textDocument: named('.modwarden.json'), position: at(0, 16) }),
    ask(2, 'workspace/executeCommand', { command: 'modwarden.showWhy', arguments: [`${AT}/go.mod`, 'x'] }),
    note('workspace/didChangeConfiguration', { settings: { modwarden: { inlayHints: true, pause: 0 } } }),
    note('workspace/didChangeWatchedFiles', { changes: [{ uri: `${AT}/go.mod`, type: 2 }] }),
  ),
];

const WORDS = [
  ...['"id":', '"method":', '"params":', '"textDocument":', '"uri":', '"position":', '"range":', '"text":'],
  ...['null', '-1', '4294967296', '[]', '{}', '"file:///"', '"untitled:x"', '"exit"', '"shutdown"', '\\ud800'],
  ...['textDocument/hover', 'textDocument/codeAction', 'modwarden.refreshFacts', '\\r\\n', '\\ufeff'],
];

function frame(body) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

/** Removed when the process ends. */
function repository() {
  const root = mkdtempSync(join(tmpdir(), 'fuzz-editor-'));
  process.on('exit', () => rmSync(root, { recursive: true, force: true }));
  const repo = join(root, 'repo');
  mkdirSync(join(repo, '.git'), { recursive: true });
  writeFileSync(join(repo, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(repo, 'go.mod'), MOD);
  writeFileSync(join(repo, '.modwarden.yaml'), YAML);
  const env = { HOME: root, XDG_CACHE_HOME: join(root, 'cache'), GOMODCACHE: join(root, 'mod'), GOPROXY: 'off' };
  return { uri: pathToFileURL(repo).href, env };
}

/** A server, and every message that it sends. */
function started(env, take) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let rest = Buffer.alloc(0);
  output.on('data', (part) => {
    rest = Buffer.concat([rest, part]);
    for (let head = rest.indexOf('\r\n\r\n'); head >= 0; head = rest.indexOf('\r\n\r\n')) {
      const length = Number(/Content-Length: (\d+)/.exec(String(rest.subarray(0, head)))[1]);
      if (rest.length < head + 4 + length) return;
      take(JSON.parse(String(rest.subarray(head + 4, head + 4 + length))));
      rest = rest.subarray(head + 4 + length);
    }
  });
  return { input, ended: serve({ input, output, env, now: () => new Date('2026-06-01T12:00:00Z') }) };
}

const INITIALIZE = ask('begin', 'initialize', { capabilities: {}, initializationOptions: { pause: 1 } });

function isPosition({ line, character }) {
  return Number.isInteger(line) && Number.isInteger(character) && line >= 0 && character >= 0;
}

function checkMessage({ jsonrpc, method, params }) {
  assert(jsonrpc === '2.0', 'a message of another protocol');
  if (method !== 'textDocument/publishDiagnostics') return;
  for (const { message, range: at } of params.diagnostics) {
    assert(typeof message === 'string' && message !== '', 'a diagnostic without a message');
    assert(isPosition(at.start) && isPosition(at.end), 'a diagnostic outside of any text');
    const isForward = at.start.line < at.end.line || at.start.character <= at.end.character;
    assert(at.start.line <= at.end.line && isForward, 'a diagnostic that ends before it begins');
  }
}

export const editor = {
  'editor-messages': {
    seeds: () => SCRIPTS,
    words: WORDS,
    prepare: async () => {
      const { uri, env } = repository();
      return async (bytes) => {
        let fault;
        let answered;
        const isAnswered = new Promise((resolve) => {
          answered = resolve;
        });
        const { input, ended } = started(env, (message) => {
          try {
            checkMessage(message);
          } catch (error) {
            fault ??= error;
          }
          if (message.id === 'end') answered();
        });
        input.write(frame(JSON.stringify({ jsonrpc: '2.0', ...INITIALIZE })));
        for (const line of bytes.toString('latin1').split('\n')) {
          const text = Buffer.from(line, 'latin1').toString().replaceAll(AT, uri);
          // Most are messages of the protocol: the version need not be found by chance.
          input.write(frame(text.replace(/^\{/, '{"jsonrpc":"2.0",')));
        }
        // Whatever was said before, it answers this, unless it was told to end.
        input.write(frame(JSON.stringify({ jsonrpc: '2.0', ...ask('end', 'shutdown') })));
        await Promise.race([isAnswered, ended]);
        input.end();
        await ended;
        if (fault) throw fault;
      };
    },
  },
  'editor-frames': {
    seeds: () =>
      SCRIPTS.map((text) =>
        text
          .split('\n')
          .map((line) => frame(line).toString('latin1'))
          .join(''),
      ),
    words: ['Content-Length: ', 'Content-Type: ', 'charset=utf-16', '\r\n\r\n', '99999999999', '-1', ...WORDS],
    prepare: async () => {
      const { env } = repository();
      return async (bytes) => {
        const { input, ended } = started(env, () => {});
        input.write(frame(JSON.stringify({ jsonrpc: '2.0', ...INITIALIZE })));
        // In two parts: a message may come in pieces.
        const half = bytes.length >> 1;
        input.write(Buffer.from(bytes.subarray(0, half)));
        input.end(Buffer.from(bytes.subarray(half)));
        await ended;
      };
    },
  },
};
