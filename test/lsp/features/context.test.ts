import { expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import {
  type Context,
  findingsAt,
  type Subject,
  subjectOf,
  unlessCanceled,
} from '../../../src/lsp/features/context.ts';
import { placedText } from '../../../src/lsp/positions.ts';

it('gives the result of the work', async () => {
  const { token } = new CancellationTokenSource();
  expect(await unlessCanceled(Promise.resolve(1), token)).toBe(1);
  await expect(unlessCanceled(Promise.reject(new Error('x')), token)).rejects.toThrow('x');
});

it('does not wait for work that nobody wants', async () => {
  const source = new CancellationTokenSource();
  const never = unlessCanceled(new Promise(() => {}), source.token);
  source.cancel();
  expect(await never).toBeUndefined();
  expect(await unlessCanceled(new Promise(() => {}), source.token)).toBeUndefined();
});

/** An open go.mod, with a last result and one of the text as it is. */
function contextWith({ latest, settled }: { readonly latest?: object; readonly settled?: object }) {
  const repository = { latest: () => latest, settled: async () => settled };
  const of = (uri: string) => (uri === 'open' ? { repository, path: 'go.mod' } : undefined);
  return { context: { repositories: { of } } as unknown as Context, repository };
}

const text = placedText('go.mod', 'module a\n\ngo 1.24\n');
const textOf = async (path: string) => (path === 'go.mod' ? text : undefined);

it('answers from the last result, from that of the text as it is where that is asked for or the only one', async () => {
  const { token } = new CancellationTokenSource();
  const [latest, settled] = [
    { textOf, at: 'latest' },
    { textOf, at: 'settled' },
  ];
  const { context, repository } = contextWith({ latest, settled });
  expect(await subjectOf('open', context, token)).toEqual({ repository, path: 'go.mod', checked: latest, text });
  expect((await subjectOf('open', context, token, true))?.checked).toBe(settled);
  const first = contextWith({ settled });
  expect((await subjectOf('open', first.context, token))?.checked).toBe(settled);
});

it('has no answer about a closed document, without a result, without a text and once nobody waits', async () => {
  const source = new CancellationTokenSource();
  const latest = { textOf };
  const ask = (uri: string, has: Parameters<typeof contextWith>[0]) =>
    subjectOf(uri, contextWith(has).context, source.token);
  expect(await ask('closed', { latest })).toBeUndefined();
  expect(await ask('open', {})).toBeUndefined();
  expect(await ask('open', { latest: { textOf: async () => undefined } })).toBeUndefined();
  source.cancel();
  expect(await ask('open', { latest })).toBeUndefined();
});

it('knows the findings on a line of a document, without those of the baseline', () => {
  const at = (line: number, path = 'go.mod') => ({ path, start: { line, column: 1 }, end: { line, column: 3 } });
  const findings = [
    { id: 'new', state: 'new', place: at(3) },
    { id: 'waived', state: 'waived', place: at(3) },
    { id: 'baseline', state: 'baseline', place: at(3) },
    { id: 'elsewhere', state: 'new', place: at(1) },
    { id: 'other file', state: 'new', place: at(3, 'go.sum') },
  ];
  const subject = { checked: { findings }, path: 'go.mod', text } as unknown as Subject;
  expect(findingsAt(subject, { line: 2, character: 7 }).map(({ id }) => id)).toEqual(['new', 'waived']);
});
