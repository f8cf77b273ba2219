/**
 * The report as one HTML page. It asks nothing of any server, and works without scripts. The same report and inventory give the same
 * bytes. Whatever comes from outside stands as text: markup.ts escapes it, and the policy in the head lets no script run but the page's own.
 */
import { createHash } from 'node:crypto';
import type { Report } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import { type Printable, printableLines } from '../../text/printable.ts';
import { EMPTY_INVENTORY, type Inventory } from '../inventory.ts';
import { findingsSection } from './findings-section.ts';
import { evidenceSection, problemsSection, titleOf, verdictSection } from './head-sections.ts';
import { licensesSection } from './licenses-section.ts';
import { type Html, html, NOTHING, raw } from './markup.ts';
import { mapSection, modulesSection } from './modules-section.ts';
import { downloads, pageData } from './page-data.ts';
import { gapsSection, healthSection, waiversSection } from './register-sections.ts';
import { rulesSection, topicSection } from './rules-section.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

export interface HtmlOptions {
  /** From which level on a finding fails the run. */
  readonly failOn?: Level;
  readonly inventory?: Inventory;
}

/** A rule passes where nothing sets anything wrong; that is not what a machine does. */
const ENVIRONMENT_NOTE =
  'These rules check the settings in committed files and in the captured go env output that the run was given. They say nothing about machines whose environment was not captured.';

export function renderHtml(report: Report, { failOn = 'error', inventory = EMPTY_INVENTORY }: HtmlOptions): Printable {
  const sections = sectionsOf(report, inventory);
  const body = html`<a class="skip" href="#findings">Skip to the findings</a>
${verdictSection(report, failOn)}<nav aria-label="Sections"><ul>${sections.flatMap(({ id, title, markup }) => (markup === NOTHING || title === '' ? [] : [html`<li><a href="#${id}">${title}</a></li>`]))}</ul></nav>
<main>
${sections.map(({ markup }) => markup)}</main>
<footer>modwarden ${report.tool.version}. No part of this page was loaded from elsewhere.</footer>
${inventory.components.length > 0 && pageData(report, inventory)}<script>${raw(SCRIPT)}</script>`;
  return printableLines(pageDocument(`${titleOf(report)}: modwarden report`, body).markup);
}

interface Section {
  readonly id: string;
  /** '' where the navigation does not name it. */
  readonly title: string;
  readonly markup: Html;
}

function sectionsOf(report: Report, inventory: Inventory): readonly Section[] {
  const hasModules = inventory.components.length > 0;
  return [
    { id: 'problems', title: '', markup: problemsSection(report) },
    { id: 'findings', title: 'Findings', markup: findingsSection(report) },
    { id: 'gaps', title: 'Not checked', markup: gapsSection(report) },
    { id: 'licenses', title: 'Licenses', markup: hasModules ? licensesSection(inventory) : NOTHING },
    { id: 'modules', title: 'Modules', markup: hasModules ? modulesSection(inventory) : NOTHING },
    { id: 'map', title: 'Map', markup: hasModules ? mapSection() : NOTHING },
    {
      id: 'vulnerabilities',
      title: 'Vulnerabilities',
      markup: topicSection(report, 'vulnerabilities', 'Vulnerabilities', ['vuln']),
    },
    {
      id: 'environment',
      title: 'Environment',
      markup: topicSection(report, 'environment', 'Environment', ['env'], ENVIRONMENT_NOTE),
    },
    { id: 'integrity', title: 'Integrity', markup: topicSection(report, 'integrity', 'Integrity', ['sum', 'vendor']) },
    { id: 'health', title: 'Health', markup: healthSection(report) },
    { id: 'waivers', title: 'Waivers', markup: waiversSection(report, inventory) },
    { id: 'rules', title: 'Rules', markup: rulesSection(report) },
    { id: 'evidence', title: 'Evidence', markup: evidenceSection(report, inventory) },
    { id: 'downloads', title: '', markup: downloads(report) },
  ];
}

/** A whole page. The hashes allow its own style and script, and nothing else. */
export function pageDocument(title: string, body: Html): Html {
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
