error({ "what" })
