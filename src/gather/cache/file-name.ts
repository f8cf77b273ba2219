/** Names of cache files. FNV-1a, twice: names need only differ, for what a file holds is compared whole. Hashing for real would load node:crypto. */
export function fileNameOf(key: string): string {
  return fnv(key, 0x811c9dc5) + fnv(key, 0x01000193);
}

function fnv(text: string, start: number): string {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
