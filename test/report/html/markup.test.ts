import { expect, test } from 'vitest';
import { anchor, counted, html, scriptJson } from '../../../src/report/html/markup.ts';

test('strings become text, markup stays, nothing is nothing', () => {
  const evil = `<img src=x onerror="alert('x')">&\``;
  expect(html`<p title="${evil}">${evil}</p>`.markup).not.toMatch(/<img|"alert|'x'|`/);
  expect(html`${1}${undefined}${false}${html`<b>`}${[html`<i>`, html`<u>`]}${''}`.markup).toBe('1<b><i><u>');
  expect(html`${'a & b'}`.markup).toBe('a &#38; b');
});

test('JSON cannot end its script', () => {
  const json = JSON.stringify({ a: '</script><!--' });
  expect(scriptJson(json).markup).not.toContain('<');
  expect(JSON.parse(scriptJson(json).markup)).toEqual(JSON.parse(json));
});

test('anchors have letters, digits and hyphens alone', () => {
  expect(anchor('rule', 'graph/max-depth')).toBe('rule-graph-max-depth');
  expect(anchor('x', '"><script>')).toBe('x--script-');
});

test('counts have their plural', () => {
  expect([0, 1, 2].map((n) => counted(n, 'module'))).toEqual(['0 modules', '1 module', '2 modules']);
});
