/** Neovim without a screen, as a user runs it: findings appear once, beside those of gopls, and a waiver ends one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { put } from '../support/cli.ts';

const NVIM = process.env.MODWARDEN_NVIM ?? 'nvim';
const GOPLS = process.env.MODWARDEN_GOPLS ?? 'gopls';
const BIN = resolve('dist/bin.cjs');

const works = (command: string, arg: string) => spawnSync(command, [arg], { stdio: 'ignore' }).status === 0;
const hasNvim = works(NVIM, '--version');
const hasGopls = works(GOPLS, 'version');
if (!hasNvim) console.warn('skipped: no Neovim (set MODWARDEN_NVIM to its path)');
if (!hasGopls) console.warn('without gopls: not installed (set MODWARDEN_GOPLS to its path)');

const POLICY = `rules:
  graph/banned: { level: error, modules: [{ module: [example.com/bad], reason: gone }] }
`;

/** gopls reports the replacement that is not there. */
const MOD = `module example.com/app

go 1.24

require example.com/bad v1.2.3

replace example.com/bad v1.2.3 => ./bad

exclud example.com/x v1.0.0
`;

/** Works in 0.7 too: `vim.lsp.start_client` and nothing younger. */
const SCRIPT = `
local out = {}
local function start(name, cmd, options)
  local id = vim.lsp.start_client({ name = name, cmd = cmd, root_dir = vim.fn.getcwd(), init_options = options })
  vim.lsp.buf_attach_client(0, id)
  return id
end
local function of(source)
  return vim.tbl_filter(function(d) return d.source == source end, vim.diagnostic.get(0))
end
local function codes(source)
  return vim.tbl_map(function(d) return tostring(d.code or d.message) end, of(source))
end
local function banned()
  return vim.tbl_filter(function(d) return tostring(d.code) == 'graph/banned' end, of('modwarden'))
end
vim.cmd('edit go.mod')
vim.bo.filetype = 'gomod'
local id = start('modwarden', { ${JSON.stringify(process.execPath)}, ${JSON.stringify(BIN)}, 'lsp', '--stdio' }, { pause = 50 })
if vim.env.GOPLS then start('gopls', { vim.env.GOPLS }) end
out.found = vim.wait(60000, function() return #banned() > 0 end, 50)
if vim.env.GOPLS then
  out.gopls = vim.wait(60000, function()
    return #vim.diagnostic.get(0) > #of('modwarden')
  end, 50)
end
vim.wait(3000, function() return false end, 50)
out.codes = codes('modwarden')
out.others = #vim.diagnostic.get(0) - #of('modwarden')
out.at = banned()[1] and { banned()[1].lnum, banned()[1].col }
local client = vim.lsp.get_client_by_id(id)
local d = banned()[1]
local params = {
  textDocument = vim.lsp.util.make_text_document_params(0),
  range = { start = { line = d.lnum, character = d.col }, ['end'] = { line = d.lnum, character = d.end_col } },
  context = { diagnostics = { d.user_data and d.user_data.lsp or vim.empty_dict() } },
}
params.context.diagnostics = {}
local answer = client.request_sync('textDocument/codeAction', params, 30000, 0)
for _, action in ipairs(answer.result or {}) do
  if action.title:find('beside the line', 1, true) then
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding or 'utf-16')
    out.applied = action.title
  end
end
out.gone = vim.wait(30000, function() return #banned() == 0 end, 50)
out.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n')
local file = io.open('result.json', 'w')
file:write(vim.fn.json_encode(out))
file:close()
vim.cmd('qall!')
`;

const root = realpathSync(mkdtempSync(join(tmpdir(), 'neovim-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.skipIf(!hasNvim)('Neovim', () => {
  it('shows findings once, and a waiver ends one', () => {
    const repo = put(join(root, 'repo'), { 'go.mod': MOD, '.modwarden.yaml': POLICY });
    execFileSync('git', ['init', '-q', repo]);
    writeFileSync(join(root, 'session.lua'), SCRIPT);
    const env = {
      PATH: process.env.PATH,
      HOME: root,
      XDG_CACHE_HOME: join(root, 'cache'),
      GOPROXY: 'off',
      GOFLAGS: '-mod=mod',
      GOMODCACHE: join(root, 'mod'),
      ...(hasGopls && { GOPLS }),
    };
    const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${join(root, 'session.lua')}`];
    const ran = spawnSync(NVIM, args, { cwd: repo, env, encoding: 'utf8', timeout: 240_000 });
    expect(ran.stderr).not.toContain('Error');
    const out = JSON.parse(readFileSync(join(repo, 'result.json'), 'utf8'));
    expect(out).toMatchObject({
      found: true,
      gone: true,
      at: [4, 24],
      applied: expect.stringContaining('graph/banned'),
    });
    expect(out.codes.filter((code: string) => code === 'graph/banned')).toEqual(['graph/banned']);
    expect(out.text).toContain('// modwarden:allow graph/banned until=');
    if (hasGopls) expect(out).toMatchObject({ gopls: true });
  });
});
