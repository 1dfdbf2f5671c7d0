local all = {}
while true do
  pcall(function() all[#all + 1] = ("x"):rep(500000) .. #all end)
end
