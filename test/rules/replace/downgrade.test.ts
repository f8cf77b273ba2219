import { describe, expect, it } from 'vitest';
import { goMod, linesOf } from '../run.ts';

const mod = `${goMod('a v1.0.0', 'b v1.2.0 // indirect')}\nreplace example.com/b => example.com/b v1.1.0\n`;
const b = 'example.com/b@v1.1.0: { mod: "module example.com/b\\ngo 1.25\\n" }\n';

/** What the finding says of the version above: where it comes from. */
async function above(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const lines = await linesOf('replace/downgrade', { 'go.mod': mod, ...files });
  return /below the (.*)$/.exec(lines[0] ?? '')?.[1];
}

describe('the version above', () => {
  it('is required by go.mod where there is no graph', async () => {
    expect(await above({})).toBe('required version v1.2.0');
  });

  it('is required by go.mod where the graph selects that very version', async () => {
    const a = 'example.com/a@v1.0.0: { mod: "module example.com/a\\ngo 1.25\\nrequire example.com/b v1.2.0\\n" }\n';
    expect(await above({ facts: a + b })).toBe('required version v1.2.0');
  });

  it('is of the graph where that selects a higher one', async () => {
    const a = 'example.com/a@v1.0.0: { mod: "module example.com/a\\ngo 1.25\\nrequire example.com/b v1.9.0\\n" }\n';
    expect(await above({ facts: a + b })).toBe('selected version v1.9.0');
  });

  it('is nothing where the replacement is as high', async () => {
    expect(await linesOf('replace/downgrade', { 'go.mod': mod.replaceAll('v1.1.0', 'v1.2.0') })).toEqual([]);
    expect(await linesOf('replace/downgrade', { 'go.mod': mod.replaceAll('v1.1.0', 'v1.3.0') })).toEqual([]);
  });
});
