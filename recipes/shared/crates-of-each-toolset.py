"""Points each toolset of a cross build at the crates that were built for it; Node.js before 26 has none."""

import pathlib
import re
import sys

TRIPLES = {"host": "x86_64-unknown-linux-musl", "target": "aarch64-unknown-linux-musl"}
LIBRARIES = re.compile(r"'link_settings':\s*{\s*'libraries':\s*\[\s*'<\(node_crates_libpath\)',\s*\]")

path = pathlib.Path("deps/crates/crates.gyp")
if not path.exists():
    sys.exit()

conditions = "".join(
    f"""
          ['_toolset=="{toolset}"', {{
            'libraries': ['<(SHARED_INTERMEDIATE_DIR)/{triple}/release/libnode_crates.a'],
          }}],"""
    for toolset, triple in TRIPLES.items()
)
text, count = LIBRARIES.subn(
    "'link_settings': {\n        'target_conditions': [" + conditions + "\n        ]", path.read_text()
)
if count != 1:
    sys.exit(f"{path}: the libraries of the crates are not where they were")
path.write_text(text)
