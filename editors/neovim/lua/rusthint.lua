-- Starts `rusthint lsp` for Rust files and their manifests, beside rust-analyzer.
--
--   require("rusthint").setup({ cmd = { "/path/to/rusthint", "lsp" }, settings = { profile = "audit" } })
--
-- Neovim 0.11 and newer start servers themselves. For older ones nvim-lspconfig does, where it is
-- installed, and otherwise this file.
local M = {}

local markers = { "rusthint.toml", "Cargo.toml", ".git" }

-- The TOML files that the server knows; it passes over others.
local manifests = { "Cargo.toml", "rusthint.toml", "clippy.toml", ".clippy.toml" }

local defaults = {
  cmd = { "rusthint", "lsp" },
  -- docs/configuration.md: profile, hints, features, allFeatures, noDefaultFeatures, target, cfg, typeHover
  settings = {},
}

local function is_served(buffer)
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":t")
  return vim.bo[buffer].filetype == "rust" or vim.tbl_contains(manifests, name)
end

-- The folder of the workspace that a file is in: of several nested packages the outermost.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  for _, marker in ipairs(markers) do
    local search = marker == ".git" and vim.fn.finddir or vim.fn.findfile
    local found = search(marker, vim.fn.escape(folder, " ,;*[") .. ";", -1)
    if #found > 0 then
      return vim.fn.fnamemodify(found[#found], marker == ".git" and ":p:h:h" or ":p:h")
    end
  end
  return folder
end

-- The client configuration that `vim.lsp.config` takes.
function M.config(options)
  local given = vim.tbl_deep_extend("force", defaults, options or {})
  -- A Lua table without entries would be sent as a list.
  local settings = next(given.settings) and given.settings or vim.empty_dict()
  return {
    cmd = given.cmd,
    filetypes = { "rust", "toml" },
    -- A buffer for which no folder is named gets no server.
    root_dir = function(buffer, on_dir)
      if is_served(buffer) then
        on_dir(vim.fs.root(buffer, markers))
      end
    end,
    settings = { rusthint = settings },
    init_options = settings,
  }
end

local function start_by_lspconfig(config)
  local configs = require("lspconfig.configs")
  configs.rusthint = {
    default_config = vim.tbl_extend("force", config, {
      root_dir = function(file, buffer)
        return is_served(buffer or vim.api.nvim_get_current_buf()) and root_of(file) or nil
      end,
      name = "rusthint",
    }),
  }
  require("lspconfig").rusthint.setup({})
end

local function start_by_hand(config)
  local clients = {}
  local function attach(buffer)
    local root = root_of(vim.api.nvim_buf_get_name(buffer))
    local client = clients[root]
    if not client or not vim.lsp.get_client_by_id(client) then
      client = vim.lsp.start_client(vim.tbl_extend("force", config, {
        name = "rusthint",
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
      }))
      clients[root] = client
    end
    if client then
      vim.lsp.buf_attach_client(buffer, client)
    end
  end
  vim.api.nvim_create_autocmd("FileType", {
    pattern = config.filetypes,
    group = vim.api.nvim_create_augroup("rusthint", { clear = true }),
    callback = function(event)
      if is_served(event.buf) then
        attach(event.buf)
      end
    end,
  })
end

-- options: cmd, the launcher and its arguments; settings, see above.
function M.setup(options)
  local config = M.config(options)
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config("rusthint", config)
    vim.lsp.enable("rusthint")
  elseif pcall(require, "lspconfig.configs") then
    start_by_lspconfig(config)
  else
    start_by_hand(config)
  end
end

return M
