/** Entries of a fleet for tests, from a few words each. */
import { ENTRY_VERSION, type FleetEntry, type FleetFinding, failedEntry } from '../../src/fleet/entry.ts';
import type { RunInfo } from '../../src/fleet/run-folder.ts';
import { parseTargets, type Target } from '../../src/fleet/target.ts';
import type { Component } from '../../src/report/inventory.ts';

export const INFO: RunInfo = { version: 1, tool: '0.0.0', today: '2026-06-01', policy: 'a'.repeat(64) };

export function target(name: string): Target {
  return parseTargets(name).targets[0]!;
}

export function finding(rule: string, more: Partial<FleetFinding> = {}): FleetFinding {
  const id = `mw1:${rule}${more.subject ?? ''}`;
  return {
    rule,
    level: 'error',
    id,
    state: 'new',
    path: 'go.mod',
    line: 3,
    subject: 'x',
    message: `${rule}!`,
    ...more,
  };
}

/** `path version license`, in use in the root's module. */
export function component(text: string, direct = true, trail: Component['uses'][number]['trail'] = []): Component {
  const [path = '', version = '', expression] = text.split(' ');
  return {
    path,
    version,
    uses: [{ dir: '', direct, required: direct, unbuilt: false, depth: trail.length || 1, trail }],
    license: { evidence: '', hints: [], ...(expression !== undefined && { expression }) },
    requires: [],
  };
}

export function entry(name: string, more: Partial<FleetEntry> & { readonly components?: readonly Component[] } = {}) {
  const { components = [], ...rest } = more;
  return {
    version: ENTRY_VERSION,
    target: target(name),
    key: 'k',
    exit: 0,
    modules: [{ dir: '', path: `corp.example/${name}` }],
    rules: ['env/sumdb-off', 'graph/banned'],
    findings: [],
    gaps: [],
    problems: [],
    inventory: { mains: [], components, waivers: [], incomplete: [] },
    settings: [],
    ...rest,
  } satisfies FleetEntry;
}

export function failed(name: string, error: string): FleetEntry {
  return failedEntry(target(name), 'k', error);
}
