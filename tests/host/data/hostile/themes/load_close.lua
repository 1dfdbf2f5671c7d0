local function forever()
  local _ <close> = setmetatable({}, { __close = function() while true do end end })
  error("first")
end
while true do
  pcall(forever)
end
