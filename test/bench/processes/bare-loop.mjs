// What a list of requests takes by itself: `node bare-loop.mjs URL LIST`, LIST being a JSON file of `{ path, range }`. Connections are
// kept, as many requests are under way as modwarden allows itself, and nothing is done with the answers. Prints milliseconds.
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';

/** As src/gather/http/client.ts has it. */
const PARALLEL = 16;

const [url, list] = process.argv.slice(2);
const requests = JSON.parse(readFileSync(list, 'utf8'));
const agent = new Agent({ keepAlive: true });

function ask({ path, range }) {
  return new Promise((done, fail) => {
    get(`${url}${path}`, { agent, headers: range ? { range } : {} }, (response) => {
      response.on('data', () => {});
      response.on('end', done);
    }).on('error', fail);
  });
}

const start = performance.now();
const left = requests.values();
await Promise.all(
  Array.from({ length: PARALLEL }, async () => {
    for (const request of left) await ask(request);
  }),
);
console.log(performance.now() - start);
agent.destroy();
