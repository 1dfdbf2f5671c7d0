local _ = ("x"):rep(1 << 40)
