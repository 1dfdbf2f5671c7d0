/* Runs a command and prints what it cost: `measure [-m] COMMAND ARG...` prints wall seconds,
 * processor seconds and, with -m, the most memory that it and all its descendants held at once,
 * in KB. The command's stdout goes nowhere. Memory is the sum of proportional set sizes, so that
 * pages which processes share count once; pdftotext is left out. Looking costs a little, so time
 * and memory are best measured apart. */
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_PROCESSES = 4096, SAMPLE_US = 10000 };

typedef struct process {
  long id, parent;
  bool ours;
} process;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The parent of a process; -1 where it is gone, or is pdftotext. */
static long parent_of(long id) {
  char path[64], line[512];
  snprintf(path, sizeof path, "/proc/%ld/stat", id);
  FILE *file = fopen(path, "r");
  long parent = -1;
  if (file != NULL && fgets(line, sizeof line, file) != NULL) {
    const char *name_end = strrchr(line, ')');
    if (name_end != NULL && strstr(line, "(pdftotext)") == NULL) {
      parent = strtol(name_end + 3, NULL, 10);
    }
  }
  if (file != NULL) {
    fclose(file);
  }
  return parent;
}

static long proportional_size(long id) {
  char path[64], line[256];
  snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", id);
  FILE *file = fopen(path, "r");
  long size = 0;
  while (file != NULL && fgets(line, sizeof line, file) != NULL) {
    if (strncmp(line, "Pss:", 4) == 0) {
      size = strtol(line + 4, NULL, 10);
      break;
    }
  }
  if (file != NULL) {
    fclose(file);
  }
  return size;
}

static size_t list_processes(process *list) {
  DIR *folder = opendir("/proc");
  size_t count = 0;
  const struct dirent *entry;
  while (folder != NULL && count < MOST_PROCESSES && (entry = readdir(folder)) != NULL) {
    if (isdigit((unsigned char)entry->d_name[0])) {
      long id = strtol(entry->d_name, NULL, 10);
      list[count++] = (process){.id = id, .parent = parent_of(id)};
    }
  }
  if (folder != NULL) {
    closedir(folder);
  }
  return count;
}

/* The memory of `root` and its descendants. */
static long tree_size(long root) {
  static process list[MOST_PROCESSES];
  size_t count = list_processes(list);
  long size = 0;
  for (bool found = true; found;) {
    found = false;
    for (size_t i = 0; i < count; i++) {
      bool child = list[i].id == root;
      for (size_t j = 0; j < count && !child; j++) {
        child = list[j].ours && list[j].id == list[i].parent;
      }
      if (child && !list[i].ours && list[i].parent >= 0) {
        list[i].ours = found = true;
        size += proportional_size(list[i].id);
      }
    }
  }
  return size;
}

static pid_t start(char **command) {
  pid_t child = fork();
  if (child == 0) {
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
  }
  return child;
}

int main(int argc, char **argv) {
  bool memory = argc > 1 && strcmp(argv[1], "-m") == 0;
  if (argc < (memory ? 3 : 2)) {
    fputs("usage: measure [-m] COMMAND ARG...\n", stderr);
    return 2;
  }
  double began = now();
  long most = 0;
  int status = 0;
  pid_t child = start(argv + (memory ? 2 : 1));
  while (memory && waitpid(child, &status, WNOHANG) == 0) {
    long size = tree_size(child);
    most = size > most ? size : most;
    usleep(SAMPLE_US);
  }
  if (!memory) {
    waitpid(child, &status, 0);
  }
  struct rusage usage;
  double wall = now() - began;
  getrusage(RUSAGE_CHILDREN, &usage);
  double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  printf("%.4f %.4f %ld\n", wall, cpu, most);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
