/* load.do: each file is read, labelled and saved as .dta. Columns are read as text or as
 * numbers as declared, never as Stata would guess. */
#include "output/load.h"

#include <string.h>
#include <utf8proc.h>

const char cs_load_stata_mark[] =
    "* Reads this export into Stata (written by conspectus export).\n";

static const char HEAD[] =
    "* Stata 14 or later. Change to this folder first: cd \"FOLDER\", then do load.do.\n"
    "* Each CSV file becomes a .dta file beside it, and one of that name is replaced.\n"
    "* Labels such as 2.10 stay text, words of a closed list become numbers with value\n"
    "* labels, days become dates, missing stays missing.\n"
    "\n"
    "version 14\n"
    "clear all\n"
    "set more off\n";

size_t cs_label_length(const char *text, size_t most) {
  size_t length = 0;
  for (size_t i = 0; i < most && text[length] != '\0'; i++) {
    utf8proc_int32_t unused;
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text + length, -1, &unused);
    length += bytes > 0 ? (size_t)bytes : 1;
  }
  return length;
}

bool cs_is_coded(const cs_variable *variable) {
  return variable->words != NULL || variable->measure == CS_MEASURE_FLAG;
}

/* What would end the string, begin a macro or a comment, or break the line, is replaced. */
static void put_label(FILE *file, const char *text) {
  size_t length = cs_label_length(text, CS_LABEL_CHARACTERS);
  fputs("`\"", file);
  for (size_t i = 0; i < length; i++) {
    char byte = text[i];
    bool comment = i > 0 && byte == '/' && (text[i - 1] == '/' || text[i - 1] == '*');
    comment = comment || (i > 0 && byte == '*' && text[i - 1] == '/');
    bool plain = (unsigned char)byte >= 0x20 && byte != 0x7F && strchr("\"`$\\", byte) == NULL;
    fputc(plain && !comment ? byte : byte == '"' || byte == '`' ? '\'' : ' ', file);
  }
  fputs("\"'\n", file);
}

/* "stringcols(1 2 5)" for text, "numericcols(3 4)" for the rest; none: nothing. */
static void put_columns(FILE *file, const cs_resource *of, const char *option, bool text) {
  bool any = false;
  for (size_t i = 0; i < of->variable_count; i++) {
    cs_measure measure = of->variables[i].measure;
    if ((measure == CS_MEASURE_TEXT || measure == CS_MEASURE_DATE) == text) {
      if (any) {
        fprintf(file, " %zu", i + 1);
      } else {
        fprintf(file, " ///\n  %s(%zu", option, i + 1);
      }
      any = true;
    }
  }
  fputs(any ? ")" : "", file);
}

static void put_words(FILE *file, const cs_variable *variable) {
  fprintf(file, "label define %s", variable->name);
  if (variable->words == NULL) {
    fputs(" 0 \"no\" 1 \"yes\"\n", file);
    fprintf(file, "label values %s %s\n", variable->name, variable->name);
    return;
  }
  for (size_t i = 0; variable->words[i] != NULL; i++) {
    fprintf(file, " %zu \"%s\"", i + 1, variable->words[i]);
  }
  fprintf(file,
          "\nencode %s, generate(conspectus_code) label(%s) noextend\n"
          "order conspectus_code, after(%s)\n"
          "drop %s\n"
          "rename conspectus_code %s\n",
          variable->name, variable->name, variable->name, variable->name, variable->name);
}

static void put_date(FILE *file, const char *name) {
  fprintf(file,
          "generate long conspectus_day = daily(%s, \"YMD\"), after(%s)\n"
          "drop %s\n"
          "rename conspectus_day %s\n"
          "format %%tdCCYY-NN-DD %s\n",
          name, name, name, name, name);
}

static void put_resource(FILE *file, const cs_resource *of) {
  const char *name = of->file->name;
  fprintf(file,
          "\n* ---- %s ----\n\n"
          "import delimited using \"%s.csv\", clear varnames(1) case(preserve) ///\n"
          "  delimiters(\",\") encoding(\"utf-8\") bindquotes(strict) maxquotedrows(unlimited)",
          name, name);
  put_columns(file, of, "stringcols", true);
  put_columns(file, of, "numericcols", false);
  fputc('\n', file);
  for (size_t i = 0; i < of->variable_count; i++) {
    const cs_variable *variable = &of->variables[i];
    if (cs_is_coded(variable)) {
      put_words(file, variable);
    } else if (variable->measure == CS_MEASURE_DATE) {
      put_date(file, variable->name);
    }
    fprintf(file, "label variable %s ", variable->name);
    put_label(file, variable->title);
  }
  fputs("label data ", file);
  put_label(file, of->file->title);
  fprintf(file, "compress\nsave \"%s.dta\", replace\n", name);
}

void cs_load_stata_write(FILE *file, const cs_resource *resources, size_t count) {
  fputs(cs_load_stata_mark, file);
  fputs(HEAD, file);
  for (size_t i = 0; i < count; i++) {
    put_resource(file, &resources[i]);
  }
}
