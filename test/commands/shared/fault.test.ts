import { describe, expect, it } from 'vitest';
import { FAULT, faultMessage } from '../../../src/commands/shared/fault.ts';

const made = (message: string, more: object = {}) =>
  Object.assign(new Error(message), { stack: 'Error: x\n    at one (a.js:1:1)\n    at two' }, more);

it('a run that ends so has the exit code of a fault: EX_SOFTWARE of sysexits.h', () => {
  expect(FAULT).toBe(70);
});

describe('what is said', () => {
  it.each<[unknown, string]>([
    [made('bad'), 'internal error (Error: bad); please report it, with the output of MODWARDEN_DEBUG=1'],
    [made('bad\nmore'), 'internal error (Error: bad); please report it, with the output of MODWARDEN_DEBUG=1'],
    [
      new TypeError('x is not a function'),
      'internal error (TypeError: x is not a function); please report it, with the output of MODWARDEN_DEBUG=1',
    ],
    ['text', 'internal error (thrown: text); please report it, with the output of MODWARDEN_DEBUG=1'],
    [undefined, 'internal error (thrown: undefined); please report it, with the output of MODWARDEN_DEBUG=1'],
    [made('\u001b[2J'), 'internal error (Error: \\u{1b}[2J); please report it, with the output of MODWARDEN_DEBUG=1'],
    [
      made('no a.cjs', { name: 'InstallationError' }),
      'the installation is damaged (no a.cjs); install modwarden again',
    ],
    [
      made('Cannot find x', { code: 'MODULE_NOT_FOUND' }),
      'the installation is damaged (Cannot find x); install modwarden again',
    ],
    [
      made('Unexpected', { name: 'SyntaxError', stack: '/dist/a.cjs:12\nconst' }),
      'the installation is damaged (Unexpected); install modwarden again',
    ],
    [
      made('Unexpected', { name: 'SyntaxError', stack: 'SyntaxError: Unexpected\n/dist/a.cjs:12\n' }),
      'internal error (SyntaxError: Unexpected); please report it, with the output of MODWARDEN_DEBUG=1',
    ],
    [
      made('Unexpected', { name: 'Error', stack: '/dist/a.cjs:12\nconst' }),
      'internal error (Error: Unexpected); please report it, with the output of MODWARDEN_DEBUG=1',
    ],
    [
      { name: 'InstallationError', message: 'x' },
      'internal error (thrown: [object Object]); please report it, with the output of MODWARDEN_DEBUG=1',
    ],
  ])('of %o', (error, message) => {
    expect(faultMessage(error, {})).toBe(`modwarden: ${message}\n`);
    expect(faultMessage(error, { MODWARDEN_DEBUG: '' })).toBe(`modwarden: ${message}\n`);
  });

  it('is three hundred characters of the message at most', () => {
    expect(faultMessage(made('x'.repeat(1000)), {})).toContain(`(Error: ${'x'.repeat(293)});`);
  });

  it('has the stack where it is asked for', () => {
    const env = { MODWARDEN_DEBUG: '1' };
    expect(faultMessage(made('bad'), env)).toBe(
      'modwarden: internal error (Error: bad); please report it\n  Error: x\n      at one (a.js:1:1)\n      at two\n',
    );
    expect(faultMessage('text', env)).toBe('modwarden: internal error (thrown: text); please report it\n');
  });
});
