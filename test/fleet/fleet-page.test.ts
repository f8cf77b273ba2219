import { expect, it } from 'vitest';
import { fleetPage, pageOf } from '../../src/fleet/fleet-page.ts';
import { summing } from '../../src/fleet/summary.ts';
import { component, entry, failed, finding, INFO } from './entries.ts';

const EVIL = '<img src=x onerror=alert(1)>';

function page() {
  const entries = [
    entry('a', { exit: 1, findings: [finding('a/b')], components: [component('a.test/a v1.0.0 MIT')] }),
    failed('b', EVIL),
  ];
  const sum = summing();
  for (const one of entries) sum.add(one);
  const targets = entries.map(({ target, exit, error }) => ({ target, exit, hasReport: error === undefined }));
  return { entries, text: fleetPage({ summary: sum.summary(INFO), modules: [...sum.modules()], targets }) };
}

it('links the page of each target that has a report', () => {
  const { entries, text } = page();
  expect(text).toContain(`href="${pageOf(entries[0]!.target)}"`);
  expect(text).not.toContain(pageOf(entries[1]!.target));
});

it('names every section that it has, and escapes what is from outside', () => {
  const { text } = page();
  for (const [, id] of text.matchAll(/<li><a href="#([a-z]+)">/g)) expect(text).toContain(`id="${id}"`);
  expect(text).toContain('>Incomplete<');
  expect(text).not.toContain(EVIL);
});

it('passes where every target passes', () => {
  const sum = summing();
  sum.add(entry('a'));
  expect(fleetPage({ summary: sum.summary(INFO), modules: [], targets: [] })).toContain('>Pass<');
});
