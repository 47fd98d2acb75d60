package dev.squall.history;

/**
 * Reads vectors through a cache: a recently read vector with the same text is returned as the same object. Most
 * completions repeat the value of their invocation, so the cache saves time and memory.
 */
final class RecentVectors {

    private static final int SLOTS = 1 << 14;
    private static final int LENGTH_MAX = 64;

    private final EdnScanner scanner;
    private final EdnReader reader;
    private final Object[] vectors = new Object[SLOTS];
    private final int[] starts = new int[SLOTS];
    private final int[] lengths = new int[SLOTS];

    RecentVectors(EdnScanner scanner, EdnReader reader) {
        this.scanner = scanner;
        this.reader = reader;
    }

    /** Returns the vector that begins at the position; unmodifiable. */
    Object read() {
        int length = scanner.flatVectorBytes(LENGTH_MAX);
        if (length == 0) {
            return reader.readValue();
        }
        int start = scanner.position();
        int hash = scanner.hashFrom(start, length);
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        if (lengths[slot] == length && scanner.isSame(starts[slot], start, length)) {
            scanner.advance(length);
            return vectors[slot];
        }
        vectors[slot] = reader.readValue();
        starts[slot] = start;
        lengths[slot] = length;
        return vectors[slot];
    }
}
