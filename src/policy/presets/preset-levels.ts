/**
 * The presets for a kind of repository: rules of `recommended`, with these rules on beside them, at other levels, or with their strict
 * options. docs/presets.md gives the reason for each.
 */
import type { Level } from '../../model/rule.ts';

export type KindPreset = 'production' | 'library';

export const PRESET_LEVELS: Readonly<Record<KindPreset, Readonly<Record<string, Level>>>> = {
  production: {
    'env/flags': 'error',
    'env/go-command': 'error',
    'env/private-coverage': 'error',
    'env/proxy-direct': 'warning',
    'env/proxy-fallback': 'error',
    'env/proxy-plaintext': 'error',
    'env/proxy-unlisted': 'warning',
    'env/ssh-host-key': 'error',
    'env/toolchain-download': 'error',
    'env/toolchain-mismatch': 'error',
    'env/unpinned-install': 'error',
    'env/vcs': 'error',
    'sum/missing': 'error',
    'sum/not-logged': 'error',
    'sum/syntax': 'error',
    'sum/unused': 'warning',
    'vendor/ignored': 'error',
    'vendor/modified': 'error',
    'replace/unversioned': 'error',
    'freshness/unavailable': 'error',
    'license/unknown': 'warning',
    'policy/expired-waiver': 'error',
    'policy/waiver-limits': 'warning',
  },
  library: {
    'replace/local-path': 'error',
    'replace/target': 'error',
    'replace/downgrade': 'error',
    'replace/unused': 'error',
    'replace/unversioned': 'error',
    'gomod/exclude': 'error',
    'gomod/not-installable': 'error',
    'gomod/retract-reason': 'error',
    'gomod/go-version': 'error',
    'gomod/directive-too-new': 'error',
    'gomod/tool': 'error',
    'gomod/toolchain': 'warning',
    'graph/incompatible': 'error',
    'graph/prerelease': 'warning',
    'graph/pseudo-version': 'warning',
    'graph/untidy': 'error',
    'freshness/deprecated': 'error',
    'work/committed': 'warning',
  },
};

/** The level that a preset gives a rule beyond the rule's own; undefined where it gives none. */
export function levelIn(preset: string, ruleId: string): Level | undefined {
  return isKindPreset(preset) && Object.hasOwn(PRESET_LEVELS[preset], ruleId)
    ? PRESET_LEVELS[preset][ruleId]
    : undefined;
}

export function isKindPreset(preset: string): preset is KindPreset {
  return Object.hasOwn(PRESET_LEVELS, preset);
}
