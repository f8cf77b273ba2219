/** Where loaded policies are kept between runs: the user's own cache folder, one small file for each policy. */
import { fileNameOf } from '../cache/file-name.ts';
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
      const bytes = withoutWatch(() => store.read(KIND, fileNameOf(key)));
      return bytes && unseal(bytes)?.toString('utf8');
    },
    put: (key, text) => withoutWatch(() => store.write(KIND, fileNameOf(key), seal(text))),
  };
}

const KIND = 'policy';
