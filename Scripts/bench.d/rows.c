// Reads the rows of an SQLite table with libsqlite3 and writes them as batches of 500: what a plain program in C needs for
// the same answer, without its checks and its evidence.
#include <sqlite3.h>
#include <stdio.h>

int main(int count, char **arguments) {
  sqlite3 *database;
  sqlite3_stmt *rows;
  const char *sql =
      "SELECT partner, product, reporter, substr(day, 1, 7), value"
      " FROM o WHERE flow = 'X' ORDER BY partner, product, reporter, day";
  static char buffer[1 << 16];
  if (count != 2 || sqlite3_open_v2(arguments[1], &database, SQLITE_OPEN_READONLY, 0)) return 1;
  if (sqlite3_prepare_v2(database, sql, -1, &rows, 0)) return 1;
  setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  long seq = 0, row = 0;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    if (row++ % 500 == 0) printf("%s{\"type\":\"batch\",\"id\":\"t\",\"seq\":%ld,\"rows\":[", seq ? "]}\n" : "", seq), seq++;
    else putchar(',');
    printf("[\"%s\",\"%s\",\"%s\",\"%s\",\"%s\"]", sqlite3_column_text(rows, 0), sqlite3_column_text(rows, 1),
           sqlite3_column_text(rows, 2), sqlite3_column_text(rows, 3), sqlite3_column_text(rows, 4));
  }
  puts("]}");
  return 0;
}
