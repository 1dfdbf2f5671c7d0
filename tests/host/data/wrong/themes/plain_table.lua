return { id = "plain_table" }
