import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Box, newBox } from '../support/box.ts';

let box: Box;
beforeAll(() => {
  box = newBox('off', {
    'go.mod': 'module example.com/app\n\ngo 1.22\n\nreplace example.com/x => /abs/x\n\nrequire example.com/x v1.0.0\n',
    '.modwarden.yaml': `waivers:
  - { rule: replace/local-path, module: example.com/x, reason: moved next month, owner: platform, until: 2026-12-31 }
  - { rule: gomod/go-version, subject: go, reason: nothing to cover, until: 2026-12-31 }
  - { rule: freshness/stale, module: example.com/x, reason: no facts here, until: 2026-12-31 }
`,
  });
});
afterAll(() => box.remove());

test('each waiver is listed once, with whether it is in use', async () => {
  const { out } = await box.run(['list', 'waivers', '--offline', '--format', 'json']);
  const rows = JSON.parse(out) as { rule: string; state: string; at: string; owner: string }[];
  expect(rows.map(({ rule, state, at }) => [at, rule, state])).toEqual([
    ['.modwarden.yaml:2', 'replace/local-path', 'waived'],
    ['.modwarden.yaml:3', 'gomod/go-version', expect.stringMatching(/^(?:unused|unknown)$/)],
    ['.modwarden.yaml:4', 'freshness/stale', expect.stringMatching(/^(?:unused|unknown)$/)],
  ]);
  expect(rows[0]!.owner).toBe('platform');
});
