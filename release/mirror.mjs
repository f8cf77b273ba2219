// The repository that users of pre-commit and prek name: no sources and nothing to build, only the hooks, which install the published
// package of one version.
import { isAlias, isMap, parseDocument } from 'yaml';

/**
 * @param hooks the text of .pre-commit-hooks.yaml
 * @param spec what npm installs: `modwarden@1.2.3`
 * @returns the files of the mirror by their paths
 */
export function mirrorFiles(hooks, version, spec = `modwarden@${version}`) {
  const document = parseDocument(hooks);
  for (const hook of document.contents.items) {
    if (isAlias(hook) || !isMap(hook)) throw new Error('.pre-commit-hooks.yaml: expected a list of hooks');
    hook.set('additional_dependencies', document.createNode([spec], { flow: true }));
  }
  return {
    '.pre-commit-hooks.yaml': document.toString({ lineWidth: 0 }),
    // pre-commit installs the repository itself first, and has no other way to say that there is nothing in it.
    'package.json': `${JSON.stringify({ name: 'modwarden-pre-commit', version, private: true, license: 'Apache-2.0', files: [] }, null, 2)}\n`,
    'README.md': `# modwarden for pre-commit

The hooks of [modwarden](https://github.com/modwarden/modwarden), which install its published package: nothing is built. Generated at each release.

\`\`\`yaml
repos:
  - repo: https://github.com/modwarden/modwarden-pre-commit
    rev: v${version}
    hooks:
      - id: modwarden
      - id: modwarden-push
\`\`\`
`,
  };
}
