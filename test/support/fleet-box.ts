/** Small repositories with a module server for a fleet: some share modules, some cannot be checked. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Box, newBox } from './box.ts';
import { put } from './cli.ts';
import { goSum, type ModuleServer, type Served, serveModules } from './module-server.ts';

const MIT =
  'Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.';

/** `example.com/m0` to `m6`: each requires the next. */
export const MODULES: Served = Object.fromEntries(
  Array.from({ length: 7 }, (_, i) => [
    `example.com/m${i}@v1.${i}.0`,
    {
      mod: i < 6 ? `\ngo 1.21\n\nrequire example.com/m${i + 1} v1.${i + 1}.0\n` : '\ngo 1.21\n',
      time: '2026-01-02T03:04:05Z',
      license: MIT,
    },
  ]),
);

export interface FleetBox extends Box {
  readonly server: ModuleServer;
  /** Repositories below `repos`, as lines of a list of targets. */
  readonly targets: readonly string[];
}

/** `count` repositories, and one folder without a go.mod. */
export async function fleetBox(count: number): Promise<FleetBox> {
  const server = await serveModules(MODULES);
  const box = newBox(server.url);
  const targets = writeRepositories(join(box.root, 'repos'), count).map((name) => `repos/${name}`);
  mkdirSync(join(box.root, 'repos/empty'), { recursive: true });
  writeFileSync(join(box.root, 'targets.txt'), [...targets, 'repos/empty', ''].join('\n'));
  return {
    ...box,
    server,
    targets,
    remove: () => {
      server.server.closeAllConnections();
      server.server.close();
      box.remove();
    },
  };
}

/** Names of the repositories in the folder. */
export function writeRepositories(folder: string, count: number): string[] {
  const sums = goSum(MODULES);
  return Array.from({ length: count }, (_, i) => {
    const first = i % 6;
    const name = `r${i}`;
    put(join(folder, name), {
      '.git/HEAD': '',
      'go.mod': `module corp.example/${name}\n\ngo 1.21\n\nrequire example.com/m${first} v1.${first}.0\n`,
      'go.sum': sums,
      ...(i % 3 === 0 && { Dockerfile: 'FROM scratch\nENV GOSUMDB=off\n' }),
    });
    return name;
  });
}

/** Every file of a run's results, by its path. */
export function resultsIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith('.facts') && statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}
