import { expect, it } from 'vitest';
import { findingsIn } from '../run.ts';

const MOD = 'module example.com/shop\n\ngo 1.25\n\nrequire example.com/lint v1.0.0\n\n';

async function found(mod: string, more: Readonly<Record<string, string>> = {}, options: object = {}) {
  const blocks = { 'go.mod': mod, ...more, options: JSON.stringify(options) };
  return (await findingsIn('gomod/tool', blocks)).map(({ subject, data }) => `${data!.kind} ${subject}`);
}

it.each<[what: string, path: string, found: string[]]>([
  ['a required module', 'example.com/lint', []],
  ['a package of one', 'example.com/lint/cmd/x', []],
  ['a module that nothing requires', 'example.com/other/cmd', ['not-provided example.com/other/cmd']],
  ['a module of a name that begins the same', 'example.com/linter', ['not-provided example.com/linter']],
  ['a program of the standard library', 'cmd/vet', []],
  ['another package of it', 'net/http', ['not-a-program net/http']],
])('of %s', async (_, path, expected) => {
  expect(await found(`${MOD}tool ${path}\n`)).toEqual(expected);
});

const OTHER = `${MOD}tool example.com/other/cmd\n`;

it.each<[what: string, mod: string, more: Record<string, string>]>([
  ['before Go 1.17, where go.mod does not name all modules', OTHER.replace('1.25', '1.16'), {}],
  ['without a go line', OTHER.replace('go 1.25\n', ''), {}],
  ['in a workspace, where another member may provide it', OTHER, { 'go.work': 'go 1.25\n\nuse .\n' }],
  ['of a go.mod with errors', `${OTHER}bad\n`, {}],
])('says nothing %s', async (_, mod, more) => {
  expect(await found(mod, more)).toEqual([]);
});

it('looks at the own packages of a module, and at modules inside', async () => {
  const own = `${MOD}tool example.com/shop/cmd/x\n`;
  expect(await found(own, { 'cmd/x/main.go': 'package main\n' })).toEqual([]);
  expect(
    await found(own, { 'cmd/go.mod': 'module example.com/shop/cmd\n', 'cmd/x/main.go': 'package main\n' }),
  ).toEqual(['nested example.com/shop/cmd/x']);
});

it('allows packages and what is below them', async () => {
  const mod = `${MOD}tool example.com/lint/cmd\n`;
  expect(await found(mod, {}, { allow: ['example.com/lint'] })).toEqual([]);
  expect(await found(mod, {}, { allow: ['example.com/lint/cmd'] })).toEqual([]);
  expect(await found(mod, {}, { allow: ['example.com/li'] })).toEqual(['not-allowed example.com/lint/cmd']);
  // What is not allowed is not looked at further.
  expect(await found(OTHER, {}, { allow: ['example.com/lint'] })).toEqual(['not-allowed example.com/other/cmd']);
});
