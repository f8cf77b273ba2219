/** What a pattern of GOPRIVATE and its like covers of the hosts that everybody uses. */
import { prefixMatcher } from '../../path/pattern.ts';

/** `all` of them, or those that it covers whole. */
export type Coverage = 'all' | readonly string[];

export function publicCoverage(pattern: string): Coverage {
  const matches = prefixMatcher(pattern);
  const whole = PUBLIC.filter(matches).map((path) => path.slice(0, path.indexOf('/')));
  return whole.length === PUBLIC.length ? 'all' : whole;
}

/** One module nobody owns on each of the hosts that most public modules are on. */
const PUBLIC = [
  'github.com',
  'golang.org',
  'google.golang.org',
  'gopkg.in',
  'go.uber.org',
  'k8s.io',
  'gitlab.com',
  'bitbucket.org',
].map((host) => `${host}/-nobody-/-nothing-`);
