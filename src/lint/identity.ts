/**
 * A finding's identity: the one key for SARIF fingerprints, waivers, baselines and de-duplication. It is made of what the finding is
 * about, never of a line, a version or the message, so that an edit nearby or a version bump leaves it the same finding.
 */
import type { MainModule } from '../model/repo.ts';
import type { Draft } from '../model/rule.ts';

/** Where a finding lives: the module's folder (not its path: two modules may bear one name), else the file. */
export function scopeOf(draft: Draft): string {
  return draft.module === undefined ? `file:${draft.at.file.path}` : moduleScope(draft.module);
}

function moduleScope(module: MainModule): string {
  return module.kind === 'module' ? `module:${module.dir}` : `${module.kind}:${module.source.path}`;
}

export interface Identified {
  readonly draft: Draft;
  readonly rule: string;
  readonly id: string;
  /** Of the requirement through which an indirect module comes in: what several findings on its line have in common. */
  readonly lineId: string | undefined;
}

/** Gives every draft its identity. Drafts must come in file order: what collides gets an ordinal in that order. */
export async function identify(
  drafts: readonly { readonly rule: string; readonly draft: Draft }[],
): Promise<Identified[]> {
  if (drafts.length === 0) return [];
  // Loaded here and not above: a clean run in the hook should not pay for it.
  const { createHash } = await import('node:crypto');
  const hash = (text: string) => `mw1:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  const seen = new Map<string, number>();
  return drafts.map(({ rule, draft }) => {
    const key = JSON.stringify([rule, scopeOf(draft), draft.subject]);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    const root = draft.trail?.[0]?.path;
    const lineId =
      root === undefined || root === draft.subject ? undefined : hash(JSON.stringify([rule, scopeOf(draft), root]));
    return { rule, draft, id: hash(ordinal === 0 ? key : `${key}#${ordinal}`), lineId };
  });
}
