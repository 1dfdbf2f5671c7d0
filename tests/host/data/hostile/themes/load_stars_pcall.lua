while true do
  pcall(string.gsub, ("a"):rep(60000), "a*a*a*a*a*a*b", "")
end
