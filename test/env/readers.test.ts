import { describe, expect, it } from 'vitest';
import { MAX_SCRIPT_LENGTH } from '../../src/env/limits.ts';
import { ENV_READERS, envPathspecs, isEnvCandidate, readSettings } from '../../src/env/readers.ts';
import { source } from '../../src/text/source.ts';

describe('the table of readers', () => {
  it('has unique names, and patterns that git and we read alike', () => {
    expect(new Set(ENV_READERS.map(({ name }) => name)).size).toBe(ENV_READERS.length);
    for (const { files } of ENV_READERS) for (const pattern of files) expect(pattern).toMatch(/^[\w.*/+-]+$/);
    expect(envPathspecs()).toContain(':(glob,icase)**/.env');
  });

  it('takes files at any depth, without regard to case', () => {
    expect(isEnvCandidate('.env')).toBe(true);
    expect(isEnvCandidate('deploy/CI.ENV')).toBe(true);
    expect(isEnvCandidate('main.go')).toBe(false);
    expect(isEnvCandidate('x.env/main.go')).toBe(false);
  });

  it('takes templates and examples for what they are made into', () => {
    expect(['x.yaml.tmpl', 'a/build.sh.in', 'Dockerfile.j2', 'x.env.example'].every(isEnvCandidate)).toBe(true);
    expect(['templates/_helpers.tpl', 'x.in', 'go.mod.sample.go'].filter(isEnvCandidate)).toEqual([]);
  });

  it('leaves source code and documentation alone, and names with a dot in folders of scripts', () => {
    expect(['dockerfile.go', 'Makefile.md', 'tools/x.py', 'tools/x.png'].filter(isEnvCandidate)).toEqual([]);
    expect(isEnvCandidate('tools/build')).toBe(true);
  });
});

describe('readSettings', () => {
  const read = async (path: string, text: string) => {
    const { settings, unread } = await readSettings(source(path, text));
    return [...settings.map(({ variable, value }) => `${variable}=${value}`), ...unread.map(({ reason }) => reason)];
  };

  it('reads what a reader takes, and nothing else', async () => {
    expect(await read('ci/.env', 'GOSUMDB=off\n')).toEqual(['GOSUMDB=off']);
    expect(await read('main.go', 'GOSUMDB=off\n')).toEqual([]);
  });

  it('says that a file is too long', async () => {
    const text = `GOSUMDB=off\n${'#'.repeat(MAX_SCRIPT_LENGTH)}`;
    expect(await read('.env', text)).toEqual(['the file is over the limit of 8,388,608 characters']);
  });
});
