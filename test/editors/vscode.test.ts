/** The extension for VS Code: what it starts, what its manifest says, and what is in the package. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import { packageVscode } from '../../editors/vscode/package.mjs';
import { chooseServer } from '../../editors/vscode/src/server-choice.ts';
import { settingsOf } from '../../src/lsp/settings.ts';
import { put } from '../support/cli.ts';

const manifest = JSON.parse(readFileSync('editors/vscode/package.json', 'utf8'));

const base = { path: '', isTrusted: true, folders: ['/w/a', '/w/b'], own: '/ext', exists: () => false };

describe('the server that is started', () => {
  it('is the own copy, unless a trusted workspace or the user has another', () => {
    const inB = (path: string) => path.startsWith('/w/b/node_modules/');
    expect(chooseServer(base)).toEqual({ module: '/ext/server/dist/bin.cjs' });
    expect(chooseServer({ ...base, exists: inB })).toEqual({ module: '/w/b/node_modules/modwarden/dist/bin.cjs' });
    expect(chooseServer({ ...base, path: '/usr/bin/modwarden', exists: () => true })).toEqual({
      command: '/usr/bin/modwarden',
    });
  });

  it('is nothing of a workspace that is not trusted', () => {
    const asked: string[] = [];
    const exists = (path: string) => asked.push(path) > 0;
    expect(chooseServer({ ...base, isTrusted: false, exists })).toEqual({ module: '/ext/server/dist/bin.cjs' });
    expect(asked).toEqual([]);
  });

  it('is refused where the setting names none', () => {
    expect(() => chooseServer({ ...base, path: 'modwarden' })).toThrow('absolute');
    expect(() => chooseServer({ ...base, path: '/none' })).toThrow('does not exist');
  });
});

describe('the manifest', () => {
  const properties: Record<string, { default: unknown; scope?: string }> =
    manifest.contributes.configuration.properties;

  it('lets no workspace choose the program', () => {
    expect(properties['modwarden.path']!.scope).toBe('machine');
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
  });

  it('has the defaults of the server', () => {
    const { 'modwarden.path': _, ...own } = properties;
    const defaults = Object.fromEntries(
      Object.entries(own).map(([key, one]) => [key.replace('modwarden.', ''), one.default]),
    );
    expect(defaults).toEqual(settingsOf(undefined));
  });

  it('registers the commands that it names', () => {
    const source = readFileSync('editors/vscode/src/extension.ts', 'utf8');
    for (const { command } of manifest.contributes.commands) expect(source).toContain(`registerCommand('${command}'`);
  });

  it('is for the VS Code whose types it is checked with', () => {
    const { version } = JSON.parse(readFileSync('node_modules/@types/vscode/package.json', 'utf8'));
    expect(manifest.engines.vscode).toBe(`^${version}`);
  });
});

describe('the package', () => {
  it('holds the extension with a server, the same bytes each time', async () => {
    const server = mkdtempSync(join(tmpdir(), 'server-'));
    try {
      put(server, {
        'dist/bin.cjs': '0',
        'dist/hot.cjs': '1',
        'dist/dev.cjs': '2',
        'schemas/policy.schema.json': '{}',
        'package.json': '{}',
      });
      const [one, two] = [await packageVscode(server), await packageVscode(server)];
      expect(one.bytes.equals(two.bytes)).toBe(true);
      const files = await entriesOf(one.bytes);
      expect([...files.keys()].sort()).toEqual([
        '[Content_Types].xml',
        'extension.vsixmanifest',
        'extension/LICENSE.txt',
        'extension/README.md',
        'extension/extension.cjs',
        'extension/package.json',
        'extension/server/dist/bin.cjs',
        'extension/server/dist/hot.cjs',
        'extension/server/package.json',
        'extension/server/schemas/policy.schema.json',
      ]);
      const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
      expect(JSON.parse(files.get('extension/package.json')!)).toMatchObject({ version, main: './extension.cjs' });
      expect(files.get('extension.vsixmanifest')).toContain(
        `Id="modwarden" Version="${version}" Publisher="modwarden"`,
      );
      expect(files.get('extension/extension.cjs')).toContain('require("vscode")');
    } finally {
      rmSync(server, { recursive: true });
    }
  });
});

function entriesOf(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, string>();
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (problem, stream) => {
          if (problem) return reject(problem);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(parts).toString());
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
