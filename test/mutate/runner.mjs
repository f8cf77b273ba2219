// A process with one vitest that lives long: gets { tests, changed, bail } and answers { ran, isBroken }, for one folder.
import { resolve } from 'node:path';
import { createVitest } from 'vitest/node';

const [, , folder, workers, ...setup] = process.argv;
process.chdir(folder);

const vitest = await createVitest('test', {
  root: folder,
  config: false,
  watch: false,
  include: ['test/**/*.test.ts'],
  setupFiles: ['test/support/seed.ts', ...setup],
  // Some tests change the folder of their process, which a thread cannot.
  pool: 'forks',
  maxWorkers: Number(workers),
  testTimeout: 60_000,
  hookTimeout: 300_000,
  bail: 0,
  reporters: [{}],
});
await vitest.standalone();

process.on('message', async ({ tests, changed, bail }) => {
  for (const file of changed) vitest.invalidateFile(resolve(file));
  vitest.config.bail = bail;
  for (const project of vitest.projects) project.config.bail = bail;
  // What earlier requests came to would be told again, failures too.
  vitest.state.filesMap.clear();
  const specifications = tests.flatMap((test) => vitest.getModuleSpecifications(resolve(test)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const ran = testModules.map((module) => ({
    test: module.relativeModuleId,
    ok: module.ok(),
    // Where a file cannot even be loaded, no test of it has failed.
    failing: [...module.children.allTests('failed')].map((test) => test.fullName),
    milliseconds: module.diagnostic().duration + module.diagnostic().collectDuration,
  }));
  process.send({ ran, isBroken: unhandledErrors.length > 0 });
});
process.send('ready');
