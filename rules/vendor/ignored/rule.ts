import { defineRule, firstLine, type IgnoredVendor, ignoredVendors } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'vendor/ignored',
  title: 'Vendor folder that Go does not use',
  why: 'Go builds from a vendor folder only if it was made for the same mode: "go work vendor" for a workspace, "go mod vendor" for a module. Otherwise Go downloads the modules and does not build the reviewed copies.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  *check(repo) {
    for (const { vendor, kind, module } of ignoredVendors(repo)) {
      yield {
        at: firstLine(vendor.source),
        subject: 'vendor',
        ...WORDS[kind],
        ...(module && { module }),
        data: { kind },
      };
    }
  },
});

const WORDS: Readonly<Record<IgnoredVendor['kind'], { readonly message: string; readonly hint: string }>> = {
  'no-workspace': {
    message: 'Go does not use this vendor folder: it is for a workspace, and there is no go.work here',
    hint: 'run "go mod vendor", or commit the go.work',
  },
  'no-go-line': {
    message: 'Go does not use this vendor folder: the go.work beside it has no go line',
    hint: 'run "go work use", which adds one',
  },
  module: {
    message:
      'Go does not use this vendor folder in the workspace: it is not for a workspace, and there is a go.work here',
    hint: 'run "go work vendor", or remove the folder',
  },
};
