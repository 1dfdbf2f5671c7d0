local _ = string.format("%p", {})
