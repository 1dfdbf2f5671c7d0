-- What `make lint` holds the plugins and scripts to.
std = "lua54"
max_line_length = 100
