/* load.R: base R only, and ASCII only, so that it reads the same in every locale. */
#include "output/load.h"

#include <string.h>
#include <utf8proc.h>

const char cs_load_r_mark[] = "# Reads this export into R (written by conspectus export).\n";

static const char HEAD[] =
    "#\n"
    "#   source(\"load.R\", chdir = TRUE)     with the folder's name before load.R\n"
    "#   conspectus$recurring\n"
    "#   with(conspectus$codings, table(theme, polarity))\n"
    "#\n"
    "# Labels such as 2.10 stay text, words of a closed list are factors in their order, days are\n"
    "# Dates, 0/1 stay numbers, missing is NA. attr(x, \"label\") says what a column is.\n"
    "\n"
    "conspectus <- local({\n"
    "  read <- function(file, types, levels, labels) {\n"
    "    data <- read.csv(file, colClasses = types, na.strings = \"\", check.names = FALSE,\n"
    "                     encoding = \"UTF-8\", comment.char = \"\", strip.white = FALSE)\n"
    "    for (name in names(levels)) {\n"
    "      data[[name]] <- factor(data[[name]], levels = levels[[name]])\n"
    "    }\n"
    "    for (name in names(labels)) {\n"
    "      attr(data[[name]], \"label\") <- labels[[name]]\n"
    "    }\n"
    "    data\n"
    "  }\n"
    "  list(\n";

static const char *type_of(cs_measure measure) {
  switch (measure) {
  case CS_MEASURE_TEXT:
    return "character";
  case CS_MEASURE_DATE:
    return "Date";
  case CS_MEASURE_COUNT:
  case CS_MEASURE_PLACE:
  case CS_MEASURE_FLAG:
    return "integer";
  default:
    return "numeric";
  }
}

/* A string of R in ASCII. */
static void put_string(FILE *file, const char *text) {
  fputc('"', file);
  for (const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text; *at != '\0';) {
    utf8proc_int32_t point;
    utf8proc_ssize_t length = utf8proc_iterate(at, -1, &point);
    if (length <= 0) {
      point = 0xFFFD;
      length = 1;
    }
    if (point == '"' || point == '\\') {
      fprintf(file, "\\%c", (int)point);
    } else if (point >= 0x20 && point < 0x7F) {
      fputc((int)point, file);
    } else {
      fprintf(file, point > 0xFFFF ? "\\U%08X" : "\\u%04X", (unsigned)point);
    }
    at += length;
  }
  fputc('"', file);
}

static void put_levels(FILE *file, const cs_resource *of) {
  bool first = true;
  fputs("      list(", file);
  for (size_t i = 0; i < of->variable_count; i++) {
    const char *const *words = of->variables[i].words;
    if (words == NULL) {
      continue;
    }
    fprintf(file, "%s\n        \"%s\" = c(", first ? "" : ",", of->variables[i].name);
    for (size_t j = 0; words[j] != NULL; j++) {
      fprintf(file, "%s\"%s\"", j > 0 ? ", " : "", words[j]);
    }
    fputc(')', file);
    first = false;
  }
  fputs("),\n", file);
}

static void put_resource(FILE *file, const cs_resource *of, bool last) {
  fprintf(file, "    %s = read(\"%s.csv\",\n      c(", of->file->name, of->file->name);
  for (size_t i = 0; i < of->variable_count; i++) {
    fprintf(file, "%s\n        \"%s\" = \"%s\"", i > 0 ? "," : "", of->variables[i].name,
            type_of(of->variables[i].measure));
  }
  fputs("),\n", file);
  put_levels(file, of);
  fputs("      list(", file);
  for (size_t i = 0; i < of->variable_count; i++) {
    fprintf(file, "%s\n        \"%s\" = ", i > 0 ? "," : "", of->variables[i].name);
    put_string(file, of->variables[i].title);
  }
  fprintf(file, "))%s\n", last ? "" : ",");
}

void cs_load_r_write(FILE *file, const cs_resource *resources, size_t count) {
  fputs(cs_load_r_mark, file);
  fputs(HEAD, file);
  for (size_t i = 0; i < count; i++) {
    put_resource(file, &resources[i], i + 1 == count);
  }
  fputs("  )\n})\n", file);
}
