import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { effective } from '../../../src/go/env/layers.ts';
import { reachesOf } from '../../../src/model/settings/file-environments.ts';
import { readSettingFiles, settingFilesIn } from '../../../src/model/settings/setting-files.ts';

async function reaches(path: string, text: string) {
  const [file] = await readSettingFiles(settingFilesIn([path], ''), memoryTree(new Map([[path, text]])));
  return reachesOf(file!);
}
const shown = (parts: Awaited<ReturnType<typeof reaches>>) =>
  parts.map(({ own, layers, reach }) => [
    reach.kind,
    [...own.values()].map(({ variable, value }) => `${variable}=${value}`).join(' '),
    effective(layers, 'GOPROXY').value === 'off' ? 'off' : 'proxy',
  ]);

describe('settings by reach', () => {
  it('see those around them, and are not seen there', async () => {
    const text = [
      'on: push',
      'env: { GOPROXY: "off" }',
      'jobs:',
      '  build:',
      '    runs-on: x',
      '    env: { GOSUMDB: "off" }',
      '    steps: [{ run: "GOPROXY=direct go build" }]',
    ].join('\n');
    const parts = await reaches('.github/workflows/ci.yml', text);
    expect(shown(parts)).toEqual([
      ['workflow', 'GOPROXY=off', 'off'],
      ['job', 'GOSUMDB=off', 'off'],
      ['command', 'GOPROXY=direct', 'proxy'],
    ]);
    expect(parts[1]!.valueFor('GOPROXY')).toBe('off');
    expect(parts[0]!.valueFor('GOSUMDB')).toBeUndefined();
  });

  it('of several for one variable each counts for a while, and the last for the rest', async () => {
    const parts = await reaches(
      'build.sh',
      'export GOSUMDB=off\ngo build\nexport GOSUMDB=sum.golang.org GOPROXY=off\n',
    );
    expect(shown(parts)).toEqual([
      [parts[0]!.reach.kind, 'GOSUMDB=off', 'off'],
      [parts[0]!.reach.kind, 'GOSUMDB=sum.golang.org GOPROXY=off', 'off'],
    ]);
  });

  it('count for nothing where other files decide them, but are set', async () => {
    const [part] = await reaches('.env', 'GOPROXY=$PROXY\nGOSUMDB=off\n');
    expect(effective(part!.layers, 'GOPROXY').origin).toBe('default');
    expect(part!.valueFor('GOPROXY')).toBeTruthy();
    expect(part!.valueFor('GOPRIVATE')).toBeUndefined();
  });
});
