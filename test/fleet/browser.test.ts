/** The pages of a fleet in a browser, as `modwarden fleet html` writes them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, openPage, type Page } from '../support/chromium.ts';
import { put } from '../support/cli.ts';
import { type FleetBox, fleetBox } from '../support/fleet-box.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A name that is wider than a narrow screen, and that a browser must not read as markup. */
const LONG = `repos/${'a-name-without-a-place-to-break-'.repeat(4)}<img src=x onerror=window.evil=1>`;

if (chromium === undefined) console.info('pages of a fleet: skipped, there is no Chromium on the PATH');

describe.skipIf(chromium === undefined)('the pages of a fleet', () => {
  let box: FleetBox;
  let page: Page;
  beforeAll(async () => {
    box = await fleetBox(7);
    const fleet = (...argv: readonly string[]) => box.run(['fleet', ...argv], { cwd: box.root });
    const long = { path: 'repos/r0', rev: undefined, name: LONG };
    put(join(box.root, 'repos/r1'), { '.modwarden.yaml': 'rules: { graph/max-depht: off }\n' });
    put(box.root, { 'all.txt': [...box.targets.slice(1), JSON.stringify(long), 'repos/empty', ''].join('\n') });
    await fleet('run', 'all.txt', '-o', 'run');
    expect(await fleet('html', 'run', '-o', 'pages')).toMatchObject({ code: 0 });
    page = await openPage();
  });
  afterAll(async () => {
    await page?.close();
    box?.remove();
  });

  const shape = (width: number, scheme: string) =>
    Promise.all([
      page.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false }),
      page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] }),
    ]);
  const open = async (): Promise<void> => {
    page.console.length = 0;
    page.requests.length = 0;
    await page.open('about:blank');
    await page.open(`file://${join(box.root, 'pages/index.html')}`);
  };
  /** From the fleet's page to that of its first target. */
  const follow = async (): Promise<void> => {
    const href = await page.evaluate<string>('document.querySelector("#targets-table a").href');
    await page.open(href);
  };

  it('ask for nothing but themselves, and the console is silent', async () => {
    await open();
    await follow();
    expect(page.console).toEqual([]);
    const files = page.requests.filter((url) => !/^(?:about|data):/.test(url));
    expect(files.map((url) => url.replace(/[0-9a-f]{32}/, 'ID'))).toEqual([
      `file://${box.root}/pages/index.html`,
      `file://${box.root}/pages/targets/ID.html`,
    ]);
  });

  it('lead from each target that was checked to its page', async () => {
    await open();
    const links = await page.evaluate<string[]>(
      '[...document.querySelectorAll("#targets-table tbody a")].map((a) => a.textContent)',
    );
    expect(links.sort()).toEqual([LONG, ...box.targets.slice(1)].sort());
    expect(await page.evaluate('document.querySelector("#failed-table tbody").innerText')).toContain('repos/empty');
    await follow();
    expect(await page.evaluate('document.querySelector("h1").textContent')).toContain('corp.example/r');
    expect(await page.evaluate('window.evil')).toBeUndefined();
  });

  it('filter and sort', async () => {
    await open();
    const shown = () =>
      page.evaluate<string[]>(
        '[...document.querySelectorAll("#modules-table tbody tr")].filter((r) => !r.hidden).map((r) => r.cells[0].textContent)',
      );
    expect(await shown()).toHaveLength(7);
    await page.evaluate(
      '(() => { const i = document.querySelector("[data-filter=modules-table]"); i.value = "m3"; i.dispatchEvent(new Event("input")); })()',
    );
    expect(await shown()).toEqual(['example.com/m3']);
    await open();
    await page.evaluate('document.querySelectorAll("#modules-table th button")[1].click()');
    // The page has those with the most targets first.
    expect((await shown())[0]).toBe('example.com/m6');
  });

  it.each([
    [1200, 'light'],
    [1200, 'dark'],
    [400, 'light'],
    [400, 'dark'],
  ])('have no finding of axe, and are as wide as a screen of %i pixels (%s)', async (width, scheme) => {
    await shape(width, scheme);
    for (const isTarget of [false, true]) {
      await open();
      if (isTarget) await follow();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.send('Page.setBypassCSP', { enabled: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
        'axe.run()',
      );
      await page.send('Page.setBypassCSP', { enabled: false });
      expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html).slice(0, 3)])).toEqual([]);
    }
    await shape(1200, 'light');
  });
});
