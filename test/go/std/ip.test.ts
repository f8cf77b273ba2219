import { expect, it } from 'vitest';
import { isIPv4, isIPv6 } from '../../../src/go/std/ip.ts';

// As netip.ParseAddr.
it.each([
  ['0.0.0.0', true],
  ['255.255.255.255', true],
  ['256.0.0.0', false],
  ['1.2.3', false],
  ['1.2.3.4.5', false],
  ['01.2.3.4', false],
  ['1.2.3.', false],
  ['1.2.3.x', false],
])('%s is IPv4: %s', (text, is) => expect(isIPv4(text)).toBe(is));

it.each([
  ['::', true],
  ['::1', true],
  ['1::', true],
  ['1:2:3:4:5:6:7:8', true],
  ['1:2:3:4:5:6:7', false],
  ['1:2:3:4:5:6:7:8:9', false],
  ['1:2:3:4:5:6:7::', true],
  ['1:2:3:4:5:6:7:8::', false],
  ['1::2::3', false],
  ['fe80::1%eth0', true],
  ['fe80::1%', false],
  ['%eth0', false],
  ['::ffff:1.2.3.4', true],
  ['1:2:3:4:5:6:1.2.3.4', true],
  ['1:2:3:4:5:6:7:1.2.3.4', false],
  ['::1.2.3', false],
  ['1.2.3.4::', false],
  ['::1.2.3.4:5', false],
  ['12345::', false],
  ['g::', false],
  [':1', false],
  ['1:', false],
  ['1.2.3.4', false],
  ['', false],
])('%s is IPv6: %s', (text, is) => expect(isIPv6(text)).toBe(is));
