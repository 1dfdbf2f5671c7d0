#!/bin/sh
# load.R reads an export into R: types, levels, labels that stay text, every row.
. "${srcdir:-.}/tests/commands/lib.sh"
need Rscript

# A theme with a name that R keeps for itself, and a title that would like to be code.
mkdir -p mine/themes
cat >mine/themes/if.lua <<'END'
local c = require "conspectus"
return c.theme {
  id = "if", title = "It's \"quoted\\\" é\"); stop('no')", about = "A test.", version = "1.0",
  rule = c.any { "MASH" },
}
END
cp -r "$sample" reviews
sed 's/^2\.5 Young/2.10 Young/' "$sample/tidewell-2017.txt" >reviews/tidewell-2017.txt
expect_status 0 conspectus run reviews -o x.db --plugins mine --quiet
expect_status 0 conspectus export x.db -o tables --plugins mine

# The number of rows by the database, not by the file.
rows() {
  conspectus sql x.db "SELECT count(*) AS n FROM $1" --format csv | sed 1d
}

cat >check.R <<END
options(warn = 2)
source("tables/load.R", chdir = TRUE)
is <- function(what, ...) if (!identical(...)) stop(what, call. = FALSE)
d <- conspectus
is("files", names(d), c("reviews", "judgements", "passages", "recommendations", "citations",
   "codings", "passage_theme", "area_theme", "recurring", "codebook", "problems"))
is("reviews", nrow(d\$reviews), $(rows review)L)
is("passages", nrow(d\$passages), $(rows passage)L)
is("codings", nrow(d\$codings), $(rows coding)L)
is("citations", nrow(d\$citations), $(rows citation)L)
is("recommendations", nrow(d\$recommendations), $(rows recommendation)L)
is("codebook", nrow(d\$codebook), $(rows theme)L)
is("area_theme", nrow(d\$area_theme), length(unique(d\$reviews\$area)) * nrow(d\$codebook))
is("label", class(d\$passages\$label), "character")
is("2.10", "2.10" %in% d\$passages\$label, TRUE)
is("2.1", "2.1" %in% d\$passages\$label, TRUE)
is("polarity", levels(d\$codings\$polarity), c("weakness", "strength", "mixed", "neutral"))
is("no polarity is lost", anyNA(d\$codings\$polarity), FALSE)
is("kinds", levels(d\$passages\$kind),
   c("finding", "recommendation", "example", "quote", "context", "preamble"))
is("date", inherits(d\$reviews\$review_end, "Date"), TRUE)
is("years", all(format(d\$reviews\$review_end, "%Y") > "2010", na.rm = TRUE), TRUE)
is("repeat", class(d\$codings[["repeat"]]), "integer")
is("repeats", all(d\$codings[["repeat"]] %in% 0:1), TRUE)
is("confidence", class(d\$codings\$confidence), "numeric")
is("missing", is.na(d\$recurring\$score_low), rep(TRUE, nrow(d\$recurring)))
is("key", anyDuplicated(d\$passages\$passage), 0L)
is("join", all(d\$codings\$passage %in% d\$passages\$passage), TRUE)
is("a name that is kept", "t_if" %in% names(d\$passage_theme), TRUE)
is("a title", attr(d\$passage_theme\$t_if, "label"), "It's \"quoted\\\\\" \\u00e9\"); stop('no')")
is("a column's label", attr(d\$recurring\$prevalence_low, "label"), "Prevalence, low")
is("utf-8", all(validUTF8(unlist(lapply(d\$passages, as.character)))), TRUE)
cat("good\n")
END
for locale in C C.UTF-8; do
  expect_status 0 env LC_ALL=$locale Rscript --vanilla check.R
  expect_out good
done

# Nothing is there: the columns are.
mkdir none
expect_status 0 conspectus run none -o empty.db --quiet
expect_status 0 conspectus export empty.db -o nothing
expect_status 0 Rscript --vanilla -e 'source("nothing/load.R", chdir = TRUE)' \
  -e 'stopifnot(nrow(conspectus$codings) == 0, is.factor(conspectus$codings$polarity))'
