/** A repository whose policy bans one of its requirements, open in an editor. */
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { lspBox } from './lsp-box.ts';
import type { LspOptions } from './lsp-client.ts';

export const POLICY = `rules:
  graph/banned:
    level: error
    modules:
      - { module: [example.com/bad], reason: it was compromised }
`;

export const MOD = `module example.com/app

go 1.24

require example.com/good v1.0.0

require (
\texample.com/bad v1.2.3
\texample.com/other v1.0.0 // indirect
)
`;

export const has = (code: string) => (all: readonly Diagnostic[]) => all.some((one) => one.code === code);
export const hasNot = (code: string) => (all: readonly Diagnostic[]) => !has(code)(all);

export function has1(code: string) {
  return (one: Diagnostic) => one.code === code;
}

export async function opened(files: Readonly<Record<string, string>> = {}, options: LspOptions = {}) {
  const box = await lspBox({ 'go.mod': MOD, '.modwarden.yaml': POLICY, ...files }, options);
  box.client.open(box.file('go.mod'), MOD);
  const found = await box.client.diagnostics(box.file('go.mod'), has('graph/banned'));
  return { ...box, found, banned: found.find(({ code }) => code === 'graph/banned')! };
}

export type Opened = Awaited<ReturnType<typeof opened>>;
