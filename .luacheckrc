-- What `make lint` holds all Lua in the tree to: plugins, scripts, and those of the tests.
std = "lua54"
max_line_length = 100
-- Files that are wrong on purpose.
exclude_files = { "tests/host/data/wrong", "tests/host/data/hostile", "tests/script/data" }
