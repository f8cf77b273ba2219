/** A small inventory: two main modules, a chain of three, a replaced and an unbuilt one. */
import type { Component, Inventory } from '../../../src/report/inventory.ts';

const use = (more: Partial<Component['uses'][number]> = {}) => ({
  dir: '',
  direct: false,
  required: true,
  unbuilt: false,
  trail: [],
  ...more,
});

export const INVENTORY: Inventory = {
  mains: [
    { dir: '', path: 'example.com/shop', requires: [0, 1] },
    { dir: 'tools', path: '', requires: [1] },
  ],
  components: [
    {
      path: 'example.com/a',
      version: 'v1.0.0',
      uses: [use({ direct: true, depth: 1, trail: [{ path: 'example.com/a', version: 'v1.0.0' }] })],
      license: { expression: 'MIT', confidence: 0.987, evidence: 'LICENSE:1-21', hints: [] },
      hash: 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      requires: [1],
    },
    {
      path: 'example.com/b',
      version: 'v1.2.0',
      replacedBy: { path: 'example.com/fork/b', version: 'v1.2.1' },
      uses: [use({ depth: 2 }), use({ dir: 'tools', direct: true, depth: 1 })],
      license: { expression: 'MIT OR Apache-2.0', evidence: 'LICENSE:3', hints: ['two licenses'] },
      requires: [2],
    },
    {
      path: 'example.com/c',
      version: 'v0.0.0-20260102030405-abcdefabcdef',
      uses: [
        use({
          required: false,
          depth: 3,
          trail: [
            { path: 'example.com/a', version: 'v1.0.0' },
            { path: 'example.com/b', version: 'v1.2.0' },
            { path: 'example.com/c', version: 'v0.0.0-20260102030405-abcdefabcdef' },
          ],
        }),
      ],
      license: { evidence: 'not requested', hints: [] },
      requires: [],
    },
    {
      path: 'example.com/unbuilt',
      version: 'v0.1.0',
      uses: [use({ required: false, unbuilt: true })],
      license: { evidence: 'nothing of it is built', hints: [] },
      requires: [],
    },
  ],
  waivers: [
    {
      rule: 'replace/local-path',
      subject: 'example.com/shop/sdk',
      reason: 'until the SDK is public',
      owner: 'platform',
      until: '2027-03-31',
      state: 'used',
      at: '.modwarden.yaml:20',
    },
  ],
  incomplete: ['tools/go.mod: the module graph is not loaded'],
};
