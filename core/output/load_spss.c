/* load.sps: each file is read, labelled and saved as .sav. A text variable is as wide as
 * the longest value that was written, since SPSS cuts what is longer. */
#include "output/load.h"

#include <string.h>

const char cs_load_spss_mark[] = "* Encoding: UTF-8.\n"
                                 "* Reads this export into SPSS (written by conspectus export).\n";

static const char HEAD[] =
    "* Change to this folder first: CD 'FOLDER'. Then INSERT FILE='load.sps'.\n"
    "* Each CSV file becomes a .sav file beside it, and one of that name is replaced.\n"
    "* Labels such as 2.10 stay text.\n"
    "* passages_spss.csv is passages.csv with blanks for the line ends in its texts.\n"
    "* Words of a closed list become numbers with value labels, days become dates.\n";

/* Bytes of a text variable; SPSS has no longer ones. */
enum { WIDEST = 32767 };

/* What would break the line is replaced; a quote is doubled. A word of at most 80 characters. */
static void put_label(FILE *file, const char *text) {
  size_t length = cs_label_length(text, CS_LABEL_CHARACTERS);
  fputc('\'', file);
  for (size_t i = 0; i < length; i++) {
    char byte = text[i];
    bool control = (unsigned char)byte < 0x20 || byte == 0x7F;
    fputc(control ? ' ' : byte, file);
    if (byte == '\'') {
      fputc('\'', file);
    }
  }
  fputc('\'', file);
}

static void put_format(FILE *file, const cs_resource *of, size_t column) {
  size_t width = of->widest[column] < WIDEST ? of->widest[column] : WIDEST;
  switch (of->variables[column].measure) {
  case CS_MEASURE_TEXT:
    fprintf(file, "A%zu", width > 0 ? width : 1);
    break;
  case CS_MEASURE_DATE:
    fputs("SDATE10", file);
    break;
  case CS_MEASURE_COUNT:
  case CS_MEASURE_PLACE:
    fputs("F8.0", file);
    break;
  case CS_MEASURE_FLAG:
    fputs("F1.0", file);
    break;
  default:
    fputs("F12.6", file);
  }
}

/* Its words become numbers in a new variable that takes its name. */
static void put_words(FILE *file, const cs_variable *variable) {
  fprintf(file, "NUMERIC conspectus_code (F2.0).\nRECODE %s", variable->name);
  for (size_t i = 0; variable->words[i] != NULL; i++) {
    fprintf(file, "\n  ('%s'=%zu)", variable->words[i], i + 1);
  }
  fprintf(file,
          " INTO conspectus_code.\nEXECUTE.\n"
          "DELETE VARIABLES %s.\nRENAME VARIABLES (conspectus_code=%s).\n",
          variable->name, variable->name);
}

static void put_value_labels(FILE *file, const cs_variable *variable) {
  fprintf(file, "VALUE LABELS %s", variable->name);
  for (size_t i = 0; variable->words != NULL && variable->words[i] != NULL; i++) {
    fprintf(file, "\n  %zu '%s'", i + 1, variable->words[i]);
  }
  fputs(variable->words == NULL ? "\n  0 'no'\n  1 'yes'.\n" : ".\n", file);
}

static void put_resource(FILE *file, const cs_resource *of) {
  const char *name = of->file->name;
  fprintf(file,
          "\n* ---- %s ----.\n\n"
          "GET DATA /TYPE=TXT /FILE='%s' /ENCODING='UTF8'\n"
          "  /ARRANGEMENT=DELIMITED /DELCASE=LINE /FIRSTCASE=2\n"
          "  /DELIMITERS=',' /QUALIFIER='\"'\n  /VARIABLES=",
          name,
          cs_export_names[strcmp(name, "passages") == 0 ? (int)CS_EXPORT_SPSS_PASSAGES
                                                        : (int)(of->file - cs_exports)]);
  for (size_t i = 0; i < of->variable_count; i++) {
    fprintf(file, "\n  %s ", of->variables[i].name);
    put_format(file, of, i);
  }
  fputs(".\n", file);
  for (size_t i = 0; i < of->variable_count; i++) {
    if (of->variables[i].words != NULL) {
      put_words(file, &of->variables[i]);
    }
  }
  for (size_t i = 0; i < of->variable_count; i++) {
    fprintf(file, "VARIABLE LABELS %s ", of->variables[i].name);
    put_label(file, of->variables[i].title);
    fputs(".\n", file);
    if (cs_is_coded(&of->variables[i])) {
      put_value_labels(file, &of->variables[i]);
    }
  }
  fprintf(file, "SAVE OUTFILE='%s.sav'\n  /KEEP=", name);
  for (size_t i = 0; i < of->variable_count; i++) {
    fprintf(file, "\n  %s", of->variables[i].name);
  }
  fputs(".\n", file);
}

void cs_load_spss_write(FILE *file, const cs_resource *resources, size_t count) {
  fputs(cs_load_spss_mark, file);
  fputs(HEAD, file);
  for (size_t i = 0; i < count; i++) {
    put_resource(file, &resources[i]);
  }
}
