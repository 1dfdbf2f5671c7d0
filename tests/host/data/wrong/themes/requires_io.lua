local io = require "io"
return io
