// Writes a file that is already in memory to standard output, 64 KiB at a time: the pipe's own speed.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count != 2) return 64;
  int file = open(arguments[1], O_RDONLY);
  struct stat info;
  if (file < 0 || fstat(file, &info) != 0) return 1;
  char *bytes = mmap(0, info.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (bytes == MAP_FAILED) return 1;
  for (off_t done = 0; done < info.st_size;) {
    size_t rest = info.st_size - done;
    ssize_t n = write(1, bytes + done, rest < 65536 ? rest : 65536);
    if (n <= 0) return 1;
    done += n;
  }
  return 0;
}
