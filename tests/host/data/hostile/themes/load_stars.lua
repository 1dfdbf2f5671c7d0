local _ = ("a"):rep(60000):find("a*a*a*a*a*a*b")
