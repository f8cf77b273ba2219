import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { readSettingFiles, settingFilesIn } from '../../../src/model/settings/setting-files.ts';
import { TreeError } from '../../../src/model/tree.ts';

const read = async (files: Record<string, string>) =>
  readSettingFiles(settingFilesIn(Object.keys(files), ''), memoryTree(new Map(Object.entries(files))));

describe('files with settings', () => {
  it('are those below the folder, but for what belongs to others', () => {
    const paths = [
      'Dockerfile',
      'a/b.env',
      'a/main.go',
      'vendor/x/Dockerfile',
      'web/node_modules/x/.env',
      'testdata/.env',
    ];
    expect(settingFilesIn(paths, '').map(({ source, dir }) => [source.path, dir])).toEqual([
      ['Dockerfile', ''],
      ['a/b.env', 'a'],
    ]);
    expect(settingFilesIn(paths, 'a').map(({ source }) => source.path)).toEqual(['a/b.env']);
  });

  it('say what they set, each at its place', async () => {
    const [file] = await read({ '.env': 'X=1\nGOSUMDB=off\n' });
    expect(file!.read!.settings.map(({ variable, value }) => `${variable}=${value}`)).toEqual(['GOSUMDB=off']);
    expect(file!.read!.settings[0]!.valueAt).toMatchObject({ start: 12, end: 15 });
  });

  it('hold no secret after they are read, and keep their places', async () => {
    const text = 'GOPROXY=https://bot:s3cret@p.example,direct\nGOAUTH=helper --token abc123\n';
    const [file] = await read({ '.env': text });
    expect(file!.source.text).not.toMatch(/s3cret|abc123/);
    expect(file!.source.text).toHaveLength(text.length);
    expect(file!.read!.settings.map(({ value }) => value)).toEqual([
      'https://xxx:xxxxxx@p.example,direct',
      'helper --token xxxxxx',
    ]);
  });

  it('leave out values that are too large to be checked, and say so', async () => {
    const many = Array.from({ length: 2001 }, (_, i) => `*.h${i}.example`).join(',');
    const [file] = await read({ '.env': `GOPRIVATE=${many}\nGOSUMDB=off\n` });
    expect(file!.read!.settings.map(({ variable }) => variable)).toEqual(['GOSUMDB']);
    expect(file!.read!.unread.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^GOPRIVATE is over the limit of/),
    ]);
  });

  it('leave out what is beyond the limit of groups of settings, and say where', async () => {
    const text = 'GOSUMDB=off go build\n'.repeat(502);
    const [file] = await read({ 'build.sh': text });
    expect(file!.read!.settings).toHaveLength(500);
    expect(file!.read!.unread).toMatchObject([
      {
        at: { start: text.length - 2 * 'GOSUMDB=off go build\n'.length },
        reason: expect.stringMatching(/limit of 500 groups/),
      },
    ]);
  });

  it('that cannot be read have a part that says so', async () => {
    const tree = {
      ...memoryTree(new Map()),
      read: async (path: string): Promise<Uint8Array> => {
        throw new TreeError(path, 'too-large', 'too large');
      },
    };
    const [refused] = await readSettingFiles(settingFilesIn(['Dockerfile'], ''), tree);
    expect(refused!.read).toMatchObject({ settings: [], unread: [{ reason: 'too large' }] });
    const [gone] = await readSettingFiles(settingFilesIn(['Dockerfile'], ''), memoryTree(new Map()));
    expect(gone!.read!.unread).toMatchObject([{ reason: 'it cannot be read' }]);
  });
});
