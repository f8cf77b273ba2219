import { describe, expect, it } from 'vitest';
import { layers } from '../../../src/go/env/layers.ts';
import { toolchainRun } from '../../../src/go/env/toolchain-run.ts';

const run = (env: Record<string, string>, goLine = '1.99.0', inModule = true) =>
  toolchainRun(layers({ process: new Map(Object.entries(env)) }), {
    local: 'go1.26.8',
    goLine,
    toolchainLine: '',
    inModule,
  });

describe('the toolchain that runs', () => {
  it('is the installed one where it is new enough, or may not be replaced', () => {
    const installed = { name: 'go1.26.8', from: 'installed' };
    expect(run({}, '1.26.0').value).toEqual(installed);
    expect(run({ GOTOOLCHAIN: 'local' }).value).toEqual(installed);
    expect(run({ GO111MODULE: 'off', GOTOOLCHAIN: 'bash' }).value).toEqual(installed);
    expect(run({ GO111MODULE: 'auto' }, '1.99.0', false).value).toEqual(installed);
    expect(run({ GO111MODULE: 'maybe' }).value).toEqual(installed);
  });

  it('comes from PATH or is downloaded', () => {
    expect(run({ GOTOOLCHAIN: 'path' }).value).toEqual({ name: 'go1.99.0', from: 'path' });
    expect(run({}).value).toMatchObject({ name: 'go1.99.0', from: 'download', download: { sumdb: 'verify' } });
    expect(run({ GO111MODULE: 'on' }).value).toMatchObject({ from: 'download' });
    expect(run({ GO111MODULE: 'auto' }).value).toMatchObject({ from: 'download' });
    expect(run({ GOTOOLCHAIN: 'go1.21.0' }).value).toMatchObject({ name: 'go1.21.0', from: 'download' });
  });

  it('is downloaded and then refused where the database is off, and verified where modules are not', () => {
    expect(run({ GOSUMDB: 'off' }).value?.download).toMatchObject({ sumdb: 'refused' });
    expect(run({ GONOSUMDB: '*' }).value?.download).toMatchObject({ sumdb: 'verify' });
    expect(run({ GOPRIVATE: '*' }).value?.download).toMatchObject({ sumdb: 'verify', fetch: ['direct'] });
    expect(run({ GOPROXY: 'off' }).value?.download).toMatchObject({ fetch: [], sumdb: 'none' });
    expect(run({ GOPROXY: 'file:///srv', GOSUMDB: 'off' }).value?.download).toMatchObject({ sumdb: 'skip' });
  });

  it('is none where Go refuses the setting', () => {
    expect(run({ GOTOOLCHAIN: 'latest' })).toEqual({ error: 'invalid GOTOOLCHAIN "latest"' });
    expect(run({}, '2.0')).toEqual({ error: 'invalid GOTOOLCHAIN "go2.0"' });
  });
});
