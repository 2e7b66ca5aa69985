// A plugin that reads all it is sent and drops it; with an argument it keeps the bytes in that file.
// On standard error: bytes, and the seconds from the first byte of data to the end.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void say(const char *line) {
  if (write(1, line, strlen(line)) < 0) _exit(1);
}

int main(int count, char **arguments) {
  static char buffer[1 << 16];
  int copy = count > 1 ? open(arguments[1], O_WRONLY | O_CREAT | O_TRUNC, 0644) : -1;
  double first = 0;
  long total = 0;
  say("{\"type\":\"hello\",\"protocol\":[1],\"id\":\"waybill.bench\",\"version\":\"1.0.0\"}\n");
  for (ssize_t n; (n = read(0, buffer, sizeof buffer)) > 0; total += n) {
    if (first == 0) first = now();
    if (copy >= 0 && write(copy, buffer, n) != n) return 1;
  }
  fprintf(stderr, "%ld %.6f\n", total, now() - first);
  say("{\"type\":\"done\",\"status\":\"ok\"}\n");
  return 0;
}
