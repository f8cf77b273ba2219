// `npm run package:vscode`: the extension with its own copy of modwarden, as a .vsix. Needs a build (`npm run build`), and no network.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { zip } from './zip.mjs';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const manifestOf = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What VS Code reads before it unpacks the rest. */
function vsixManifest({
  publisher,
  name,
  version,
  displayName,
  description,
  engines,
  categories,
  keywords,
  extensionKind,
}) {
  const property = (id, value) => `      <Property Id="Microsoft.VisualStudio.Code.${id}" Value="${escaped(value)}" />`;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escaped(name)}" Version="${escaped(version)}" Publisher="${escaped(publisher)}" />
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${escaped(keywords.join(','))}</Tags>
    <Categories>${escaped(categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
${property('Engine', engines.vscode)}
${property('ExtensionKind', extensionKind.join(','))}
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true" />
  </Assets>
</PackageManifest>
`;
}

const CONTENT_TYPES = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${['json', 'cjs', 'md', 'txt', 'bin', 'vsixmanifest']
  .map((extension) => `  <Default Extension=".${extension}" ContentType="application/octet-stream" />`)
  .join('\n')}
</Types>
`;

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [path.join(here, 'src/extension.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    legalComments: 'none',
    logLevel: 'warning',
    preserveSymlinks: true,
  });
  return outputFiles[0].contents;
}

/** The files that the server needs of an installed modwarden, by their names in it. */
function serverFiles(server) {
  const dist = path.join(server, 'dist');
  const names = readdirSync(dist).filter(
    (name) => /\.(?:cjs|bin)$/.test(name) && name !== 'dev.cjs' && name !== 'action.cjs',
  );
  return [...names.map((name) => `dist/${name}`), 'schemas/policy.schema.json', 'package.json'];
}

/** The bytes of the .vsix. `server`: a folder with a built modwarden. */
export async function packageVscode(server) {
  if (!existsSync(path.join(server, 'dist/bin.cjs'))) throw new Error('build first: npm run build');
  const manifest = { ...manifestOf(here), version: manifestOf(root).version };
  const files = new Map([
    ['extension.vsixmanifest', vsixManifest(manifest)],
    ['[Content_Types].xml', CONTENT_TYPES],
    ['extension/package.json', `${JSON.stringify(manifest, undefined, 2)}\n`],
    ['extension/README.md', readFileSync(path.join(here, 'README.md'))],
    ['extension/LICENSE.txt', readFileSync(path.join(root, 'LICENSE'))],
    ['extension/extension.cjs', await bundle()],
  ]);
  for (const name of serverFiles(server)) files.set(`extension/server/${name}`, readFileSync(path.join(server, name)));
  return { name: `modwarden-${manifest.version}.vsix`, bytes: zip(files) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { name, bytes } = await packageVscode(root);
  writeFileSync(path.join(here, name), bytes);
  console.log(`editors/vscode/${name}: ${bytes.length} bytes`);
}
