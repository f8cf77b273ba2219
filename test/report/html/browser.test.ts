/** The page in a browser, with scripts and without. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { renderHtml } from '../../../src/report/html/html.ts';
import type { Component, Inventory } from '../../../src/report/inventory.ts';
import { chromium, openPage, type Page } from '../../support/chromium.ts';
import { report } from '../fixture.ts';
import { INVENTORY } from './inventory-fixture.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const EVIL = `</script><script>window.evil=1</script><img src=x onerror=window.evil=1>"'\`\${window.evil=1}\u202e\u0007`;

if (chromium === undefined) console.info('skipped: there is no Chromium on the PATH');
const withBrowser = describe.skipIf(chromium === undefined);

let folder: string;
let page: Page;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
  if (chromium !== undefined) page = await openPage();
});
afterAll(async () => {
  await page?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(html: string, hash = ''): Promise<void> {
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  page.console.length = 0;
  page.requests.length = 0;
  await page.open('about:blank');
  await page.open(`file://${file}${hash}`);
}

const shape = (width: number, scheme = 'light') =>
  Promise.all([
    page.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false }),
    page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] }),
  ]);

withBrowser('the page', () => {
  const html = renderHtml(report, { inventory: INVENTORY });

  test('asks for nothing but itself, and the console is silent', async () => {
    await open(html);
    expect(page.console).toEqual([]);
    expect(page.requests.filter((url) => !/^(?:about|data|file):/.test(url))).toEqual([]);
    expect(page.requests.filter((url) => url.startsWith('file:'))).toHaveLength(1);
  });

  test('finds and sorts modules', async () => {
    await open(html);
    const rows = () =>
      page.evaluate<string[]>(
        '[...document.querySelectorAll("#modules-table tbody tr")].filter((r) => !r.hidden).map((r) => r.id)',
      );
    expect(await rows()).toEqual(['module-0', 'module-1', 'module-2', 'module-3']);
    await page.evaluate(
      '(() => { const i = document.querySelector("[data-filter=modules-table]"); i.value = "apache B"; i.dispatchEvent(new Event("input")); })()',
    );
    expect(await rows()).toEqual(['module-1']);
    await page.evaluate(
      '(() => { const i = document.querySelector("[data-filter=modules-table]"); i.value = ""; i.dispatchEvent(new Event("input")); })()',
    );
    for (let i = 0; i < 2; i++) await page.evaluate('document.querySelectorAll("#modules-table th button")[4].click()');
    expect((await rows())[0]).toBe('module-2');
    expect(await page.evaluate('document.querySelectorAll("#modules-table th")[4].getAttribute("aria-sort")')).toBe(
      'descending',
    );
  });

  test('opens the page of a module, with who requires it and what it requires', async () => {
    await open(html, '#module-1');
    await page.evaluate('new Promise((r) => setTimeout(r, 50))');
    const text = await page.evaluate<string>('document.getElementById("module-page").innerText');
    expect(text).toContain('example.com/b v1.2.0');
    expect(text).toMatch(
      /Required by \(3\)\s+example\.com\/shop \(main module\)\s+tools \(main module\)\s+example\.com\/a v1\.0\.0/,
    );
    expect(text).toMatch(/Requires \(1\)\s+example\.com\/c/);
    await page.evaluate('document.querySelector("#module-page a[href=\'#module-2\']").click()');
    await page.evaluate('new Promise((r) => setTimeout(r, 50))');
    expect(await page.evaluate('document.querySelector("#module-page h2").textContent')).toContain('example.com/c');
  });

  test('draws the map, and a click opens the module', async () => {
    await open(html);
    await page.evaluate('document.getElementById("map").scrollIntoView()');
    await page.evaluate('new Promise((r) => setTimeout(r, 300))');
    const drawn =
      'document.getElementById("map-canvas").getContext("2d").getImageData(0, 0, 900, 400).data.some((v) => v > 0)';
    expect(await page.evaluate(drawn)).toBe(true);
    const box = await page.evaluate<{ x: number; y: number; height: number }>(
      'document.getElementById("map-canvas").getBoundingClientRect().toJSON()',
    );
    // The one node of the third column stands in the middle.
    const at = await page.evaluate<number>(
      '(() => { const w = document.getElementById("map-canvas").clientWidth; const s = Math.min(1.2, Math.max(0.5, w / (3 * 230 + 250))); return (2 * 230 + 20) * s; })()',
    );
    const mouse = { x: box.x + at + 4, y: box.y + box.height / 2, button: 'left', clickCount: 1 };
    for (const type of ['mousePressed', 'mouseReleased'])
      await page.send('Input.dispatchMouseEvent', { type, ...mouse });
    await page.evaluate('new Promise((r) => setTimeout(r, 50))');
    expect(await page.evaluate('location.hash')).toBe('#module-2');
  });

  test('shows hostile texts as text', async () => {
    const finding: Finding = {
      ...report.findings[2]!,
      subject: EVIL,
      message: EVIL,
      hint: EVIL,
      snippet: EVIL,
      trail: [
        { path: EVIL, version: EVIL },
        { path: EVIL, version: EVIL },
      ],
    };
    const component: Component = {
      ...INVENTORY.components[0]!,
      path: EVIL,
      version: EVIL,
      license: { expression: EVIL, evidence: EVIL, hints: [EVIL] },
      requires: [],
    };
    const waiver = {
      rule: EVIL,
      subject: EVIL,
      reason: EVIL,
      owner: EVIL,
      until: EVIL,
      state: 'used',
      at: EVIL,
    } as const;
    const inventory: Inventory = {
      mains: [{ dir: EVIL, path: EVIL, requires: [0] }],
      components: [component],
      waivers: [waiver],
      incomplete: [EVIL],
    };
    const provenance = {
      input: { kind: 'folder', name: EVIL, files: 1, hash: EVIL },
      policies: [{ path: EVIL, sha256: EVIL }],
      command: EVIL,
    } as const;
    const gap = { ...report.gaps[0]!, subject: EVIL, detail: EVIL, hint: EVIL };
    await open(
      renderHtml(
        {
          ...report,
          findings: [finding],
          gaps: [gap],
          provenance,
          modules: [{ ...report.modules[0]!, path: EVIL, dir: '' }],
        },
        { inventory },
      ),
      '#module-0',
    );
    await page.evaluate('new Promise((r) => setTimeout(r, 50))');
    expect(await page.evaluate('window.evil')).toBeUndefined();
    expect(await page.evaluate('document.querySelectorAll("img").length')).toBe(0);
    expect(page.console).toEqual([]);
    expect(await page.evaluate('document.querySelector("#module-page h2").textContent')).toContain(
      '<img src=x onerror',
    );
    expect(await page.evaluate('document.querySelector("h1").textContent')).toContain('</script><script>');
  });

  test('can be read without scripts', async () => {
    await page.send('Emulation.setScriptExecutionDisabled', { value: true });
    await open(html);
    const { root } = (await page.send('DOM.getDocument', { depth: 0 })) as { root: { nodeId: number } };
    const shown = async (selector: string) => {
      const { nodeId } = (await page.send('DOM.querySelector', { nodeId: root.nodeId, selector })) as {
        nodeId: number;
      };
      return page.send('DOM.getBoxModel', { nodeId }).then(
        () => true,
        () => false,
      );
    };
    await page.send('DOM.enable');
    const sections = [
      '#findings',
      '#gaps',
      '#licenses',
      '#modules-table',
      '#waivers',
      '#rules',
      '#evidence',
      '#map',
      '.search',
    ];
    const visible = [];
    for (const selector of sections) if (await shown(selector)) visible.push(selector);
    await page.send('Emulation.setScriptExecutionDisabled', { value: false });
    expect(visible).toEqual(sections.slice(0, 7));
  });

  test('is as wide as a narrow screen', async () => {
    await shape(400);
    await open(html);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    await shape(1200);
  });

  test.each(['light', 'dark'])('has no serious finding of axe (%s)', async (scheme) => {
    await shape(1200, scheme);
    await open(html, '#module-1');
    await page.send('Page.setBypassCSP', { enabled: true });
    await page.evaluate(readFileSync(axe, 'utf8'));
    const { violations } = await page.evaluate<{
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    }>('axe.run()');
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes.map((n) => n.html).slice(0, 3)])).toEqual([]);
    await page.send('Page.setBypassCSP', { enabled: false });
    await shape(1200);
  });

  test('can be used by keyboard alone', async () => {
    await open(html);
    const press = async (key: string) => {
      for (const type of ['keyDown', 'keyUp'])
        await page.send('Input.dispatchKeyEvent', { type, key, code: key, ...(key === 'Enter' && { text: '\r' }) });
    };
    await press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the findings');
    await press('Enter');
    expect(await page.evaluate('location.hash')).toBe('#findings');
    const reachable = await page.evaluate<number>(
      '[...document.querySelectorAll("a[href], button, input, summary, canvas, .scroll")].filter((e) => e.tabIndex < 0).length',
    );
    expect(reachable).toBe(0);
  });

  test('prints with everything unfolded', async () => {
    await open(html);
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.evaluate('[...document.querySelectorAll("details")].every((d) => d.open)')).toBe(true);
    const { data } = await page.send('Page.printToPDF', {});
    expect(
      Buffer.from(data as string, 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('of 2,000 modules is under 5 MB and opens', async () => {
    const components = Array.from(
      { length: 2000 },
      (_, i): Component => ({
        ...INVENTORY.components[i % 3]!,
        path: `github.com/owner${i % 400}/some-longer-name-of-a-module-${i}`,
        requires: Array.from({ length: 20 }, (_, n) => (i * 7 + n * 31) % 2000),
      }),
    );
    const findings = Array.from(
      { length: 2000 },
      (_, i): Finding => ({
        ...report.findings[2]!,
        id: `mw1:${String(i).padStart(32, '0')}`,
        subject: components[i]!.path,
      }),
    );
    const large = renderHtml(
      { ...report, findings },
      { inventory: { ...INVENTORY, components, mains: [{ dir: '', path: 'm', requires: [0, 1, 2] }] } },
    );
    expect(large.length).toBeLessThan(5 << 20);
    await open(large);
    expect(await page.evaluate('document.querySelectorAll("#modules-table tbody tr").length')).toBe(2000);
    expect(page.console).toEqual([]);
  });
});
