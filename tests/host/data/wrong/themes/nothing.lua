local c = require "conspectus"
