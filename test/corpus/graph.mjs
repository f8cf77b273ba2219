// Adapter of the graph corpus: translates only. Build first: `npx tsc -p tsconfig.json`.
import { fileURLToPath } from 'node:url';
import { goInput, goList, goModGraph } from '../../dist/lib/src/gather/go-run.js';
import { fileProxy } from '../../dist/lib/src/gather/proxy/file-proxy.js';
import { requirementDepths } from '../../dist/lib/src/go/graph/depth.js';
import { graphEdges } from '../../dist/lib/src/go/graph/result.js';

const text = ({ path, version }) => (version === '' ? path : `${path}@${version}`);

// The corpus knows the requirement depth, over the graph as go mod graph prints it; where that fails it has none.
async function depthsOf(dir, env, source) {
  const { input } = goInput(dir, 'mod graph', env);
  const graph = await goModGraph(input, source).catch(() => undefined);
  return graph && Object.fromEntries(requirementDepths(graph));
}

export async function load({ dir, env, want, args }) {
  const { input, problem } = goInput(dir, want === 'graph' ? 'mod graph' : 'list', env);
  if (problem) throw new Error(problem);
  const source = fileProxy(fileURLToPath(env.GOPROXY), env.GOPROXY);
  if (want === 'graph') {
    const graph = await goModGraph(input, source);
    return { graph: [...graphEdges(graph)].map((edge) => edge.map(text)) };
  }
  const what = { list: 'all', updates: 'updates', check: 'mains', paths: args }[want];
  const modules = await goList(input, what, source);
  if (want === 'list') return { buildList: modules, depths: await depthsOf(dir, env, source) };
  if (want !== 'updates') return { buildList: modules };
  return {
    updates: modules.map(({ path, version, updates }) => ({
      path,
      version,
      update: updates?.update?.version,
      retracted: updates?.retracted,
      deprecated: updates?.deprecated,
    })),
  };
}
