# The dictionary look-up alone, as quanteda does it: reading, words, look-up, counts.
#
#   Rscript look_up.R FILES TERMS CORES
#
# FILES and TERMS are lists, a line each; the terms may have the wildcards * and ?.

arguments <- commandArgs(trailingOnly = TRUE)
files <- readLines(arguments[1])
terms <- readLines(arguments[2])
quanteda::quanteda_options(threads = as.integer(arguments[3]))

texts <- vapply(files, function(file) {
  paste(readLines(file, warn = FALSE, encoding = "UTF-8"), collapse = "\n")
}, character(1))
words <- quanteda::tokens(quanteda::corpus(texts))
dictionary <- quanteda::dictionary(list(terms = terms))
found <- quanteda::tokens_lookup(words, dictionary, valuetype = "glob", case_insensitive = TRUE)
cat(sum(quanteda::dfm(found)), "found\n")
