/** Where loaded policies are kept between runs: the user's own cache folder, one small file for each policy. */
import { cacheFolder } from '../cache/folder.ts';
import { seal, unseal } from '../cache/sealed.ts';
import { cacheStore } from '../cache/store.ts';
import { withoutWatch } from '../repeat/conditions.ts';

export interface PolicyCache {
  /** `key`: what the policy is called in all the world, such as its absolute path. */
  get(key: string): string | undefined;
  put(key: string, text: string): void;
}

interface CacheInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
}

/** undefined where there is no cache (MODWARDEN_CACHE=off). Reading and writing never fail; what is damaged or not the user's own is not read. */
export function policyCache({ env, now }: CacheInput): PolicyCache | undefined {
  const folder = cacheFolder(env);
  if (folder === undefined) return undefined;
  const store = cacheStore(folder, { now });
  return {
    get: (key) => {
      const bytes = withoutWatch(() => store.read(KIND, nameOf(key)));
      return bytes && unseal(bytes)?.toString('utf8');
    },
    put: (key, text) => withoutWatch(() => store.write(KIND, nameOf(key), seal(text))),
  };
}

const KIND = 'policy';

/** FNV-1a, twice: names need only differ, for what a file holds is compared whole. Hashing for real would load node:crypto. */
function nameOf(key: string): string {
  return fnv(key, 0x811c9dc5) + fnv(key, 0x01000193);
}

function fnv(text: string, start: number): string {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
