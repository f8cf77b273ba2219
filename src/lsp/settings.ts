/** What a client may set, under the key `modwarden`. Anything else is left at its default: a client's settings are not ours to refuse. */

export interface Settings {
  /** Check at all. */
  readonly enable: boolean;
  /** Show the newest version, its age and the license at the end of a requirement's line. */
  readonly inlayHints: boolean;
  /** Milliseconds without an edit until the check with facts; 0 to 60,000. */
  readonly pause: number;
}

export const DEFAULT_SETTINGS: Settings = { enable: true, inlayHints: false, pause: 400 };

/** `value`: of the section `modwarden`, or an object that has it. */
export function settingsOf(value: unknown): Settings {
  const own = sectionOf(value);
  const { enable, inlayHints, pause } = own;
  return {
    enable: typeof enable === 'boolean' ? enable : DEFAULT_SETTINGS.enable,
    inlayHints: typeof inlayHints === 'boolean' ? inlayHints : DEFAULT_SETTINGS.inlayHints,
    pause: typeof pause === 'number' && pause >= 0 && pause <= 60_000 ? pause : DEFAULT_SETTINGS.pause,
  };
}

function sectionOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return {};
  const inner = (value as { readonly modwarden?: unknown }).modwarden;
  return (typeof inner === 'object' && inner !== null ? inner : value) as Readonly<Record<string, unknown>>;
}
