/** What many edits leave behind in the server: nothing. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, it } from 'vitest';
import { CodeActionRequest } from 'vscode-languageserver-protocol/node';
import { MOD, POLICY } from '../support/lsp-banned.ts';
import { endLspBoxes, lspBox } from '../support/lsp-box.ts';

afterEach(endLspBoxes);

/** More by MODWARDEN_LSP_EDITS. */
const EDITS = Number(process.env.MODWARDEN_LSP_EDITS ?? 250);
const WARM = 100;

/** Bytes that V8 may keep for an edit, for the code that it compiles. A check that is kept has over 200,000. */
const MOST = 20_000;

const REQUIREMENTS = Array.from({ length: 40 }, (_, i) => `\texample.com/module${i} v1.${i}.0\n`).join('');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that are in use. */
async function heapUsed(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    collect();
    // What waits to be finalized is let go of between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

it(`keeps nothing of ${EDITS} edits that were checked with facts`, async () => {
  const mod = `${MOD}\nrequire (\n${REQUIREMENTS})\n`;
  const { client, file, uri } = await lspBox({ 'go.mod': mod, '.modwarden.yaml': POLICY });
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  client.open(file('go.mod'), mod);
  let version = 1;
  const edit = async (count: number) => {
    for (const last = version + count; version < last; ) {
      version++;
      client.change(file('go.mod'), version, mod.replace('module39 v1.39.0', `module${version} v1.${version}.0`));
      // It waits for the check with facts.
      await client.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uri('go.mod') },
        range,
        context: { diagnostics: [] },
      });
    }
  };
  await edit(WARM);
  const before = await heapUsed();
  await edit(EDITS - WARM);
  const after = await heapUsed();
  console.info(`heap in use after ${WARM} edits and after ${EDITS}: ${before} and ${after} bytes`);
  expect(after - before).toBeLessThan((EDITS - WARM) * MOST);
  expect(client.last(file('go.mod'))!.version).toBe(version);
}, 300_000);
