;;; rusthint.el --- Rust safety and performance hints by Eglot  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT OR Apache-2.0
;; Package-Requires: ((emacs "26.3") (eglot "1.9"))
;; Version: 0.1.0
;; Keywords: languages, tools

;;; Commentary:

;; Starts `rusthint lsp' for buffers in `rust-mode' and `rust-ts-mode'; Cargo.toml, rusthint.toml
;; and clippy.toml of the same project are served along.
;;
;;   (require 'rusthint)
;;   (setq rusthint-program "/path/to/server/target/rusthint/bin/rusthint")
;;   (add-hook 'rust-mode-hook #'rusthint-eglot)
;;
;; Eglot has one server for a buffer.  Where rust-analyzer is wanted as well, leave the hook out
;; and call `rusthint-eglot' to change to RustHint, `rusthint-eglot-stop' to change back.

;;; Code:

(require 'eglot)

(defgroup rusthint nil
  "Rust safety and performance hints."
  :group 'eglot
  :prefix "rusthint-")

(defcustom rusthint-program "rusthint"
  "The launcher: a path, or a name on the variable `exec-path'."
  :type 'string)

(defcustom rusthint-settings nil
  "The server's settings, a property list.
For example (:profile \"audit\" :hints (:perf/inline \"off\")).
The file docs/configuration.md says what there is."
  :type '(plist :key-type symbol :value-type sexp))

(defcustom rusthint-toml t
  "Whether RustHint serves TOML buffers too, for Cargo.toml and rusthint.toml.
Eglot has one server for a mode, so another server for TOML wants nil here.
Takes effect with the next call of `rusthint-eglot'."
  :type 'boolean)

(defconst rusthint--rust-modes
  '((rust-mode :language-id "rust") (rust-ts-mode :language-id "rust"))
  "The modes of buffers that RustHint is for.")

(defconst rusthint--toml-modes
  '((conf-toml-mode :language-id "toml")
    (toml-mode :language-id "toml")
    (toml-ts-mode :language-id "toml"))
  "The modes of manifests and configuration files.")

(defun rusthint--contact (&optional _interactive)
  "The program that Eglot starts, and what it tells it at first."
  (list rusthint-program "lsp"
        :initializationOptions (or rusthint-settings (make-hash-table :size 0))))

(defun rusthint--registered-p (entry)
  "Whether ENTRY of `eglot-server-programs' is RustHint's."
  (eq (cdr entry) #'rusthint--contact))

(defun rusthint--configure ()
  "Have Eglot answer the server's question for its settings.
What a project's directory variables say goes before that."
  (let ((others (default-value 'eglot-workspace-configuration)))
    (when (and rusthint-settings (listp others) (not (consp (car others))))
      (setq-default eglot-workspace-configuration
                    (plist-put (copy-sequence others) :rusthint rusthint-settings)))))

(defun rusthint-register ()
  "Make RustHint the server that Eglot starts for Rust."
  (rusthint-unregister)
  (rusthint--configure)
  (push (cons (append rusthint--rust-modes (and rusthint-toml rusthint--toml-modes))
              #'rusthint--contact)
        eglot-server-programs))

(defun rusthint-unregister ()
  "Leave it to Eglot again which server it starts for Rust."
  (setq eglot-server-programs
        (delq nil (mapcar (lambda (entry) (unless (rusthint--registered-p entry) entry))
                          eglot-server-programs))))

;;;###autoload
(defun rusthint-eglot ()
  "Have this buffer's project served by RustHint."
  (interactive)
  (rusthint-register)
  (if (called-interactively-p 'any)
      (let ((server (eglot-current-server)))
        (when server
          (eglot-shutdown server))
        (call-interactively #'eglot))
    (eglot-ensure)))

(defun rusthint-eglot-stop ()
  "Stop RustHint in this buffer's project.\nEglot starts another server there next time."
  (interactive)
  (rusthint-unregister)
  (let ((server (eglot-current-server)))
    (when server
      (eglot-shutdown server))))

(provide 'rusthint)
;;; rusthint.el ends here
