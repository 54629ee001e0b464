-- For Neovim 0.11 and newer, which finds this file by itself: `vim.lsp.enable("rusthint")`.
return require("rusthint").config()
