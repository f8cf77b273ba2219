/** Keys of git's configuration that decide how modules are fetched. */
import type { Collector, Manner } from '../collector.ts';
import { type MappedText, slice } from '../mapped-text.ts';

/**
 * A key with its value: `http.sslVerify`, `http.URL.sslVerify`, `url.BASE.insteadOf`, `core.sshCommand`. Section and name are compared
 * without regard to case. Other keys are passed over.
 */
export function gitSetting(into: Collector, key: MappedText, value: MappedText | undefined, manner: Manner): void {
  const m = /^(http|url|core)\.(?:(.*)\.)?([A-Za-z]+)$/is.exec(key.text);
  if (m === null) return;
  const [, section = '', middle, name = ''] = m;
  const which = `${section}.${name}`.toLowerCase();
  if (which === 'http.sslverify') {
    into.add('http.sslVerify', key, value, { ...manner, implied: 'true' });
  } else if (which === 'core.sshcommand' && middle === undefined) {
    into.add('core.sshCommand', key, value, manner);
  } else if (which === 'url.insteadof' && middle !== undefined) {
    const start = section.length + 1;
    into.add('url.insteadOf', key, slice(key, start, start + middle.length), manner);
  }
}
