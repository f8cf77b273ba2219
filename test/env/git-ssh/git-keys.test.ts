import { expect, it } from 'vitest';
import { Collector } from '../../../src/env/collector.ts';
import { gitSetting } from '../../../src/env/git-ssh/git-keys.ts';
import { plainText } from '../../../src/env/mapped-text.ts';
import { reach } from '../../../src/env/setting.ts';
import { source } from '../../../src/text/source.ts';

it.each([
  ['http.sslVerify', 'http.sslVerify=v'],
  ['HTTP.https://h.example/a.b.SSLVERIFY', 'http.sslVerify=v'],
  ['url.http://h.example/.insteadOf', 'url.insteadOf=http://h.example/'],
  ['core.sshcommand', 'core.sshCommand=v'],
  ['url.insteadOf', undefined],
  ['core.x.sshCommand', undefined],
  ['url.http://h/.pushInsteadOf', undefined],
  ['user.name', undefined],
])('reads the key %s', (key, found) => {
  const into = new Collector(source('x', `${key} v`));
  gitSetting(into, plainText(key, 0), plainText('v', key.length + 1), {
    by: 'configuration',
    reach: reach('file', 'x'),
  });
  expect(into.finish().settings.map(({ variable, value }) => `${variable}=${value}`)).toEqual(found ? [found] : []);
});
