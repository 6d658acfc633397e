"""The screens before the notebook is open: welcome, new notebook, passphrase and tour."""
