// Starts and ends: what any program needs.
int main(void) { return 0; }
