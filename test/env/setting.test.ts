import { describe, expect, it } from 'vitest';
import { type FileSetting, type Reach, reach, settingsWithin } from '../../src/env/setting.ts';
import { source, span } from '../../src/text/source.ts';

const at = span(source('x', 'GOSUMDB=off'), 0, 7);
const set = (variable: string, value: string, where: Reach): FileSetting => ({
  variable,
  value,
  nameAt: at,
  valueAt: at,
  by: 'environment',
  reach: where,
  certainty: 'certain',
});

describe('settingsWithin', () => {
  const workflow = reach('workflow', 'workflow');
  const job = reach('job', 'jobs.build', workflow);
  const step = reach('step', 'jobs.build.steps.0', job);
  const other = reach('job', 'jobs.other', workflow);
  const values = (settings: readonly FileSetting[], within: Reach) =>
    Object.fromEntries([...settingsWithin(settings, within)].map(([name, { value }]) => [name, value]));

  it('puts together what a reach and those around it set', () => {
    const settings = [set('GOPROXY', 'direct', workflow), set('GOSUMDB', 'off', job), set('GOFLAGS', '-x', other)];
    expect(values(settings, step)).toEqual({ GOPROXY: 'direct', GOSUMDB: 'off' });
    expect(values(settings, workflow)).toEqual({ GOPROXY: 'direct' });
  });

  it('lets an inner reach replace an outer one, wherever it stands in the file', () => {
    const settings = [set('GOPROXY', 'inner', step), set('GOPROXY', 'outer', workflow)];
    expect(values(settings, step)).toEqual({ GOPROXY: 'inner' });
  });

  it('takes the last of several in one reach', () => {
    expect(values([set('GOPROXY', 'a', job), set('GOPROXY', 'b', job)], job)).toEqual({ GOPROXY: 'b' });
  });
});
