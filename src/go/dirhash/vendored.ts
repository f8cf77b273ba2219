/** Which files a module's zip leaves out because they are vendored (isVendoredPackage of golang.org/x/mod/zip, with its history). */
import * as goversion from '../version/go-version.ts';

/**
 * `goVersion`: of the module's go.mod, `1.24`; '' where it says none. Older modules keep the mistakes of older versions of Go, because
 * their checksums are known.
 */
export function isVendored(path: string, goVersion: string): boolean {
  const since124 = goversion.compare(goversion.lang(goVersion), '1.24') >= 0;
  if (since124 && path === 'vendor/modules.txt') return true;
  if (path.startsWith('vendor/')) return path.includes('/', 'vendor/'.length);
  const inner = path.indexOf('/vendor/');
  if (inner < 0) return false;
  // Before 1.24 every file below an inner vendor folder was left out (golang/go#37397).
  return !since124 || path.includes('/', inner + '/vendor/'.length);
}
