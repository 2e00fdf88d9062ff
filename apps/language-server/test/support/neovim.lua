-- Run by Neovim with the file to edit open: nvim --headless --clean -S neovim.lua package.json
-- Starts the server as a user's configuration does, edits by it, and tells what it saw in the file NODEWRIGHT_RESULT.
local result = {}

local ok, failure = pcall(function()
  local client = vim.lsp.start_client({
    name = "nodewright",
    cmd = { vim.env.NODEWRIGHT_NODE, vim.env.NODEWRIGHT_BIN, "--stdio" },
    root_dir = vim.fn.getcwd(),
  })
  vim.lsp.buf_attach_client(0, client)

  local function diagnostics()
    return vim.diagnostic.get(0)
  end
  assert(vim.wait(20000, function() return #diagnostics() > 0 end, 20), "no diagnostics came")
  result.diagnostics = vim.tbl_map(function(one)
    return { code = one.code, lnum = one.lnum, col = one.col, source = one.source }
  end, diagnostics())

  local first = diagnostics()[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col + 1 })
  local position = vim.lsp.util.make_position_params(0, "utf-16")
  local function ask(method, params)
    local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
    return answers[client].result
  end
  result.hover = ask("textDocument/hover", position).contents.value
  result.completions = vim.tbl_map(function(one) return one.label end, ask("textDocument/completion", position))

  local range = vim.lsp.util.make_range_params(0, "utf-16")
  range.context = { diagnostics = {} }
  local actions = ask("textDocument/codeAction", range)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
  assert(vim.wait(20000, function() return #diagnostics() == 0 end, 20), "the diagnostic stayed after its fix")
  result.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  vim.lsp.stop_client(client)
end)

if not ok then result.failure = tostring(failure) end
vim.fn.writefile({ vim.fn.json_encode(result) }, vim.env.NODEWRIGHT_RESULT)
vim.cmd("qall!")
