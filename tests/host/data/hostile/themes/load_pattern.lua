local _ = ("x"):rep(100000):find("x-x-x-y")
