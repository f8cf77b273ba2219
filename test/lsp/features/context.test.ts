import { expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { unlessCanceled } from '../../../src/lsp/features/context.ts';

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
